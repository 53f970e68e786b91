from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.rules import (
    NOTHING,
    TRANSITIONS,
    ApplicationState,
    IllegalMove,
    Move,
    MoveKind,
    Step,
    effective,
    judge,
    legal_kinds,
    replay,
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


def make_state(state):
    """Return an application in `state`, in the technical stage unless hired."""
    if state is None:
        return NOTHING
    active = take(take(NOTHING, MoveKind.ENTER, INBOX), MoveKind.ADVANCE, TECHNICAL)
    return {
        ApplicationState.ACTIVE: active,
        ApplicationState.REJECTED: take(active, MoveKind.REJECT),
        ApplicationState.WITHDRAWN: take(active, MoveKind.WITHDRAW),
        ApplicationState.HIRED: take(active, MoveKind.ADVANCE, HIRED),
    }[state]


def make_step(kind, state):
    """Return a step of `kind` that is sound in every respect but, perhaps, the state."""
    to = {MoveKind.ENTER: INBOX, MoveKind.ADVANCE: FINAL, MoveKind.RETURN: SCREEN}.get(kind)
    corrects = state.undoable if kind == MoveKind.CORRECT else None
    return Step(kind, to, NOW, "because", corrects)


EVERY_STATE = [None, *ApplicationState]
EVERY_PAIR = [(state, kind) for state in EVERY_STATE for kind in MoveKind]


def test_the_table_names_every_state():
    assert set(TRANSITIONS) == set(EVERY_STATE)


@pytest.mark.parametrize(("name", "kind"), [p for p in EVERY_PAIR if p[1] in TRANSITIONS[p[0]]])
def test_every_move_of_the_table_is_legal(name, kind):
    state = make_state(name)
    after = judge(state, make_step(kind, state), now=NOW)
    assert after.sequence == state.sequence + 1
    assert kind in legal_kinds(state)


@pytest.mark.parametrize(("name", "kind"), [p for p in EVERY_PAIR if p[1] not in TRANSITIONS[p[0]]])
def test_every_move_outside_the_table_is_refused_with_a_sentence(name, kind):
    state = make_state(name)
    with pytest.raises(IllegalMove) as refusal:
        judge(state, make_step(kind, state), now=NOW, has_accepted_offer=True)
    assert str(refusal.value).endswith(".")
    assert kind not in legal_kinds(state)


@pytest.mark.parametrize("kind", [str(kind.value) for kind in MoveKind])
def test_a_kind_read_from_a_row_judges_like_its_member(kind):
    state = make_state(ApplicationState.ACTIVE)
    if kind in TRANSITIONS[ApplicationState.ACTIVE]:
        assert judge(state, make_step(kind, state), now=NOW) == judge(
            state, make_step(MoveKind(kind), state), now=NOW
        )


def test_a_stage_may_be_skipped():
    assert take(take(NOTHING, "enter", INBOX), "advance", FINAL).stage == FINAL


@pytest.mark.parametrize("to", [INBOX, SCREEN, TECHNICAL])
def test_an_advance_goes_to_a_later_stage(to):
    with pytest.raises(IllegalMove, match=f"{to.name} does not come after Technical"):
        take(make_state(ApplicationState.ACTIVE), MoveKind.ADVANCE, to)


@pytest.mark.parametrize("to", [TECHNICAL, FINAL])
def test_a_return_goes_to_an_earlier_stage(to):
    with pytest.raises(IllegalMove, match=f"{to.name} does not come before Technical"):
        take(make_state(ApplicationState.ACTIVE), MoveKind.RETURN, to)


@pytest.mark.parametrize("kind", [MoveKind.ADVANCE, MoveKind.RETURN])
def test_a_move_says_where_to(kind):
    with pytest.raises(IllegalMove, match="which stage"):
        take(make_state(ApplicationState.ACTIVE), kind)


def test_entering_says_where_to():
    with pytest.raises(IllegalMove, match="which stage"):
        take(NOTHING, MoveKind.ENTER)


@pytest.mark.parametrize("kind", [MoveKind.REJECT, MoveKind.WITHDRAW, MoveKind.CORRECT])
def test_what_changes_no_stage_takes_none(kind):
    state = make_state(ApplicationState.ACTIVE)
    with pytest.raises(IllegalMove, match="does not take a stage"):
        take(state, kind, FINAL, corrects=state.undoable)


@pytest.mark.parametrize("reason", ["", "  \n"])
@pytest.mark.parametrize("kind", [MoveKind.REJECT, MoveKind.WITHDRAW])
def test_a_closing_needs_a_reason(kind, reason):
    with pytest.raises(IllegalMove, match="give a reason"):
        take(make_state(ApplicationState.ACTIVE), kind, reason=reason)


# Gates and offers.


def test_closed_gates_stop_an_advance_and_say_why():
    gates = ["Two scorecards are missing.", "The take-home is not reviewed."]
    with pytest.raises(IllegalMove, match=r"missing\. The take-home is not reviewed\."):
        take(make_state(ApplicationState.ACTIVE), "advance", FINAL, closed_gates=gates)


@pytest.mark.parametrize("kind", [MoveKind.RETURN, MoveKind.REJECT, MoveKind.WITHDRAW])
def test_closed_gates_stop_nothing_else(kind):
    state = make_state(ApplicationState.ACTIVE)
    judge(state, make_step(kind, state), now=NOW, closed_gates=["A scorecard is missing."])


def test_only_an_accepted_offer_hires():
    state = take(make_state(ApplicationState.ACTIVE), "advance", OFFER)
    with pytest.raises(IllegalMove, match="accepting an offer"):
        take(state, "advance", HIRED, has_accepted_offer=False)
    assert take(state, "advance", HIRED).state == ApplicationState.HIRED


@pytest.mark.parametrize("name", [None, ApplicationState.REJECTED])
def test_no_other_move_hires_past_the_offer(name):
    kind = MoveKind.ENTER if name is None else MoveKind.REINSTATE
    with pytest.raises(IllegalMove, match="accepting an offer"):
        take(make_state(name), kind, HIRED, has_accepted_offer=False)


def test_redoing_a_hire_asks_for_the_offer_again():
    hired = make_state(ApplicationState.HIRED)
    undone = take(hired, "correct", corrects=hired.undoable)
    with pytest.raises(IllegalMove, match="accepting an offer"):
        take(undone, "correct", corrects=undone.redoable, has_accepted_offer=False)


@pytest.mark.parametrize("name", [ApplicationState.REJECTED, ApplicationState.WITHDRAWN])
def test_reinstating_goes_back_to_where_it_was_or_where_one_says(name):
    closed = make_state(name)
    assert take(closed, "reinstate").stage == TECHNICAL
    assert take(closed, "reinstate", SCREEN).stage == SCREEN
    assert take(closed, "reinstate").state == ApplicationState.ACTIVE


# Times.


def test_a_move_is_not_dated_in_the_future():
    with pytest.raises(IllegalMove, match="in the future"):
        take(NOTHING, "enter", INBOX, happened_at=NOW + timedelta(microseconds=1))


@pytest.mark.parametrize("happened_at", [NOW, None, NOW - timedelta(days=4000)])
def test_equal_unknown_and_earlier_times_are_legal(happened_at):
    state = take(NOTHING, "enter", INBOX, happened_at=NOW)
    assert take(state, "advance", SCREEN, happened_at=happened_at).stage == SCREEN


# Corrections.


def test_undo_goes_back_move_by_move_to_the_entry_and_no_further():
    state = take(make_state(ApplicationState.ACTIVE), "reject")
    first = take(state, "correct", corrects=3)
    second = take(first, "correct", corrects=2)
    assert (first.stage, first.state) == (TECHNICAL, ApplicationState.ACTIVE)
    assert (second.stage, second.state) == (INBOX, ApplicationState.ACTIVE)
    assert second.undoable is None
    with pytest.raises(IllegalMove, match="Entering the process cannot be undone"):
        take(second, "correct", corrects=1)


@pytest.mark.parametrize("corrects", [None, 0, 1, 3, 99])
def test_only_the_latest_move_that_stands_can_be_undone(corrects):
    with pytest.raises(IllegalMove):
        take(make_state(ApplicationState.ACTIVE), "correct", corrects=corrects)


def test_correcting_a_correction_does_the_move_again():
    state = make_state(ApplicationState.REJECTED)
    undone = take(state, "correct", corrects=3)
    redone = take(undone, "correct", corrects=4)
    assert (redone.stage, redone.state) == (state.stage, state.state)
    assert redone.sequence == 5


def test_a_move_done_again_can_be_undone_by_its_own_row_or_by_the_redo():
    state = make_state(ApplicationState.REJECTED)
    redone = take(take(state, "correct", corrects=3), "correct", corrects=4)
    for corrects in (3, 5):
        assert take(redone, "correct", corrects=corrects).state == ApplicationState.ACTIVE


def test_a_new_move_leaves_nothing_to_do_again():
    state = make_state(ApplicationState.ACTIVE)
    moved = take(take(state, "correct", corrects=2), "advance", SCREEN)
    assert moved.redoable is None
    with pytest.raises(IllegalMove, match="Only the latest move"):
        take(moved, "correct", corrects=3)


def test_an_application_that_only_entered_offers_no_undo():
    assert MoveKind.CORRECT not in legal_kinds(take(NOTHING, "enter", INBOX))


# Whole histories.


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


def stand(state):
    return state.stage, state.state


@given(histories())
def test_replaying_a_history_gives_what_judging_it_gave(history):
    moves, states = history
    assert replay(moves) == states[-1]


@given(histories(), st.randoms())
def test_only_the_sequence_orders_a_history(history, random):
    moves, states = history
    shuffled = list(moves)
    random.shuffle(shuffled)
    assert replay(shuffled) == states[-1]
    assert effective(shuffled) == effective(moves)


@given(histories())
def test_times_never_change_where_a_history_leads(history):
    moves, states = history
    undated = [
        Move(move.kind, move.to, None, move.reason, move.corrects, sequence=move.sequence)
        for move in moves
    ]
    assert replay(undated) == states[-1]


@given(histories())
def test_what_stands_leads_to_the_same_place_as_all_of_it(history):
    moves, states = history
    standing = effective(moves)
    assert stand(replay(standing)) == stand(states[-1])
    assert effective(standing) == standing
    assert all(move.kind != MoveKind.CORRECT for move in standing)


@given(histories())
def test_an_undo_restores_the_state_before_the_move(history):
    _, states = history
    state = states[-1]
    if state.undoable is not None:
        undone = take(state, "correct", corrects=state.undoable)
        before = states[state.undoable - 2]
        assert stand(undone) == stand(before)
        redone = take(undone, "correct", corrects=undone.redoable)
        assert stand(redone) == stand(state)


@given(histories())
def test_a_version_counts_every_row(history):
    _, states = history
    assert [state.sequence for state in states] == list(range(1, len(states) + 1))


def test_a_recorded_history_outlives_a_change_in_the_order_of_stages():
    moves = [
        Move("enter", Place(7, 5, "screen", "Screen"), sequence=1),
        Move("advance", Place(8, 2, "technical", "Technical"), sequence=2),
    ]
    assert replay(moves).stage.id == 8
