import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from pipeline.event_logs.times import UnreadableTime, read_time

NOW = datetime(2026, 6, 1, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("text", "zone", "pattern", "hour"),
    [
        ("2026-03-14T09:30:00+01:00", None, "", 8),
        ("2026-03-14T09:30:00Z", None, "", 9),
        ("2026-03-14 09:30", BERLIN, "", 8),
        ("14.03.2026 09:30", BERLIN, "%d.%m.%Y %H:%M", 8),
        ("14.03.2026 09:30 +0300", BERLIN, "%d.%m.%Y %H:%M %z", 6),
    ],
)
def test_a_time_is_read_in_its_zone(text, zone, pattern, hour):
    expected = datetime(2026, 3, 14, hour, 30, tzinfo=UTC)
    assert read_time(text, now=NOW, zone=zone, pattern=pattern) == expected


def test_of_a_time_that_was_twice_the_earlier_is_meant():
    at = read_time("2025-10-26 02:30", now=NOW, zone=BERLIN)
    assert at == datetime(2025, 10, 26, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "zone", "problem"),
    [
        ("yesterday", None, "“yesterday” is not a time such as"),
        ("2026-02-30T10:00:00Z", None, "is not a time such as"),
        ("1767225600", None, "is not a time such as"),
        ("2026-03-14T09:30:00", None, "says no time zone. Name it in the mapping: time_zone"),
        ("2026-03-29 02:30", BERLIN, "never was in Europe/Berlin: its clocks went forward"),
        ("2026-06-01T00:00:01Z", None, "lies in the future"),
        ("1969-12-31T23:59:59Z", None, "lies before 1970"),
        ("0001-01-01T00:00:00+05:00", None, "is no time of this age"),
        ("9999-12-31T23:59:59-05:00", None, "is no time of this age"),
        ("0001-01-01T00:00:00", ZoneInfo("Asia/Tokyo"), "is no time of this age"),
        ("\x1b[31mred", None, "“\N{REPLACEMENT CHARACTER}[31mred” is not a time"),
    ],
)
def test_what_is_no_time_is_said(text, zone, problem):
    with pytest.raises(UnreadableTime, match=re.escape(problem)):
        read_time(text, now=NOW, zone=zone)
