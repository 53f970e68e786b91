"""Days that a candidate is promised, in the company's zone."""

from datetime import date, timedelta

from django.db import connection

from pipeline.days import today
from pipeline.work_queue.company_calendar import counted_days_of


def days_ahead(days: int) -> date:
    """Return the day that lies so many days after today: working days, where those count."""
    calendar = counted_days_of(connection.tenant)
    return calendar.after(today(), days) if calendar else today() + timedelta(days=days)
