"""Spans of days: when so many of them have gone by, and when a deadline falls."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pipeline.work_queue.company_calendar import counted_days_of

LAST_MINUTE = time(23, 59)


def day_after(day: date, days: int, company) -> date:
    """Return the day `days` later: business days, where `company` counts by them."""
    calendar = counted_days_of(company)
    return calendar.after(day, days) if calendar else day + timedelta(days=days)


def moment_after(at: datetime, days: int, company) -> datetime:
    """Return the same time of day, `days` later in the company's zone."""
    there = at.astimezone(company.zone)
    later = day_after(there.date(), days, company)
    return datetime.combine(later, there.time(), tzinfo=company.zone).astimezone(UTC)


def earliest_span(days: int) -> timedelta:
    """Return how long `days` last at the least, whatever days are counted.

    A day less, since clocks may have been set forward meanwhile.
    """
    return timedelta(days=max(0, days - 1))


def longest_span(days: int) -> timedelta:
    """Return how long `days` last at the most, with weekends and long holidays between."""
    return timedelta(days=days * 3 + 21)


def end_of_day(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, LAST_MINUTE, tzinfo=zone).astimezone(UTC)


def say_days(days: int, company) -> str:
    """Say a span: "1 day", "3 business days"."""
    kind = "business " if counted_days_of(company) else ""
    return f"1 {kind}day" if days == 1 else f"{days} {kind}days"
