"""The opening that receives the applications of a log, with its stages."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.event_logs.courses import Stages
from pipeline.event_logs.mapping_files import UnusableMapping
from pipeline.event_logs.mappings import Mapping
from pipeline.models import Level, Opening, Specialization, Stage, StageKind
from pipeline.models.openings import OpeningStatus


@dataclass(frozen=True, slots=True)
class Receiver:
    """An opening and its stages in order; `is_new` where neither is saved yet."""

    opening: Opening
    stages: list[Stage]
    is_new: bool

    def stages_of(self, mapping: Mapping) -> Stages:
        """Return the stages by what `mapping` calls them. Raises UnusableMapping."""
        ends = {stage.kind: stage for stage in self.stages}
        by_name = {stage.name.casefold(): stage for stage in self.stages}
        missing = [plan.name for plan in mapping.stages if plan.name.casefold() not in by_name]
        if missing:
            raise UnusableMapping(
                [f"The opening “{self.opening}” has no stage “{name}”." for name in missing]
            )
        return Stages(
            inbox=ends[StageKind.INBOX],
            offer=ends[StageKind.OFFER],
            hired=ends[StageKind.HIRED],
            by_name={plan.name: by_name[plan.name.casefold()] for plan in mapping.stages},
        )


def find_or_make_receiver(mapping: Mapping, *, file_name: str) -> Receiver:
    """Return the opening that `mapping` names, or a new one that is not saved yet.

    Raises UnusableMapping where the company has no such specialization or level.
    """
    opening = Opening.objects.filter(ref=mapping.opening.ref).first()
    if opening:
        return Receiver(opening, list(opening.stages.order_by("position")), is_new=False)
    plan = mapping.opening
    specialization = Specialization.objects.filter(key=plan.specialization).first()
    level = Level.objects.filter(key=plan.level).first()
    problems = []
    if not specialization:
        problems.append(f"There is no specialization “{plan.specialization}”.")
    if not level:
        problems.append(f"There is no level “{plan.level}”.")
    if problems:
        raise UnusableMapping(problems)
    opening = Opening(
        ref=plan.ref,
        title=(plan.title or f"Imported: {file_name}")[:160],
        specialization=specialization,
        level=level,
        # Open ones stand on the page where people apply.
        status=OpeningStatus.PAUSED,
    )
    return Receiver(opening, _new_stages(opening, mapping), is_new=True)


def _new_stages(opening: Opening, mapping: Mapping) -> list[Stage]:
    shapes = [
        (StageKind.INBOX, "Inbox"),
        *((plan.kind, plan.name) for plan in mapping.stages),
        (StageKind.OFFER, "Offer"),
        (StageKind.HIRED, "Hired"),
    ]
    return [
        Stage(opening=opening, kind=kind, name=name, position=position)
        for position, (kind, name) in enumerate(shapes)
    ]
