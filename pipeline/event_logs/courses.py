"""The course of one application while the events of its case are added to it. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum

from pipeline import rules
from pipeline.event_logs.mappings import EventKind, Meaning
from pipeline.event_logs.reading import Event
from pipeline.rules import MoveKind, StageLike, Step

LONG_AGO = datetime.min.replace(tzinfo=UTC)
NOT_THE_END = "Imported: a later event of the log shows that this was not the end."
UNKNOWN_BEGINNING = "Imported: the log does not say when or how this began."


class OfferStanding(StrEnum):
    """Where the latest offer of an application stands; answered includes taken back."""

    NONE = "none"
    DRAFT = "draft"
    EXTENDED = "extended"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class Stages:
    """The stages of the opening, by what the events of a log say."""

    inbox: StageLike
    offer: StageLike
    hired: StageLike
    by_name: Mapping[str, StageLike]

    def of(self, meaning: Meaning) -> StageLike | None:
        """The stage that an event of this meaning leads to, if it leads to one."""
        if meaning.kind == EventKind.STAGE:
            return self.by_name[meaning.stage]
        ends = {
            EventKind.APPLY: self.inbox,
            EventKind.OFFER: self.offer,
            EventKind.DECLINE: self.offer,
            EventKind.ACCEPT: self.hired,
        }
        return ends.get(meaning.kind)


@dataclass(frozen=True, slots=True)
class Taken:
    """A judged move, where it led from and to, and the event it comes from, if from one."""

    move: rules.Move
    from_stage: StageLike | None
    to_stage: StageLike
    event: Event | None


@dataclass(slots=True)
class Course:
    """`past` are the moves recorded before, `taken` those added since.

    `own_closing` is the sequence of a rejection that this log brought: no other may be
    corrected when the log goes on.
    """

    stages: Stages
    now: datetime
    past: Sequence[rules.Move] = ()
    offer: OfferStanding = OfferStanding.NONE
    own_closing: int | None = None
    taken: list[Taken] = field(default_factory=list)
    state: rules.State = field(init=False)

    def __post_init__(self):
        self.state = rules.replay(self.past)

    @property
    def has_begun(self) -> bool:
        return self.state.state is not None

    @property
    def history(self) -> list[rules.Move]:
        return [*self.past, *(row.move for row in self.taken)]

    @property
    def latest(self) -> tuple[datetime, int]:
        """The time and the stage's position of the latest move whose time is known."""
        standing = rules.effective(self.past)
        times = [move.happened_at for move in standing if move.happened_at]
        return max(times, default=LONG_AGO), self.state.stage.position if self.state.stage else 0

    def take(self, step: Step, event: Event | None = None, *, is_accepted: bool = False) -> int:
        """Judge `step`, add it to the history and return its sequence. Raises IllegalMove."""
        before = self.state
        self.state = rules.judge(before, step, now=self.now, has_accepted_offer=is_accepted)
        move = rules.Move(
            kind=step.kind,
            to=step.to,
            happened_at=step.happened_at,
            reason=step.reason,
            corrects=step.corrects,
            sequence=self.state.sequence,
        )
        self.taken.append(Taken(move, before.stage, self.state.stage, event))
        return move.sequence

    def begin(self) -> None:
        """Enter the inbox at an unknown time, where something has to come before an event."""
        self.take(Step(MoveKind.ENTER, self.stages.inbox, None, UNKNOWN_BEGINNING))

    def reopen(self) -> None:
        """Undo a rejection that this log brought, for the log goes on after it."""
        if self.own_closing is not None and self.own_closing == self.state.undoable:
            undo = Step(MoveKind.CORRECT, None, self.now, NOT_THE_END, corrects=self.state.undoable)
            self.take(undo)

    def go(self, to: StageLike, event: Event, *, reason: str, is_accepted: bool = False) -> int:
        """Move into `to`, forward, back, or as the first step. Raises IllegalMove."""
        self.reopen()
        here = self.state.stage
        kind = MoveKind.ENTER
        if here is not None:
            kind = MoveKind.ADVANCE if to.position > here.position else MoveKind.RETURN
        step = Step(kind, to, event.happened_at, reason)
        return self.take(step, event, is_accepted=is_accepted)
