from hypothesis import given
from hypothesis import strategies as st

from pipeline.rules import (
    Move,
    MoveKind,
    effective,
    replay,
)
from tests.pipeline.histories import Place, histories, take


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
