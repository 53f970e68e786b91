"""Reading the times of a log."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from pipeline.event_logs.problems import shown

EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)


class UnreadableTime(ValueError):
    """The message is a sentence that says how to mend it."""


def read_time(text: str, *, now: datetime, zone: ZoneInfo | None, pattern: str = "") -> datetime:
    """Return the moment that `text` names, in UTC.

    ISO 8601, or strptime's `pattern` where one is given. A time without an offset is one of
    `zone`; the earlier where the clocks of the zone went back. Raises UnreadableTime.
    """
    moment = _parse(text, pattern)
    if moment.tzinfo is None:
        moment = _located(moment, text, zone)
    try:
        moment = moment.astimezone(UTC)
    except OverflowError:
        raise UnreadableTime(f"{shown(text)} is no time of this age.") from None
    if moment < EARLIEST:
        raise UnreadableTime(f"{shown(text)} lies before 1970.")
    if moment > now:
        raise UnreadableTime(f"{shown(text)} lies in the future.")
    return moment


def _parse(text, pattern):
    try:
        if pattern:
            return datetime.strptime(text, pattern)  # noqa: DTZ007 - the zone comes after
        return datetime.fromisoformat(text)
    except ValueError:
        wanted = f"written as {pattern}" if pattern else "such as 2026-03-14T09:30:00+01:00"
        raise UnreadableTime(f"{shown(text)} is not a time {wanted}.") from None


def _located(moment, text, zone):
    if zone is None:
        raise UnreadableTime(
            f"{shown(text)} says no time zone. Name it in the mapping: time_zone below [log]."
        )
    try:
        located = moment.replace(tzinfo=zone)
        back = located.astimezone(UTC).astimezone(zone).replace(tzinfo=None)
    except OverflowError:
        raise UnreadableTime(f"{shown(text)} is no time of this age.") from None
    if back != moment:
        raise UnreadableTime(f"{shown(text)} never was in {zone.key}: its clocks went forward.")
    return located
