"""Rewriting an ordered list of stages: of a process, or of an opening's own copy."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from pipeline.models import ProcessStage, Stage
from pipeline.models.processes import StageShape


@dataclass(frozen=True)
class StageLine:
    """A stage as somebody wants it; without an id it is a new one."""

    kind: str
    name: str
    id: UUID | None = None
    aim: str = ""
    minutes_low: int | None = None
    minutes_high: int | None = None
    target_days: int | None = None
    gate: str = "none"
    interviews: Sequence[str] = ()

    def shape(self, position: int) -> dict:
        shape = {field: getattr(self, field, position) for field in StageShape.SHAPE}
        return {**shape, "interviews": list(self.interviews)}


class UnknownStage(Exception):
    """A line names a stage that is not in the list, or one twice."""


def write_stages(
    rows: Sequence[Stage] | Sequence[ProcessStage],
    lines: Iterable[StageLine],
    *,
    first_position: int = 0,
    **owner,
) -> list:
    """Make `rows` read as `lines`, from `first_position` on; return the rows left out, undeleted.

    `owner` is what new rows belong to: `process=` or `opening=`. A row keeps its kind for life:
    what was counted under one kind stays there.
    """
    model = ProcessStage if "process" in owner else Stage
    left = {row.pk: row for row in rows}
    for position, line in enumerate(lines, start=first_position):
        if line.id is None:
            model.objects.create(**owner, **line.shape(position))
            continue
        row = left.pop(line.id, None)
        if row is None:
            raise UnknownStage
        for field, value in line.shape(position).items():
            if field != "kind":
                setattr(row, field, value)
        row.save()
    return list(left.values())


def warn_of_targets(targets: Iterable[int | None], clock_days: int) -> str:
    """Say that the target days add up to more than the clock has, or nothing."""
    total = sum(target or 0 for target in targets)
    if total <= clock_days:
        return ""
    return f"The targets add up to {total} days; the clock has {clock_days}."
