"""Days as the database reckons them."""

from datetime import date
from zoneinfo import ZoneInfo

from django.db.models import BigIntegerField, DateField, Func, IntegerField, Value
from django.db.models.functions import Cast, Coalesce, Extract, TruncDate

SECONDS = 86_400


class _DaysBetween(Func):
    template = "((%(expressions)s) + 1)"
    arg_joiner = " - "
    output_field = IntegerField()


def clock_day(since: str, until: str, *, zone: ZoneInfo, today: date) -> Func:
    """Return the clock's day at `until`, or today where that is null; the day of `since` is 1.

    As `pipeline.clocks` counts: calendar days of `zone`.
    """
    until_date = Coalesce(TruncDate(until, tzinfo=zone), Value(today, DateField()))
    return _DaysBetween(until_date, TruncDate(since, tzinfo=zone))


def seconds_between(since, until) -> Cast:
    """Return the whole seconds from one moment to another."""
    return Cast(Extract(until - since, "epoch"), BigIntegerField())
