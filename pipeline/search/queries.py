"""What somebody typed, understood: pure, and never an error whatever is typed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.search.words import (
    LONGEST_PHONE,
    SHORTEST_PHONE,
    phone_word,
    readings_in,
    tidy,
)

LONGEST = 200
MOST_WORDS = 8
SHORTEST_PREFIX = 3
"""Letters from which on the last word is looked for as a beginning in every text."""

_QUOTED = re.compile(r'["“”„«]([^"“”„«»]*)["“”»]?')
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_PHONE = re.compile(r"\s*\+?[\d\s()./\-]{7,}\s*\Z")


@dataclass(frozen=True)
class Wanted:
    """A word, or words right after each other, that must be found.

    `near` are other words that will do: `parts` was perhaps mistyped.
    """

    parts: tuple[str, ...]
    whole: str = ""
    is_prefix: bool = False
    is_phrase: bool = False
    near: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The word as a reader knows it."""
        return self.whole or " ".join(self.parts)

    @property
    def last(self) -> str:
        """The word that goes on, where one does."""
        return self.whole or self.parts[-1]

    @property
    def is_plain(self) -> bool:
        """Whether it is one word of letters, as can be mistyped."""
        return len(self.parts) == 1 and not self.is_phrase and self.parts[0].isalpha()

    @property
    def has_just_begun(self) -> bool:
        """Whether it may go on and is too short for that to be looked for in every text."""
        return self.is_prefix and not self.near and len(self.text) < SHORTEST_PREFIX

    @property
    def as_it_is(self) -> Wanted:
        """The word without anything that may follow."""
        return replace(self, is_prefix=False)

    def likened(self, near: tuple[str, ...]) -> Wanted:
        return replace(self, near=near)


def understand(text: str, *, is_typing: bool = False) -> tuple[Wanted, ...]:
    """Return what must be found for `text`; nothing where it holds no word.

    Quoted words stand one after the other. The last word may go on, unless a space or a quote
    ends it; while somebody `is_typing`, the first letters of a further word are not asked for
    yet. A number of seven digits or more, alone, is a phone number.
    """
    text = _CONTROL.sub(" ", tidy(text[:LONGEST]))
    digits = re.sub(r"\D", "", text) if _PHONE.match(text) else ""
    if len(digits) >= SHORTEST_PHONE:
        return (Wanted((phone_word(digits, min(len(digits), LONGEST_PHONE)),)),)
    wanted: list[Wanted] = []
    end = 0
    for match in _QUOTED.finditer(text):
        wanted += _loose(text[end : match.start()])
        wanted += _phrase(match[1])
        end = match.end()
    wanted += _loose(text[end:], may_go_on=True)
    if is_typing and len(wanted) > 1 and wanted[-1].has_just_begun:
        wanted.pop()
    return tuple(dict.fromkeys(wanted))[:MOST_WORDS]


def _loose(text: str, *, may_go_on: bool = False) -> list[Wanted]:
    found = [Wanted(parts, whole) for parts, whole in readings_in(text) if parts]
    if found and may_go_on and not text[-1:].isspace():
        found[-1] = replace(found[-1], is_prefix=True)
    return found


def _phrase(text: str) -> list[Wanted]:
    parts = tuple(part for reading in readings_in(text) for part in reading.parts)
    return [Wanted(parts[:MOST_WORDS], is_phrase=True)] if parts else []


def in_document(wanted: Wanted) -> str:
    """Return the tsquery that holds for the words of one document."""
    if wanted.is_phrase:
        return " <-> ".join(_quoted(part) for part in wanted.parts)
    return _any_of(wanted, ("",))


def in_person(wanted: Wanted, scopes: str, *, short_scopes: str) -> str:
    """Return the tsquery that holds for a person with the words in any of `scopes`.

    `scopes` are letters. A very short beginning is looked for in `short_scopes` alone; blank is
    returned where none of them is asked for.
    """
    if wanted.has_just_begun:
        beginning = [scope for scope in scopes if scope in short_scopes]
        exact = [_quoted(f"{scope}:{wanted.text}") for scope in scopes]
        return " | ".join([*exact, *(f"{_quoted(f'{at}:{wanted.text}')}:*" for at in beginning)])
    return _any_of(wanted, tuple(f"{scope}:" for scope in scopes))


def _any_of(wanted: Wanted, prefixes: tuple[str, ...]) -> str:
    """Return the tsquery for the word, or the word in its parts, or a near one."""
    star = ":*" if wanted.is_prefix else ""
    words = [wanted.whole or wanted.parts[0]] if wanted.whole or len(wanted.parts) == 1 else []
    choices = [f"{_quoted(at + word)}{star}" for word in words for at in prefixes]
    choices += [_quoted(at + word) for word in wanted.near for at in prefixes]
    if len(wanted.parts) > 1:
        ends = [""] * (len(wanted.parts) - 1) + [star]
        each = [
            "(" + " | ".join(f"{_quoted(at + part)}{end}" for at in prefixes) + ")"
            for part, end in zip(wanted.parts, ends, strict=True)
        ]
        choices.append("(" + " & ".join(each) + ")")
    return " | ".join(choices)


def _quoted(word: str) -> str:
    """Return `word` as one lexeme of a tsquery; it holds no quote and no backslash."""
    return f"'{word}'"


def has_words(text: str, wanted: Sequence[Wanted]) -> bool:
    """Say whether a short text has all words, in any order."""
    readings = list(readings_in(text))
    words = {word for reading in readings for word in (*reading.parts, reading.whole) if word}
    return all(_is_among(words, each) for each in wanted)


def _is_among(words: set[str], wanted: Wanted) -> bool:
    if words & {wanted.whole, *wanted.near} or words.issuperset(wanted.parts):
        return True
    begins = any(word.startswith(wanted.last) for word in words)
    return wanted.is_prefix and begins and words.issuperset(wanted.parts[:-1])
