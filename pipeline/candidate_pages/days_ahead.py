"""Days that a candidate is promised, in the company's zone."""

from datetime import date, timedelta

from pipeline.days import today


def days_ahead(days: int) -> date:
    """Return the day that lies so many days after today."""
    return today() + timedelta(days=days)
