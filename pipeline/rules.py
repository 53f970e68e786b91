"""What may happen to an application next, and where its history has left it.

Pure: `judge` decides one step from the state before it, and `replay` folds a whole
recorded history into that state. The pages, the API and the importer all ask here.

Order is the sequence of the rows, never their times, which may be equal, unknown or, in
imports, out of order. History is never rewritten: a `correct` row undoes the latest move
that stands, and a correct row that names that one does it again.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Protocol


class MoveKind(StrEnum):
    ENTER = "enter"
    ADVANCE = "advance"
    RETURN = "return"
    REJECT = "reject"
    WITHDRAW = "withdraw"
    REINSTATE = "reinstate"
    CORRECT = "correct"


class ApplicationState(StrEnum):
    ACTIVE = "active"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    HIRED = "hired"


_CLOSED = frozenset({MoveKind.REINSTATE, MoveKind.CORRECT})

TRANSITIONS: Mapping[ApplicationState | None, frozenset[MoveKind]] = MappingProxyType(
    {
        None: frozenset({MoveKind.ENTER}),
        ApplicationState.ACTIVE: frozenset(MoveKind) - {MoveKind.ENTER, MoveKind.REINSTATE},
        ApplicationState.REJECTED: _CLOSED,
        ApplicationState.WITHDRAWN: _CLOSED,
        ApplicationState.HIRED: frozenset({MoveKind.CORRECT}),
    }
)
"""Which kinds of move each state allows; None is an application that has not entered."""

_WHY_NOT: Mapping[ApplicationState | None, str] = MappingProxyType(
    {
        None: "This application has not entered the process yet.",
        ApplicationState.ACTIVE: "This application is already active in the process.",
        ApplicationState.REJECTED: "This application was rejected. Reinstate it first.",
        ApplicationState.WITHDRAWN: "This application was withdrawn. Reinstate it first.",
        ApplicationState.HIRED: "This candidate is hired. Only undoing that changes it.",
    }
)

_NEEDS_STAGE = frozenset({MoveKind.ENTER, MoveKind.ADVANCE, MoveKind.RETURN})
_CLOSES_AS: Mapping[MoveKind, ApplicationState] = MappingProxyType(
    {
        MoveKind.REJECT: ApplicationState.REJECTED,
        MoveKind.WITHDRAW: ApplicationState.WITHDRAWN,
    }
)


class IllegalMove(Exception):
    """A step the process does not have; its text is a sentence for the person who tried."""


class StageLike(Protocol):
    """The part of a stage the rules read: a row of Stage will do."""

    @property
    def id(self) -> Hashable: ...
    @property
    def position(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def name(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Step:
    """What someone wants to happen.

    `happened_at` is None where an import does not know it. `corrects` is the sequence of
    the row put right.
    """

    kind: MoveKind
    to: StageLike | None = None
    happened_at: datetime | None = None
    reason: str = ""
    corrects: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Move(Step):
    """A step that was taken: one row of history."""

    sequence: int


@dataclass(frozen=True, slots=True, eq=False)
class _Mark:
    """A move that stands, with the state before it, or one undone, with the state after it.

    A linked list, so that a state stays immutable and a further move costs the same
    however long the history is. `row` is the sequence of the row that last did or undid
    the move whose own sequence is `move`.
    """

    move: int
    row: int
    stage: StageLike | None
    state: ApplicationState | None
    rest: _Mark | None


@dataclass(frozen=True, slots=True)
class State:
    """Where an application stands; `sequence` is that of its last row, and its version."""

    stage: StageLike | None = None
    state: ApplicationState | None = None
    sequence: int = 0
    done: _Mark | None = field(default=None, repr=False, compare=False)
    undone: _Mark | None = field(default=None, repr=False, compare=False)

    @property
    def undoable(self) -> int | None:
        """The sequence of the move that an undo would name, if any."""
        # The entry has nothing before it to go back to.
        return self.done.move if self.done and self.done.rest else None

    @property
    def redoable(self) -> int | None:
        """The sequence of the correct row that a redo would name, if any."""
        return self.undone.row if self.undone else None


NOTHING = State()


def legal_kinds(state: State) -> frozenset[MoveKind]:
    """Return the kinds of move that have any chance from here."""
    kinds = TRANSITIONS[state.state]
    if state.undoable is None and state.redoable is None:
        kinds -= {MoveKind.CORRECT}
    return kinds


def judge(
    state: State,
    step: Step,
    *,
    now: datetime,
    closed_gates: Sequence[str] = (),
    has_accepted_offer: bool = False,
) -> State:
    """Return the state after `step`, or raise IllegalMove.

    `closed_gates` are sentences saying what the stage still waits for; they stop an
    advance and nothing else. `has_accepted_offer` is what a stage of kind hired asks of
    whoever enters it. Stages may be skipped. That `step.to` belongs to the application's
    opening is for the caller to see to.
    """
    if step.kind not in TRANSITIONS[state.state]:
        raise IllegalMove(_WHY_NOT[state.state])
    if step.happened_at is not None and step.happened_at > now:
        raise IllegalMove("A move cannot be dated in the future.")
    if step.kind in _CLOSES_AS and not step.reason.strip():
        raise IllegalMove(f"To {step.kind} an application, give a reason.")
    _check_stage(state, step)
    if step.kind == MoveKind.ADVANCE and closed_gates:
        raise IllegalMove(" ".join(closed_gates))
    after = _apply(state, step, state.sequence + 1)
    if after.state == ApplicationState.HIRED and not has_accepted_offer:
        raise IllegalMove("A candidate is hired by accepting an offer.")
    return after


def replay(moves: Iterable[Move]) -> State:
    """Return where `moves` leave an application.

    What was recorded is not judged again: a stage may have changed its place since, and
    a gate may have been added.
    """
    state = NOTHING
    for move in _in_sequence(moves):
        state = _apply(state, move, move.sequence)
    return state


def effective(moves: Iterable[Move]) -> list[Move]:
    """Return the moves that stand, by sequence: no corrections, and nothing they undid."""
    rows = _in_sequence(moves)
    mark = replay(rows).done
    standing: set[int] = set()
    while mark:
        standing.add(mark.move)
        mark = mark.rest
    return [row for row in rows if row.sequence in standing]


def _in_sequence(moves: Iterable[Move]) -> list[Move]:
    return sorted(moves, key=lambda move: move.sequence)


def _check_stage(state: State, step: Step) -> None:
    here, to = state.stage, step.to
    if to is None:
        if step.kind in _NEEDS_STAGE:
            raise IllegalMove("Say which stage the application moves to.")
        return
    if step.kind not in _NEEDS_STAGE and step.kind != MoveKind.REINSTATE:
        raise IllegalMove(f"To {step.kind} an application does not take a stage.")
    if step.kind == MoveKind.ADVANCE and here and to.position <= here.position:
        raise IllegalMove(f"{to.name} does not come after {here.name}.")
    if step.kind == MoveKind.RETURN and here and to.position >= here.position:
        raise IllegalMove(f"{to.name} does not come before {here.name}.")


def _apply(state: State, step: Step, sequence: int) -> State:
    """Take `step` as row number `sequence`; what it names must exist, no more is asked."""
    if step.kind == MoveKind.CORRECT:
        return _correct(state, step.corrects, sequence)
    stage = step.to or state.stage
    after = _CLOSES_AS.get(step.kind, ApplicationState.ACTIVE)
    if stage is not None and stage.kind == "hired" and after == ApplicationState.ACTIVE:
        after = ApplicationState.HIRED
    done = _Mark(sequence, sequence, state.stage, state.state, state.done)
    return State(stage, after, sequence, done)


def _correct(state: State, corrects: int | None, sequence: int) -> State:
    done, undone = state.done, state.undone
    if done and done.rest and corrects in (done.move, done.row):
        mark = _Mark(done.move, sequence, state.stage, state.state, undone)
        return State(done.stage, done.state, sequence, done.rest, mark)
    if undone and corrects == undone.row:
        mark = _Mark(undone.move, sequence, state.stage, state.state, done)
        return State(undone.stage, undone.state, sequence, mark, undone.rest)
    if done and done.rest is None and corrects == done.move:
        raise IllegalMove("Entering the process cannot be undone. Reject or withdraw instead.")
    raise IllegalMove("Only the latest move can be undone. This one is not, or no longer.")
