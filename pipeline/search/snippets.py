"""The stretch of a text by which somebody was found, its words marked: pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.search.queries import Wanted
from pipeline.search.words import Place, Reading, places_in, tidy

BEFORE, AFTER = 50, 130


class Part(NamedTuple):
    """A part of a text, and whether it is what was looked for."""

    text: str
    is_marked: bool


def mark(text: str, wanted: Sequence[Wanted]) -> list[Part]:
    """Return a short text, a name or an address, in parts."""
    text = tidy(text)
    return _parts(text, [place for place in places_in(text) if _is_wanted(place.reading, wanted)])


def snippet(text: str, wanted: Sequence[Wanted]) -> list[Part]:
    """Return the stretch around the first words that were looked for; empty where there are none.

    Of words that must stand one after the other, the first that do are taken.
    """
    text = tidy(text)
    first = _first_phrase(text, wanted) or _first_word(text, wanted)
    if first is None:
        return []
    start, end = _edges(text, first)
    cut = " ".join(text[start:end].split())
    parts = mark(cut, wanted)
    before, after = ("… " if start else ""), (" …" if end < len(text) else "")
    return [Part(before, False)] * bool(before) + parts + [Part(after, False)] * bool(after)


def _first_word(text, wanted) -> Place | None:
    return next((place for place in places_in(text) if _is_wanted(place.reading, wanted)), None)


def _first_phrase(text, wanted) -> Place | None:
    for phrase in (each.parts for each in wanted if each.is_phrase):
        recent: list[tuple[str, Place]] = []
        for place in places_in(text):
            recent += [(part, place) for part in place.reading.parts]
            recent = recent[-len(phrase) :]
            if tuple(part for part, _ in recent) == phrase:
                return recent[0][1]
    return None


def _is_wanted(reading: Reading, wanted) -> bool:
    words = (*reading.parts, reading.whole) if reading.whole else reading.parts
    return any(_has_any(words, each) for each in wanted)


def _has_any(words, wanted: Wanted) -> bool:
    targets = (*wanted.parts, wanted.whole, *wanted.near)
    if any(word in targets for word in words):
        return True
    return wanted.is_prefix and any(word.startswith(wanted.last) for word in words)


def _edges(text, first: Place) -> tuple[int, int]:
    """Return where the stretch begins and ends: between words."""
    start, end = max(0, first.start - BEFORE), min(len(text), first.end + AFTER)
    if start:
        start = next((at + 1 for at in range(start, first.start) if text[at].isspace()), start)
    if end < len(text):
        end = next((at for at in range(end, first.end, -1) if text[at].isspace()), end)
    return start, end


def _parts(text, marked: Sequence[Place]) -> list[Part]:
    parts, at = [], 0
    for place in marked:
        if place.start > at:
            parts.append(Part(text[at : place.start], False))
        parts.append(Part(text[place.start : place.end], True))
        at = place.end
    if at < len(text):
        parts.append(Part(text[at:], False))
    return parts
