"""The clock: calendar days from first contact to the first offer extended.

The day of first contact is day 1, whatever its hour, and the due date is day 14. An
offer extended on or before the due date is inside the fortnight, one second before its
midnight included. Days are calendar days of the company's zone, so a day of 23 or 25
hours is one day. The count is gross: holds never move the day or the due date. Net of
holds stands beside it, as a duration.

The clock stops at the first offer extended; a second offer changes nothing. Where an
application closes without an offer the clock stands at its closing, and a reinstated one
runs on as though it had never stood: give the time away as a hold to leave it out of net.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal, TypeAlias
from zoneinfo import ZoneInfo

Span: TypeAlias = tuple[datetime, datetime | None]
"""From, inclusive, until, exclusive; None is open."""

ClosedSpan: TypeAlias = tuple[datetime, datetime]

Outcome: TypeAlias = Literal["running", "offered", "closed"]

NO_CLOCK = "No clock: first contact unknown"

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Clock:
    """What a clock shows at one moment: now while it runs, else where it stopped.

    `held` is the union of the holds within the clock, in order. The three durations are
    elapsed time in days of 86,400 seconds; `day` counts dates.
    """

    day: int
    days: int
    started_on: date
    stood_on: date
    due_on: date
    outcome: Outcome
    started_at: datetime
    stood_at: datetime
    zone: ZoneInfo
    held: tuple[ClosedSpan, ...]
    gross_days: float
    held_days: float

    @property
    def net_days(self) -> float:
        return self.gross_days - self.held_days

    @property
    def is_running(self) -> bool:
        return self.outcome == "running"

    @property
    def is_stopped(self) -> bool:
        return not self.is_running

    @property
    def is_over(self) -> bool:
        return self.day > self.days

    @property
    def is_inside(self) -> bool:
        """Whether the first offer went out on or before the due date."""
        return self.outcome == "offered" and not self.is_over

    @property
    def days_left(self) -> int:
        """Whole days after this one until the due date: 0 on it and beyond it."""
        return max(0, self.days - self.day)

    @property
    def words(self) -> str:
        return say_day(self.day, self.days, self.outcome)

    @property
    def due_words(self) -> str:
        """When the offer is due, or nothing once the clock has stopped."""
        if self.is_stopped:
            return ""
        if self.day == self.days:
            return "due today"
        due = f"due {self.due_on:%a} {self.due_on.day} {self.due_on:%b}"
        if self.due_on.year != self.stood_on.year:
            due = f"{due} {self.due_on.year}"
        return f"was {due}" if self.is_over else due

    @property
    def net_words(self) -> str:
        """The duration without holds, or nothing where nothing was held."""
        return f"{self.net_days:.1f} days net of holds" if self.held else ""


def read_clock(
    first_contact_at: datetime | None,
    *,
    now: datetime,
    zone: ZoneInfo,
    days: int = 14,
    offered_at: datetime | None = None,
    is_closed: bool = False,
    closed_at: datetime | None = None,
    holds: Iterable[Span] = (),
) -> Clock | None:
    """Read an application's clock, or None where what it would say is not known.

    `offered_at` is the first offer extended and wins over a closing. `is_closed` says the
    application is no longer active; `closed_at` is ignored without it. Unknown are: a
    first contact not recorded, or recorded after the stop; a closing without a time.
    """
    if days < 1:
        raise ValueError(f"A clock has at least one day, not {days}.")
    outcome, stopped_at = _stop(offered_at, is_closed, closed_at)
    if first_contact_at is None or (outcome != "running" and stopped_at is None):
        return None
    # Arithmetic between times of one zone ignores its changes of offset, so all is UTC.
    started_at = first_contact_at.astimezone(UTC)
    # A first contact written a moment after the page took its time is still day 1.
    stood_at = stopped_at.astimezone(UTC) if stopped_at else max(now.astimezone(UTC), started_at)
    if stood_at < started_at:
        return None
    held = merge_spans(holds, started_at, stood_at)
    return _clock(started_at, stood_at, zone=zone, days=days, outcome=outcome, held=held)


def _clock(started_at, stood_at, *, zone, days, outcome, held) -> Clock:
    started_on, stood_on = (at.astimezone(zone).date() for at in (started_at, stood_at))
    return Clock(
        # Where clocks are set back across midnight, a later moment can have an earlier date.
        day=max(1, (stood_on - started_on).days + 1),
        days=days,
        started_on=started_on,
        stood_on=stood_on,
        due_on=started_on + timedelta(days=days - 1),
        outcome=outcome,
        started_at=started_at,
        stood_at=stood_at,
        zone=zone,
        held=held,
        gross_days=(stood_at - started_at) / DAY,
        held_days=sum((until - since for since, until in held), timedelta()) / DAY,
    )


def merge_spans(spans: Iterable[Span], start: datetime, end: datetime) -> tuple[ClosedSpan, ...]:
    """Return the union of `spans` within [`start`, `end`): in order, apart, in UTC.

    A span that ends before it begins holds nothing.
    """
    start, end = start.astimezone(UTC), end.astimezone(UTC)
    merged: list[ClosedSpan] = []
    clipped = (
        (
            max(since.astimezone(UTC), start),
            end if until is None else min(until.astimezone(UTC), end),
        )
        for since, until in spans
    )
    for since, until in sorted(span for span in clipped if span[0] < span[1]):
        if merged and since <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], until))
        else:
            merged.append((since, until))
    return tuple(merged)


def count_days(since: datetime | None, now: datetime, zone: ZoneInfo) -> int | None:
    """Count the calendar days from `since` to `now` as the clock does: the first is 1."""
    if since is None:
        return None
    return max(1, (now.astimezone(zone).date() - since.astimezone(zone).date()).days + 1)


def say_day(day: int, days: int, outcome: Outcome) -> str:
    """Say where a clock stands, without dates: "Day 9 of 14", "Offer on day 17, 3 over"."""
    count = f"day {day}, {day - days} over" if day > days else f"day {day} of {days}"
    if outcome == "running":
        return count.capitalize()
    return f"Offer on {count}" if outcome == "offered" else f"Closed on {count}"


def describe_clock(clock: Clock | None, *, stage: str = "", days_here: int | None = None) -> str:
    """Say the strip in words: "Day 9 of 14 · 3 days in take-home · due Fri 4 Dec"."""
    if clock is None:
        return NO_CLOCK
    here = ""
    if clock.is_running and stage and days_here is not None:
        here = f"{days_here} {'day' if days_here == 1 else 'days'} in {stage}"
    return " · ".join(part for part in (clock.words, here, clock.due_words) if part)


def _stop(
    offered_at: datetime | None, is_closed: bool, closed_at: datetime | None
) -> tuple[Outcome, datetime | None]:
    if offered_at is not None:
        return "offered", offered_at
    if is_closed:
        return "closed", closed_at
    return "running", None
