"""When bad news may arrive: by day, in the week, where they live."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

OPENS, CLOSES = time(9), time(17)
LONGEST_WAIT = 60
"""Days: a calendar on which nobody ever works must not keep news for ever."""


def next_humane_hour(
    at: datetime, zone: ZoneInfo, is_business_day: Callable[[date], bool]
) -> datetime:
    """Return `at` where it falls between nine and five of a business day in `zone`; else the
    next such morning at nine. In UTC, and never before `at`.

    Without any business day within `LONGEST_WAIT` days, the next day counts as one.
    """
    at = at.astimezone(UTC)
    there = at.astimezone(zone)
    if is_business_day(there.date()) and OPENS <= there.time() < CLOSES:
        return at
    days = [there.date() + timedelta(days=count) for count in range(LONGEST_WAIT)]
    mornings = [_morning(day, zone) for day in days if is_business_day(day)]
    later = next((morning for morning in mornings if morning >= at), None)
    return later or _morning(there.date() + timedelta(days=1), zone)


def _morning(day, zone):
    """Nine o'clock there; where the clocks skip it, the moment at which they do."""
    return datetime.combine(day, OPENS, tzinfo=zone).astimezone(UTC)
