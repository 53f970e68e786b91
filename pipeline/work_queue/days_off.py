"""A company's own days off, and holidays on which it works."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection

from config.records.audit import acting
from pipeline.models import DayOff
from pipeline.work_queue.company_calendar import forget_calendar


def add_day_off(day: date, *, name: str, is_worked: bool = False, by) -> DayOff:
    """Add a day on which nobody works, or one on which everybody does; return it.

    Raises ValidationError where the day is in the list already.
    """
    row = DayOff(day=day, name=name.strip(), is_worked=is_worked)
    try:
        with acting(by):
            row.save(force_insert=True)
    except IntegrityError:
        raise ValidationError({"day": "This day is in the list already."}) from None
    forget_calendar(connection.tenant)
    return row


def delete_day_off(row: DayOff, *, by) -> None:
    """Take a day out of the list; gone already, nothing changes."""
    with acting(by):
        DayOff.objects.filter(pk=row.pk).delete()
    forget_calendar(connection.tenant)
