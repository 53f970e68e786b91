"""By when somebody is told: after the time to think again, at an hour of theirs."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

from pipeline.models import Candidate
from pipeline.rejections.humane_hours import next_humane_hour
from pipeline.work_queue.company_calendar import calendar_of


def zone_of(person: Candidate, company) -> ZoneInfo:
    """Return where the candidate lives, as far as that is known; else the company's zone."""
    known = person.time_zone if person.time_zone in available_timezones() else ""
    return ZoneInfo(known) if known else company.zone


def hour_for(person: Candidate, company, *, at: datetime) -> datetime:
    """Return when to tell `person` what was decided `at`."""
    thought_again = at + timedelta(minutes=company.undo_minutes)
    calendar = calendar_of(company)
    return next_humane_hour(thought_again, zone_of(person, company), calendar.is_business_day)


def say_hour(at: datetime, person: Candidate, company) -> str:
    """Say a moment where the candidate lives: "Mon 23 Nov, 09:00"."""
    there = at.astimezone(zone_of(person, company))
    return f"{there:%a} {there.day} {there:%b}, {there:%H:%M}"
