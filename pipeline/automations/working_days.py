"""The days on which the company works, for reminders, deadlines and news."""

from collections.abc import Callable
from datetime import date

from pipeline.models import DayOff

WORKED_WEEKDAYS = 5


def works_on(company) -> Callable[[date], bool]:
    """Return what says of a day whether `company` works on it (one query)."""
    off = dict(DayOff.objects.values_list("day", "is_worked"))
    return lambda day: off.get(day, day.weekday() < WORKED_WEEKDAYS)
