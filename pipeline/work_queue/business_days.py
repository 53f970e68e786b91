"""Business days: arithmetic over dates, for stage targets and reminders.

The fortnight itself is always counted in calendar days. Dates are those of the company's zone.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from datetime import date, timedelta

WEEK = 7
SATURDAY_AND_SUNDAY = frozenset({5, 6})
FARTHEST_DAYS = 4000


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which days are worked: neither at the weekend nor a day off, or worked in spite of that.

    `weekend` holds weekdays as `date.weekday()` numbers them, Monday being 0.
    """

    weekend: frozenset[int] = SATURDAY_AND_SUNDAY
    off: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()
    _lost: tuple[date, ...] = field(init=False, repr=False, compare=False)
    _won: tuple[date, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self):
        usual = self._is_usual
        lost = sorted(day for day in self.off - self.worked if usual(day))
        won = sorted(day for day in self.worked if not usual(day))
        object.__setattr__(self, "_lost", tuple(lost))
        object.__setattr__(self, "_won", tuple(won))

    def is_business_day(self, day: date) -> bool:
        return day in self.worked or (self._is_usual(day) and day not in self.off)

    def count(self, first: date, last: date) -> int:
        """Count the business days from `first` to `last`, both included; 0 if `last` is earlier."""
        if last < first:
            return 0
        weeks, rest = divmod((last - first).days + 1, WEEK)
        usual = weeks * (WEEK - len(self.weekend))
        usual += sum(self._is_usual(first + timedelta(days=n)) for n in range(rest))
        return usual - _between(self._lost, first, last) + _between(self._won, first, last)

    def nth(self, start: date, number: int) -> date:
        """Return the business day on which `count(start, day)` first reaches `number`, from 1 on.

        Raises ValueError for a number below 1, and where no such day comes within ten years.
        """
        if number < 1:
            raise ValueError(f"The first business day is number 1, not {number}.")
        for days in range(FARTHEST_DAYS):
            day = start + timedelta(days=days)
            number -= self.is_business_day(day)
            if number == 0:
                return day
        raise ValueError(f"After {start} there are not so many business days.")

    def nth_back(self, end: date, number: int) -> date:
        """Return the last day from which `count(day, end)` is `number`, from 1 on.

        Raises ValueError as `nth` does.
        """
        if number < 1:
            raise ValueError(f"The first business day is number 1, not {number}.")
        for days in range(FARTHEST_DAYS):
            day = end - timedelta(days=days)
            number -= self.is_business_day(day)
            if number == 0:
                return day
        raise ValueError(f"Before {end} there were not so many business days.")

    def after(self, day: date, number: int) -> date:
        """Return the day `number` business days after `day`; `day` itself for 0."""
        return self.nth(day + timedelta(days=1), number) if number else day

    def _is_usual(self, day: date) -> bool:
        return day.weekday() not in self.weekend


def _between(days: tuple[date, ...], first: date, last: date) -> int:
    return bisect_right(days, last) - bisect_left(days, first)
