"""What entries of the framework were called when a card was filled.

A card is pinned to the version of the framework under which it was first saved. Its criteria
and anchors are read as that version had them, however often they are reworded since.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q

from panels.models import Scorecard
from pipeline.framework.editing import current_version
from pipeline.models import Anchor, Criterion, Level, Revision

RATINGS = (1, 2, 3, 4)

Kept = list[tuple[int, dict]]
"""The documents of one entry, each with the version from which on it read so."""


@dataclass(frozen=True)
class Wordings:
    """The documents of some entries through all versions, by list and key, oldest first."""

    kept: Mapping[tuple[str, str], Kept] = field(default_factory=dict)

    def at(self, version: int, name: str, key: str) -> dict:
        """Return what entry `key` of list `name` read like in `version`.

        One that is younger than the version reads as it did at first; an unknown one is empty.
        """
        kept = self.kept.get((name, key))
        if not kept:
            return {}
        place = bisect_right(kept, version, key=lambda pair: pair[0])
        return kept[max(place - 1, 0)][1]

    @property
    def latest(self) -> int:
        """The version that last changed any of them; 0 without any."""
        return max((kept[-1][0] for kept in self.kept.values()), default=0)


@dataclass(frozen=True)
class PinnedCriteria:
    """The criteria of a seat and their anchors, as one version of the framework has them.

    `anchors` are by criterion and rating. `moved_on_to` is the framework's version now where
    any of them has been reworded since; else None.
    """

    version: int
    criteria: list[Criterion]
    anchors: dict[tuple[UUID, int], str]
    moved_on_to: int | None = None


def wordings_of(wanted: Mapping[str, Iterable[str]]) -> Wordings:
    """Return the wordings of entries, given as keys by list (one query)."""
    among = Q()
    for name, keys in wanted.items():
        among |= Q(list=name, key__in=list(keys))
    if not among:
        return Wordings()
    kept = defaultdict(list)
    rows = Revision.objects.filter(among).order_by("version")
    for name, key, version, document in rows.values_list("list", "key", "version", "document"):
        kept[name, key].append((version, document))
    return Wordings(kept)


def pinned_criteria(criteria, level: Level, card: Scorecard | None) -> PinnedCriteria:
    """Return what an interviewer rates by; without a card, as the framework now is.

    One query, and one more where the framework has moved on since the card was begun.
    """
    criteria = list(criteria)
    if card is None:
        return PinnedCriteria(0, criteria, _anchors_now(criteria, level))
    keys = {
        (criterion.pk, rating): anchor_key(criterion, level, rating)
        for criterion in criteria
        for rating in RATINGS
    }
    wordings = wordings_of(
        {"criteria": [criterion.key for criterion in criteria], "anchors": keys.values()}
    )
    version = card.framework_version
    anchors = {place: wordings.at(version, "anchors", key) for place, key in keys.items()}
    return PinnedCriteria(
        version=version,
        criteria=[_as_worded(criterion, wordings, version) for criterion in criteria],
        anchors={place: anchor["text"] for place, anchor in anchors.items() if anchor},
        moved_on_to=current_version() if wordings.latest > version else None,
    )


def named_at(criteria, version: int) -> list[Criterion]:
    """Return copies of `criteria` that are called what they were in `version` (one query)."""
    criteria = list(criteria)
    wordings = wordings_of({"criteria": [criterion.key for criterion in criteria]})
    return [_as_worded(criterion, wordings, version) for criterion in criteria]


def anchor_key(criterion: Criterion, level: Level, rating: int) -> str:
    return f"{criterion.key}/{level.key}/{rating}"


def _as_worded(criterion, wordings, version) -> Criterion:
    worded = copy(criterion)
    worded.name = wordings.at(version, "criteria", criterion.key).get("name", criterion.name)
    return worded


def _anchors_now(criteria, level):
    rows = Anchor.objects.filter(criterion__in=criteria, level=level)
    return {(row.criterion_id, row.rating): row.text for row in rows}
