"""The hour at which a message leaves, on the clocks of who writes and of who reads."""

from datetime import datetime
from zoneinfo import ZoneInfo


def zones_of(candidate, user, company) -> dict[str, str]:
    """Return the names of the zones to choose from: "ours", and "theirs" where it is another."""
    ours = user.time_zone or company.time_zone
    theirs = candidate.time_zone
    return {"ours": ours, **({"theirs": theirs} if theirs and theirs != ours else {})}


def say_hour(at: datetime, zones: dict[str, str]) -> str:
    """Say a moment in each zone: “Mon 7 Dec 2026, 09:00 in Europe/Berlin, which is …”."""
    said = [f"{_say(at.astimezone(ZoneInfo(zone)))} in {zone}" for zone in zones.values()]
    return ", which is ".join(said) + (" for them" if len(said) > 1 else "")


def _say(at):
    return f"{at:%a} {at.day} {at:%b %Y, %H:%M}"
