"""Stages and steps to judge, and histories made of them at random."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from pipeline.rules import (
    NOTHING,
    Move,
    MoveKind,
    Step,
    judge,
    legal_kinds,
)

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Place:
    id: int
    position: int
    kind: str
    name: str


KINDS = ["inbox", "screen", "technical", "take_home", "final", "offer", "hired"]
STAGES = [Place(n, n, kind, kind.capitalize()) for n, kind in enumerate(KINDS)]
INBOX, SCREEN, TECHNICAL, TAKE_HOME, FINAL, OFFER, HIRED = STAGES


def take(state, kind, to=None, *, reason="because", **given):
    now = given.pop("now", NOW)
    extra = {key: given.pop(key) for key in ("corrects", "happened_at") if key in given}
    given.setdefault("has_accepted_offer", True)
    return judge(state, Step(kind, to, reason=reason, **extra), now=now, **given)


@st.composite
def histories(draw, longest=25):
    """A random walk of legal moves: the moves, and the state after each."""
    times = st.none() | st.sampled_from([NOW - timedelta(days=n) for n in range(4)])
    state, moves, states = NOTHING, [], []
    for _ in range(draw(st.integers(1, longest))):
        step = draw(st.sampled_from(list(_open_steps(state))))
        step = Step(step.kind, step.to, draw(times), "because", step.corrects)
        state = judge(state, step, now=NOW, has_accepted_offer=True)
        moves.append(
            Move(
                step.kind,
                step.to,
                step.happened_at,
                step.reason,
                step.corrects,
                sequence=state.sequence,
            )
        )
        states.append(state)
        if not legal_kinds(state):  # entered as hired: nothing can follow
            break
    return moves, states


def _open_steps(state):
    here = state.stage.position if state.stage else -1
    for kind in sorted(legal_kinds(state)):
        if kind == MoveKind.CORRECT:
            for corrects in {state.undoable, state.redoable} - {None}:
                yield Step(kind, corrects=corrects)
        elif kind == MoveKind.ENTER:
            yield from (Step(kind, to) for to in STAGES)
        elif kind == MoveKind.ADVANCE:
            yield from (Step(kind, to) for to in STAGES if to.position > here)
        elif kind == MoveKind.RETURN:
            yield from (Step(kind, to) for to in STAGES if to.position < here)
        else:
            yield Step(kind)
