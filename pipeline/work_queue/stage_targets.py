"""How long an application has been in its stage, against how long that should take.

Days are counted as the clock counts them, the first being 1; in business days where the company
says so, and then one that nobody works is no day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from pipeline.work_queue.business_days import Calendar


@dataclass(frozen=True, slots=True)
class Pace:
    """Where a visit of a stage stands against its `target` and `maximum`, in days, or None.

    Without a `calendar` days are calendar days.
    """

    stage: str
    entered_on: date
    day: int
    target: int | None
    maximum: int | None
    calendar: Calendar | None

    @property
    def due_on(self) -> date | None:
        """The last day within the target, or within the maximum where there is no target."""
        number = self.target or self.maximum
        return number and last_day(self.entered_on, number, self.calendar)

    @property
    def latest_on(self) -> date | None:
        """The last day within the maximum."""
        return self.maximum and last_day(self.entered_on, self.maximum, self.calendar)

    @property
    def is_slow(self) -> bool:
        return self.target is not None and self.day > self.target

    @property
    def is_over(self) -> bool:
        return self.maximum is not None and self.day > self.maximum

    @property
    def short_words(self) -> str:
        """Say "2 of 3 business days", or by how much it is over."""
        if self.is_over:
            return f"{_days(self.day, self)}, {self.day - self.maximum} over the most"
        if self.is_slow:
            return f"{_days(self.day, self)}, {self.day - self.target} over the target"
        if self.target is None:
            return f"{self.day} of at most {_days(self.maximum, self)}"
        return f"{self.day} of {_days(self.target, self)}"

    @property
    def words(self) -> str:
        """Say "2 of 3 business days in Technical"; over: "5 business days in Technical, …"."""
        head, comma, over = self.short_words.partition(", ")
        return f"{head} in {self.stage}{comma}{over}"


def read_pace(
    stage,
    entered_at: datetime | None,
    *,
    now: datetime,
    zone: ZoneInfo,
    calendar: Calendar | None,
) -> Pace | None:
    """Return the pace of a visit of `stage`; None without target or maximum, or a known begin.

    `calendar` None counts calendar days.
    """
    target, maximum = stage.target_days, stage.maximum_days
    if entered_at is None or (target is None and maximum is None):
        return None
    entered_on, today = entered_at.astimezone(zone).date(), now.astimezone(zone).date()
    return Pace(
        stage=stage.name,
        entered_on=entered_on,
        day=days_between(entered_on, max(today, entered_on), calendar),
        target=target,
        maximum=maximum,
        calendar=calendar,
    )


def days_between(first: date, last: date, calendar: Calendar | None) -> int:
    """Count the days from `first` to `last`, both included; 0 if `last` is earlier."""
    if calendar is not None:
        return calendar.count(first, last)
    return max(0, (last - first).days + 1)


def last_day(first: date, number: int, calendar: Calendar | None) -> date:
    """Return the day on which `days_between(first, day)` first reaches `number`, from 1 on."""
    if calendar is not None:
        return calendar.nth(first, number)
    return first + timedelta(days=number - 1)


def day_back(last: date, number: int, calendar: Calendar | None) -> date:
    """Return the last day from which `days_between(day, last)` is `number`, from 1 on."""
    if calendar is not None:
        return calendar.nth_back(last, number)
    return last - timedelta(days=number - 1)


def _days(number, pace) -> str:
    unit = "day" if pace.calendar is None else "business day"
    return f"{number} {unit}{'' if number == 1 else 's'}"
