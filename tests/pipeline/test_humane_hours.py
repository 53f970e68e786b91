"""Bad news arrives by day, in the week, where they live."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.rejections.humane_hours import CLOSES, OPENS, next_humane_hour

ZONES = [
    "UTC",
    "Europe/Berlin",
    "America/Los_Angeles",
    "Australia/Lord_Howe",  # its clocks change by half an hour
    "Asia/Kathmandu",
    "Pacific/Apia",  # went without 30 December 2011
    "America/St_Johns",
]
moments = st.datetimes(datetime(2010, 1, 1), datetime(2035, 1, 1)).map(
    lambda at: at.replace(tzinfo=UTC)
)
zones = st.sampled_from(ZONES).map(ZoneInfo)
holidays = st.frozensets(st.integers(0, 6).map(str) | st.dates(date(2010, 1, 1), date(2035, 1, 1)))


def in_week(day):
    return day.weekday() < 5


@pytest.mark.parametrize(
    ("at", "zone", "told"),
    [
        ("2026-11-18T10:30", "Europe/Berlin", "2026-11-18T10:30"),  # by day
        ("2026-11-18T16:59", "Europe/Berlin", "2026-11-18T16:59"),
        ("2026-11-18T17:00", "Europe/Berlin", "2026-11-19T09:00"),  # in the evening
        ("2026-11-19T03:00", "Europe/Berlin", "2026-11-19T09:00"),  # in the night
        ("2026-11-20T17:30", "Europe/Berlin", "2026-11-23T09:00"),  # on a Friday evening
        ("2026-03-27T23:00", "Europe/Berlin", "2026-03-30T09:00"),  # over the change of clocks
        ("2026-10-31T01:30", "America/Los_Angeles", "2026-11-02T09:00"),
    ],
)
def test_news_waits_for_the_next_working_morning(at, zone, told):
    zone = ZoneInfo(zone)
    at, told = (datetime.fromisoformat(text).replace(tzinfo=zone) for text in (at, told))
    assert next_humane_hour(at, zone, in_week) == told.astimezone(UTC)


@given(moments, zones, holidays)
def test_it_always_arrives_at_a_humane_hour_and_never_before_its_time(at, zone, off):
    def works(day):
        return day not in off and str(day.weekday()) not in off

    told = next_humane_hour(at, zone, works)
    there = told.astimezone(zone)
    assert told >= at
    assert OPENS <= there.time() < CLOSES
    assert works(there.date()) or not any(works(at.date() + timedelta(n)) for n in range(59))


@given(moments, zones)
def test_asking_again_changes_nothing_and_nothing_earlier_would_do(at, zone):
    told = next_humane_hour(at, zone, in_week)
    assert next_humane_hour(told, zone, in_week) == told
    before = told - timedelta(minutes=1)
    if before >= at:
        assert next_humane_hour(before, zone, in_week) == told


def test_a_calendar_without_work_does_not_keep_news_for_ever():
    at = datetime(2026, 11, 18, 20, tzinfo=UTC)
    assert next_humane_hour(at, ZoneInfo("UTC"), lambda day: False) == datetime(
        2026, 11, 19, 9, tzinfo=UTC
    )
