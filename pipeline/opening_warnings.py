"""Warnings about a role: an explicit list that higher rooms add to.

They are about what a role's interviews test, so that an opening that runs and one that is only
proposed are judged alike.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.intakes import other_specialization
from pipeline.models import Intake, Level, Opening, Process, Specialization, Stage, StageKind
from pipeline.models.processes import MIDDLE_KINDS, StageShape
from pipeline.pinned_weights import keeps_own_weights

TESTING_KINDS = (StageKind.INBOX, *MIDDLE_KINDS)


@dataclass(frozen=True)
class Loop:
    """What a role is hired by: its stages that test something, in order, and what counts there.

    `component_weights` are percent by key. Without an `opening` it is only planned.
    """

    specialization: Specialization
    level: Level
    component_weights: Mapping[str, int]
    stages: Sequence[StageShape]
    opening: Opening | None = None


@dataclass(frozen=True)
class OpeningWarning:
    """A sentence, what it rests on, and the page of the opening (by its name) that mends it."""

    text: str
    details: tuple[str, ...] = ()
    view: str = ""
    action: str = ""


Warner = Callable[[Loop], Iterable[OpeningWarning]]
"""Returns what is to be said of a loop; nothing where all is well."""


def loop_of(opening: Opening) -> Loop:
    """Return the loop of an opening (one query)."""
    return Loop(
        specialization=opening.specialization,
        level=opening.level,
        component_weights=opening.component_weights,
        stages=list(opening.stages.filter(kind__in=TESTING_KINDS)),
        opening=opening,
    )


def planned_loop(
    specialization: Specialization, level: Level, weights: Mapping[str, int], process: Process
) -> Loop:
    """Return the loop that an opening would have with this process (one query)."""
    inbox = Stage(kind=StageKind.INBOX, name=StageKind.INBOX.label)
    return Loop(specialization, level, weights, [inbox, *process.stages.all()])


def warnings_of(loop: Loop) -> list[OpeningWarning]:
    """Return what every room says of `loop`, in the order of the list."""
    return [warning for warn in WARNINGS for warning in warn(loop)]


def warn_of_intake(loop: Loop) -> Iterable[OpeningWarning]:
    """The intake's answers spoke for another specialization than the one chosen in the end."""
    intake = Intake.objects.filter(opening=loop.opening).first() if loop.opening else None
    other = other_specialization(intake, loop.specialization) if intake else ""
    if other:
        yield OpeningWarning(
            f"The intake spoke for {other}; this opening is for {loop.specialization}.",
            ("Check the specialization with whoever gave the answers.",),
            view="pipeline:edit_opening",
            action="Look at the settings",
        )


def warn_of_kept_weights(loop: Loop) -> Iterable[OpeningWarning]:
    """The opening changed its specialization and kept weights that somebody had set."""
    if loop.opening and keeps_own_weights(loop.opening):
        yield OpeningWarning(
            f"This opening is now for {loop.specialization} and keeps the weights that were set "
            "before.",
            ("Check what counts how much, or take the weights of the framework.",),
            view="pipeline:edit_opening",
            action="Look at the weights",
        )


WARNINGS: list[Warner] = [warn_of_intake, warn_of_kept_weights]
