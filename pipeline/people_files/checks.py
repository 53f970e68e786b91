"""Checking what a file says of a person: what is wrong is told by row and column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, tzinfo

from pipeline.people_files.problems import shown

LONGEST = {"name": 160, "email": 254, "phone": 40, "location": 160}
LONGEST_WORDS = 200
MOST_LINKS = 30
NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")

_EMAIL = re.compile(
    r"[^\s@\"(),:;<>\[\]\\]{1,64}@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_][\w-]{0,61}[^\W_]"
)
_MONTH = re.compile(r"([12]\d{3})(?:-(0[1-9]|1[0-2])(?:-[0-3]\d(?:[T ].*)?)?)?")
_TURNED = re.compile(r"(0?[1-9]|1[0-2])[/.]([12]\d{3})")
_CURRENT = frozenset({"present", "now", "current", "today", "ongoing", "to date"})


def problem_with(what: str, text: str) -> str:
    """Return a sentence where `text` cannot be a person's `what`, else “”."""
    if what == "name" and not text:
        return "The name is empty. Write one in, or leave the row out."
    most = LONGEST[what]
    if len(text) > most:
        return f"{shown(text)} is longer than {most} characters."
    if what == "email" and text and not _EMAIL.fullmatch(text):
        return f"{shown(text)} is not an e-mail address such as ada@example.com."
    if what == "phone" and text and not any(char.isdigit() for char in text):
        return f"{shown(text)} is not a phone number."
    return ""


def read_month(text: str) -> tuple[str, bool] | None:
    """Return a date as "2018-09" or "2018" and whether it is “present”; None where it is none."""
    if text.casefold() in _CURRENT:
        return "", True
    if found := _MONTH.fullmatch(text):
        return (f"{found[1]}-{found[2]}" if found[2] else found[1]), False
    if found := _TURNED.fullmatch(text):
        return f"{found[2]}-{int(found[1]):02}", False
    return None


def read_moment(text: str, *, zone: tzinfo = UTC) -> datetime | None:
    """Return the moment of an ISO date or time; a bare date begins its day in `zone`."""
    try:
        if len(text) == 10:
            return datetime.combine(date.fromisoformat(text), time(), zone)
        moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
        return moment if moment.tzinfo else moment.replace(tzinfo=zone)
    except (ValueError, OverflowError):
        return None


def links_in(texts: list[str]) -> tuple[str, ...]:
    """Return the web addresses among `texts`, each once; without a scheme they get https."""
    links: dict[str, None] = {}
    for text in texts:
        for word in _addresses(text):
            links[word] = None
    return tuple(links)[:MOST_LINKS]


def _addresses(text: str) -> Iterator[str]:
    for word in re.split(r"[\s,;|]+", text)[: 2 * MOST_LINKS]:
        if len(word) > 500:
            continue
        if re.match(r"https?://[^\s/]+", word):
            yield word
        elif re.match(r"[\w-]+(?:\.[\w-]+)*\.[a-zA-Z]{2,}(?:/|$)", word):
            yield f"https://{word}"
