"""Lanes: the stages of one opening, or alike stages of many openings taken together.

Across openings, stages belong together that were copied from one template stage; without a
template, those of one kind and name.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from pipeline.models import Stage, StageKind
from reports.scopes import Scope

KINDS = list(StageKind.values)
_WITH_ONE_STAGE = (StageKind.INBOX, StageKind.OFFER, StageKind.HIRED)


@dataclass(frozen=True)
class Lane:
    """`key` names it in addresses; no two `stages` are of one opening."""

    key: str
    name: str
    kind: str
    stages: frozenset[UUID]


def lanes_of(scope: Scope, stages: Iterable[Stage]) -> list[Lane]:
    """Sort the scope's stages into lanes: by place in one opening, else by kind and then place."""
    together = defaultdict(list)
    seen: Counter = Counter()
    for stage in sorted(stages, key=lambda stage: (stage.opening_id, stage.position)):
        key = str(stage.pk) if scope.opening else _shared_key(stage)
        seen[stage.opening_id, key] += 1
        visit = seen[stage.opening_id, key]
        together[key if visit == 1 else f"{key} {visit}"].append(stage)
    ordered = sorted(together.items(), key=lambda item: _place(*item, scope))
    return [
        Lane(key, alike[0].name, alike[0].kind, frozenset(stage.pk for stage in alike))
        for key, alike in ordered
    ]


def lanes_by_stage(lanes: Iterable[Lane]) -> Mapping[UUID, Lane]:
    return {stage: lane for lane in lanes for stage in lane.stages}


def _shared_key(stage):
    if stage.kind in _WITH_ONE_STAGE:
        return stage.kind
    return str(stage.template_id or f"{stage.kind}:{stage.name.lower()}")


def _place(key, alike, scope):
    kind = 0 if scope.opening else KINDS.index(alike[0].kind)
    return kind, min(stage.position for stage in alike), alike[0].name, key
