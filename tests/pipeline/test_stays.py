from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given

from pipeline.clocks import read_clock
from pipeline.rules import ApplicationState, Move, MoveKind, replay
from pipeline.stays import spans_away, stays
from tests.pipeline.histories import FINAL, INBOX, NOW, SCREEN, TECHNICAL, histories

DAY = timedelta(days=1)
AT = [datetime(2026, 11, 1, 9, tzinfo=UTC) + DAY * n for n in range(10)]


def make_history(*rows):
    """Rows are (kind, stage, time) or, for a correction, (kind, sequence, time)."""
    return [
        Move(kind, None, at, "because", it, sequence=n)
        if kind == "correct"
        else Move(kind, it, at, "because", sequence=n)
        for n, (kind, it, at) in enumerate(rows, start=1)
    ]


def read(*rows):
    return [
        (stay.stage.kind, stay.entered_at, stay.left_at, stay.left_by)
        for stay in stays(make_history(*rows))
    ]


def test_nothing_happened_means_no_stay():
    assert stays([]) == []


def test_each_visit_of_a_stage_is_one_stay():
    assert read(
        ("enter", INBOX, AT[0]),
        ("advance", SCREEN, AT[1]),
        ("return", INBOX, AT[2]),
        ("advance", SCREEN, AT[4]),
    ) == [
        ("inbox", AT[0], AT[1], MoveKind.ADVANCE),
        ("screen", AT[1], AT[2], MoveKind.RETURN),
        ("inbox", AT[2], AT[4], MoveKind.ADVANCE),
        ("screen", AT[4], None, None),
    ]


@pytest.mark.parametrize("closing", [MoveKind.REJECT, MoveKind.WITHDRAW])
def test_a_closing_ends_a_stay_and_reinstating_begins_another(closing):
    rows = [("enter", SCREEN, AT[0]), (closing, None, AT[2]), ("reinstate", None, AT[5])]
    assert read(*rows[:2]) == [("screen", AT[0], AT[2], closing)]
    assert read(*rows) == [
        ("screen", AT[0], AT[2], closing),
        ("screen", AT[5], None, None),
    ]


def test_an_undone_move_leaves_no_stay():
    assert read(("enter", INBOX, AT[0]), ("advance", SCREEN, AT[1]), ("correct", 2, AT[2])) == [
        ("inbox", AT[0], None, None)
    ]


def test_a_time_nobody_recorded_is_unknown_on_both_sides():
    first, second = stays(make_history(("enter", INBOX, AT[0]), ("advance", SCREEN, None)))
    assert first.left_at is None
    assert not first.is_current
    assert first.days(AT[9]) is None
    assert second.entered_at is None
    assert second.is_current
    assert second.days(AT[9]) is None


def test_equal_times_are_a_visit_of_no_length():
    first, _ = stays(make_history(("enter", INBOX, AT[0]), ("advance", SCREEN, AT[0])))
    assert first.days(AT[9]) == 0.0


def test_a_time_before_that_of_an_earlier_row_is_not_believed():
    assert read(("enter", INBOX, AT[3]), ("advance", SCREEN, AT[1]), ("advance", FINAL, AT[5])) == [
        ("inbox", AT[3], None, MoveKind.ADVANCE),
        ("screen", None, AT[5], MoveKind.ADVANCE),
        ("final", AT[5], None, None),
    ]


def test_a_current_stay_lasts_until_now():
    (stay,) = stays(make_history(("enter", INBOX, AT[0])))
    assert stay.days(AT[2]) == 2.0
    assert stay.stage_id == INBOX.id


def spans_of(moves):
    return [(stay.entered_at, stay.left_at) for stay in stays(moves)]


def test_a_stay_counts_the_hours_that_passed_not_those_on_the_wall():
    berlin = ZoneInfo("Europe/Berlin")
    (stay,) = stays(make_history(("enter", INBOX, datetime(2026, 10, 25, tzinfo=berlin))))
    assert stay.days(datetime(2026, 10, 26, tzinfo=berlin)) == 25 / 24


def test_the_time_away_is_known_where_both_its_ends_are():
    rows = [
        ("enter", SCREEN, AT[0]),
        ("reject", None, AT[2]),
        ("reinstate", None, AT[5]),
        ("withdraw", None, None),
        ("reinstate", TECHNICAL, AT[7]),
        ("withdraw", None, AT[8]),
    ]
    assert spans_away(spans_of(make_history(*rows))) == [(AT[2], AT[5])]


def test_the_time_away_taken_as_a_hold_leaves_net_without_it():
    rows = [("enter", SCREEN, AT[0]), ("reject", None, AT[2]), ("reinstate", None, AT[5])]
    away = spans_away(spans_of(make_history(*rows)))
    clock = read_clock(AT[0], now=AT[6], zone=ZoneInfo("UTC"), holds=away)
    assert (clock.gross_days, clock.net_days) == (6.0, 3.0)


@given(histories())
def test_visits_never_overlap(history):
    moves, _ = history
    edges = [edge for stay in stays(moves) for edge in (stay.entered_at, stay.left_at) if edge]
    assert edges == sorted(edges)


@given(histories())
def test_one_stay_is_current_unless_the_application_closed(history):
    moves, _ = history
    current = [stay for stay in stays(moves) if stay.is_current]
    state = replay(moves)
    is_open = state.state in (ApplicationState.ACTIVE, ApplicationState.HIRED)
    assert [stay.stage for stay in current] == ([state.stage] if is_open else [])


@given(histories())
def test_known_stays_cover_all_the_time_not_spent_away(history):
    moves, _ = history
    visits = stays(moves)
    spans = [(stay.entered_at, stay.left_at or NOW) for stay in visits]
    if all(stay.entered_at and (stay.left_at or stay.is_current) for stay in visits):
        inside = sum((left - entered for entered, left in spans), timedelta())
        away = sum((back - closed for closed, back in spans_away(spans_of(moves))), timedelta())
        assert inside + away == spans[-1][1] - spans[0][0]


@given(histories())
def test_a_stay_is_left_when_the_next_is_entered_unless_it_was_closed(history):
    moves, _ = history
    for stay, following in pairwise(stays(moves)):
        if stay.left_by not in (MoveKind.REJECT, MoveKind.WITHDRAW):
            assert stay.left_at == following.entered_at
