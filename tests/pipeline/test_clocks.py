from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pipeline.clocks import (
    NO_CLOCK,
    count_days,
    describe_clock,
    merge_spans,
    read_clock,
)

BERLIN = ZoneInfo("Europe/Berlin")
KOLKATA = ZoneInfo("Asia/Kolkata")
CHATHAM = ZoneInfo("Pacific/Chatham")
APIA = ZoneInfo("Pacific/Apia")
BEIRUT = ZoneInfo("Asia/Beirut")

START = datetime(2026, 11, 21, 9, tzinfo=UTC)

zones = st.timezones()
moments = st.timedeltas(timedelta(days=-5000), timedelta(days=3000)).map(START.__add__)
lengths = st.timedeltas(timedelta(0), timedelta(days=60))


@st.composite
def holds_around(draw, start=START):
    since = start + draw(st.timedeltas(timedelta(days=-10), timedelta(days=40)))
    length = draw(st.none() | st.timedeltas(timedelta(days=-1), timedelta(days=20)))
    return since, None if length is None else since + length


def read(first=START, *, now=None, zone=BERLIN, **given):
    return read_clock(first, now=now or first, zone=zone, **given)


def on_day(number, **given):
    return read(now=START + timedelta(days=number - 1), **given)


# The day of first contact is day 1.


@pytest.mark.parametrize(
    ("zone", "first", "now", "day"),
    [
        (KOLKATA, "2026-11-21T18:29:59+00:00", "2026-11-21T18:29:59+00:00", 1),
        (KOLKATA, "2026-11-21T18:29:59+00:00", "2026-11-21T18:30:00+00:00", 2),
        (KOLKATA, "2026-11-21T18:30:00+00:00", "2026-11-22T18:29:59+00:00", 1),
        # +13:45 in summer: midnight is 10:15 in UTC.
        (CHATHAM, "2026-11-21T10:14:59+00:00", "2026-11-21T10:15:00+00:00", 2),
        (CHATHAM, "2026-11-21T10:15:00+00:00", "2026-11-22T10:14:59+00:00", 1),
        # 25 October 2026 has 25 hours in Berlin, and 29 March 23.
        (BERLIN, "2026-10-24T22:00:00+00:00", "2026-10-25T22:59:59+00:00", 1),
        (BERLIN, "2026-10-24T22:00:00+00:00", "2026-10-25T23:00:00+00:00", 2),
        (BERLIN, "2026-03-28T23:00:00+00:00", "2026-03-29T21:59:59+00:00", 1),
        (BERLIN, "2026-03-28T23:00:00+00:00", "2026-03-29T22:00:00+00:00", 2),
        # In Beirut the clocks skip the hour after midnight itself.
        (BEIRUT, "2026-03-28T21:59:59+00:00", "2026-03-28T22:00:00+00:00", 2),
        # Samoa left out 30 December 2011; the date still counts.
        (APIA, "2011-12-30T09:00:00+00:00", "2011-12-30T11:00:00+00:00", 3),
    ],
)
def test_a_day_is_a_calendar_day_of_the_companys_zone(zone, first, now, day):
    clock = read(datetime.fromisoformat(first), now=datetime.fromisoformat(now), zone=zone)
    assert clock.day == day


def test_the_due_date_is_the_fourteenth_day():
    clock = read(datetime(2026, 11, 21, 23, 59, tzinfo=BERLIN))
    assert clock.due_on == date(2026, 12, 4)


@pytest.mark.parametrize(
    ("offered_at", "is_inside"),
    [
        (datetime(2026, 12, 4, 23, 59, 59, 999999, tzinfo=BERLIN), True),
        (datetime(2026, 12, 5, tzinfo=BERLIN), False),
    ],
)
def test_an_offer_is_inside_until_midnight_of_the_due_date(offered_at, is_inside):
    clock = on_day(100, offered_at=offered_at)
    assert clock.is_inside is is_inside
    assert clock.is_over is not is_inside


def test_a_running_clock_is_not_inside_yet():
    assert not on_day(3).is_inside


def test_elapsed_time_counts_the_hours_that_passed_not_those_on_the_wall():
    night = datetime(2026, 10, 25, tzinfo=BERLIN)
    clock = read(night, now=datetime(2026, 10, 26, tzinfo=BERLIN))
    assert clock.gross_days == pytest.approx(25 / 24)


@given(moments, lengths, zones, st.integers(1, 40))
def test_the_day_is_one_more_than_the_dates_between(first, length, zone, days):
    clock = read(first, now=first + length, zone=zone, days=days)
    between = (first + length).astimezone(zone).date() - first.astimezone(zone).date()
    # Clocks set back across midnight can make a later moment's date the earlier one.
    assert clock.day == max(1, between.days + 1)
    assert clock.due_on == clock.started_on + timedelta(days=days - 1)
    assert clock.days_left == max(0, days - clock.day)


@given(moments, lengths, lengths, zones)
def test_a_clock_never_runs_backwards(first, length, more, zone):
    earlier = read(first, now=first + length, zone=zone)
    later = read(first, now=first + length + more, zone=zone)
    assert later.gross_days >= earlier.gross_days
    assert later.day >= earlier.day - 1
    assume(zone.utcoffset(later.stood_at) == zone.utcoffset(earlier.stood_at))
    assert later.day >= earlier.day


@given(moments, lengths, zones, zones)
def test_elapsed_time_is_the_same_in_every_zone(first, length, zone, other):
    here = read(first.astimezone(zone), now=(first + length).astimezone(zone), zone=zone)
    there = read(first, now=first + length, zone=other)
    assert here.gross_days == there.gross_days == length / timedelta(days=1)


def test_first_contact_and_offer_at_one_moment_make_day_one():
    clock = read(now=START + timedelta(days=30), offered_at=START)
    assert (clock.day, clock.gross_days, clock.is_inside) == (1, 0.0, True)


def test_a_first_contact_written_after_the_page_took_its_time_is_day_one():
    clock = read(START + timedelta(seconds=2), now=START)
    assert (clock.day, clock.gross_days) == (1, 0.0)


def test_a_clock_of_no_days_is_refused():
    with pytest.raises(ValueError, match="at least one day"):
        read(days=0)


# What stops it.


def test_the_first_offer_stops_the_clock_for_good():
    offered_at = START + timedelta(days=10)
    once = on_day(12, offered_at=offered_at)
    later = on_day(40, offered_at=offered_at, is_closed=True, closed_at=START)
    assert once == later
    assert later.outcome == "offered"


def test_a_closed_application_stands_where_it_closed():
    clock = on_day(40, is_closed=True, closed_at=START + timedelta(days=4))
    assert (clock.outcome, clock.day, clock.is_inside) == ("closed", 5, False)


def test_a_reinstated_application_runs_on_as_though_it_had_never_stood():
    closed_at = START + timedelta(days=4)
    assert on_day(9, is_closed=False, closed_at=closed_at) == on_day(9)


def test_unknown_first_contact_means_no_clock():
    assert read_clock(None, now=START, zone=BERLIN) is None


def test_a_closing_at_an_unknown_time_means_no_clock():
    assert on_day(5, is_closed=True, closed_at=None) is None


def test_a_first_contact_after_the_stop_is_not_believed():
    assert on_day(5, offered_at=START - timedelta(microseconds=1)) is None


# Holds.


def test_overlapping_holds_count_once():
    at = [START + timedelta(days=n) for n in range(8)]
    clock = read(now=at[7], holds=[(at[1], at[3]), (at[2], at[4]), (at[5], at[6])])
    assert (clock.gross_days, clock.held_days, clock.net_days) == (7.0, 4.0, 3.0)
    assert clock.held == ((at[1], at[4]), (at[5], at[6]))


def test_a_hold_moves_neither_the_day_nor_the_due_date():
    held = on_day(9, holds=[(START, None)])
    assert (held.day, held.due_on) == (on_day(9).day, on_day(9).due_on)
    assert held.net_days == 0.0


def test_holds_outside_the_clock_count_nothing():
    offered_at = START + timedelta(days=5)
    before = (START - timedelta(days=3), START)
    after = (offered_at, None)
    backwards = (offered_at, START)
    clock = on_day(9, offered_at=offered_at, holds=[before, after, backwards])
    assert clock.held == ()


@given(st.lists(holds_around()), lengths, st.randoms())
def test_held_time_is_never_more_than_gross_whatever_the_order(holds, length, random):
    clock = read(now=START + length, holds=holds)
    assert 0.0 <= clock.held_days <= clock.gross_days
    shuffled = list(holds)
    random.shuffle(shuffled)
    assert read(now=START + length, holds=shuffled + holds) == clock


@given(st.lists(holds_around(), min_size=1), lengths, st.floats(0, 1))
def test_splitting_a_hold_changes_nothing(holds, length, share):
    now = START + length
    (since, until), rest = holds[0], holds[1:]
    middle = since + ((until or max(now, since)) - since) * share
    split = [(since, middle), (middle, until), *rest]
    assert read(now=now, holds=split) == read(now=now, holds=holds)


@given(st.lists(holds_around()), st.lists(holds_around()), lengths)
def test_a_further_hold_never_makes_held_time_less(holds, more, length):
    now = START + length
    assert read(now=now, holds=holds + more).held_days >= read(now=now, holds=holds).held_days


@given(st.lists(holds_around()), lengths)
def test_merged_spans_are_in_order_and_apart(holds, length):
    merged = merge_spans(holds, START, START + length)
    edges = [edge for span in merged for edge in span]
    assert all(earlier < later for earlier, later in pairwise(edges))


@given(st.lists(holds_around()), lengths, st.floats(0, 1, exclude_max=True))
def test_a_moment_is_held_exactly_where_some_hold_covers_it(holds, length, share):
    at = START + length * share
    assume(at < START + length)
    covered = any(since <= at and (until is None or at < until) for since, until in holds)
    merged = merge_spans(holds, START, START + length)
    assert any(since <= at < until for since, until in merged) is covered


# Words.


@pytest.mark.parametrize(
    ("day", "given", "words"),
    [
        (9, {}, "Day 9 of 14 · 3 days in take-home · due Fri 4 Dec"),
        (14, {}, "Day 14 of 14 · 3 days in take-home · due today"),
        (17, {}, "Day 17, 3 over · 3 days in take-home · was due Fri 4 Dec"),
        (60, {}, "Day 60, 46 over · 3 days in take-home · was due Fri 4 Dec 2026"),
        (3, {"days": 60}, "Day 3 of 60 · 3 days in take-home · due Tue 19 Jan 2027"),
        (40, {"offered_at": START + timedelta(days=10)}, "Offer on day 11 of 14"),
        (40, {"offered_at": START + timedelta(days=16)}, "Offer on day 17, 3 over"),
        (
            40,
            {"is_closed": True, "closed_at": START + timedelta(days=4)},
            "Closed on day 5 of 14",
        ),
    ],
)
def test_the_strip_in_words(day, given, words):
    assert describe_clock(on_day(day, **given), stage="take-home", days_here=3) == words


def test_one_day_is_singular_and_an_unknown_stay_is_left_out():
    clock = on_day(9)
    assert "· 1 day in Final ·" in describe_clock(clock, stage="Final", days_here=1)
    assert describe_clock(clock, stage="Final") == "Day 9 of 14 · due Fri 4 Dec"


def test_no_clock_in_words():
    assert describe_clock(None, stage="Final", days_here=2) == NO_CLOCK


def test_net_is_said_only_where_something_was_held():
    assert on_day(9).net_words == ""
    held = on_day(9, holds=[(START, START + timedelta(days=1, hours=12))])
    assert held.net_words == "6.5 days net of holds"


def test_days_in_a_stage_count_like_the_clock():
    since = datetime(2026, 11, 21, 23, 59, tzinfo=KOLKATA)
    assert count_days(since, since, KOLKATA) == 1
    assert count_days(since, since + timedelta(minutes=1), KOLKATA) == 2
    assert count_days(None, since, KOLKATA) is None
