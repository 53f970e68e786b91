from datetime import timedelta

import pytest

from pipeline.rules import (
    NOTHING,
    TRANSITIONS,
    ApplicationState,
    IllegalMove,
    MoveKind,
    Step,
    judge,
    legal_kinds,
)
from tests.pipeline.histories import FINAL, HIRED, INBOX, NOW, OFFER, SCREEN, TECHNICAL, take


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
    step = make_step(kind, state)
    gated = judge(state, step, now=NOW, closed_gates=["A scorecard is missing."])
    assert gated == judge(state, step, now=NOW)
    assert gated.sequence == state.sequence + 1


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
