"""The stretch of a text by which somebody was found, its words marked: pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from re import Match
from typing import NamedTuple

from pipeline.search.queries import Wanted
from pipeline.search.words import RAW, read, tidy

BEFORE, AFTER = 50, 130


class Part(NamedTuple):
    """A part of a text, and whether it is what was looked for."""

    text: str
    is_marked: bool


class Marker:
    """Marks what was looked for in texts. It remembers which words it has met are wanted."""

    def __init__(self, wanted: Sequence[Wanted]):
        self._words = {word for each in wanted for word in (*each.parts, each.whole, *each.near)}
        self._begin = tuple(each.last for each in wanted if each.is_prefix)
        self._phrases = [each.parts for each in wanted if each.is_phrase]
        letters = [re.escape(word) for word in self._words if word]
        self._hint = re.compile("|".join(letters), re.IGNORECASE) if letters else None
        self._met: dict[str, bool] = {}

    def mark(self, text: str) -> list[Part]:
        """Return a short text, a name or an address, in parts."""
        text = tidy(text)
        return _parts(text, [found for found in RAW.finditer(text) if self._is_wanted(found[0])])

    def snippet(self, text: str) -> list[Part]:
        """Return the stretch around the first words that were looked for; empty for none.

        Of words that must stand one after the other, the first that do are taken.
        """
        text = tidy(text)
        first = self._first_phrase(text) or self._first_word(text)
        if first is None:
            return []
        start, end = _edges(text, first)
        parts = self.mark(" ".join(text[start:end].split()))
        before = [Part("… ", False)] if start else []
        return before + parts + ([Part(" …", False)] if end < len(text) else [])

    def _is_wanted(self, raw: str) -> bool:
        known = self._met.get(raw)
        if known is None:
            parts, whole = read(raw)
            words = (*parts, whole) if whole else parts
            known = any(word in self._words or word.startswith(self._begin) for word in words)
            self._met[raw] = known
        return known

    def _first_word(self, text) -> Match | None:
        """Look from where the letters first stand as they were typed, else from the beginning."""
        hint = self._hint.search(text) if self._hint else None
        if hint:
            start = max(text.rfind(space, 0, hint.start()) for space in " \n\t") + 1
            if found := self._first_from(text, start):
                return found
        return self._first_from(text, 0)

    def _first_from(self, text, start) -> Match | None:
        places = RAW.finditer(text, start)
        return next((found for found in places if self._is_wanted(found[0])), None)

    def _first_phrase(self, text) -> Match | None:
        for phrase in self._phrases:
            recent: list[tuple[str, Match]] = []
            for found in RAW.finditer(text):
                recent += [(part, found) for part in read(found[0]).parts]
                recent = recent[-len(phrase) :]
                if tuple(part for part, _ in recent) == phrase:
                    return recent[0][1]
        return None


def _edges(text, first: Match) -> tuple[int, int]:
    """Return where the stretch begins and ends: between words."""
    start, end = max(0, first.start() - BEFORE), min(len(text), first.end() + AFTER)
    if start:
        start = next((at + 1 for at in range(start, first.start()) if text[at].isspace()), start)
    if end < len(text):
        end = next((at for at in range(end, first.end(), -1) if text[at].isspace()), end)
    return start, end


def _parts(text, marked: Sequence[Match]) -> list[Part]:
    parts, at = [], 0
    for found in marked:
        start, end = found.span()
        if start > at:
            parts.append(Part(text[at:start], False))
        parts.append(Part(text[start:end], True))
        at = end
    if at < len(text):
        parts.append(Part(text[at:], False))
    return parts
