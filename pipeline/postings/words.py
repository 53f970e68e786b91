"""Words of a text, and lists of phrases looked up in them.

A word is letters, digits and the marks that combine with them, so nothing is found inside another
word in any script; case does not matter. A phrase is found by its first word in a dictionary: the
length of a list costs nothing.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise, repeat
from typing import Generic, NamedTuple, TypeVar

from pipeline.postings.spans import Span

T = TypeVar("T")

_WORD = re.compile(r"[^\W_][\w\u0300-\u036f]*")
_WORD_KEPT = re.compile(f"({_WORD.pattern})")
_LOOSE = re.compile(r"[ \t\u00a0\u202f]{1,2}|\s?[-‐‑]\s?|\r?\n")
_DENIALS = frozenset({"no", "not", "non", "never", "without", "avoid", "neither", "nor", "cannot"})
_REACH = 6


Index = Mapping[str, list[int]]
"""The places of each word by its key."""


class Word(NamedTuple):
    key: str
    start: int
    end: int


class Found(NamedTuple, Generic[T]):
    """A phrase of a list in a text: the entry it belongs to, and its first and last word."""

    entry: T
    first: int
    last: int
    span: Span


class _Phrase(NamedTuple, Generic[T]):
    keys: tuple[str, ...]
    gaps: tuple[str, ...]
    tail: str
    entry: T


def key_of(word: str) -> str:
    """Return the form in which two spellings of one word are equal."""
    return unicodedata.normalize("NFC", word.lower())


def read_words(text: str) -> tuple[Word, ...]:
    """Return the words of `text` in order; underscores around one are no part of it."""
    lowered = text.lower()
    if len(lowered) == len(text) and unicodedata.is_normalized("NFC", lowered) and "_" not in text:
        return _read_quickly(lowered)
    return tuple(_read_slowly(text))


def _read_quickly(lowered: str) -> tuple[Word, ...]:
    """Read a text that is its own key, without a step of Python for each word."""
    pieces = _WORD_KEPT.split(lowered)  # gap, word, gap, …
    ends = list(accumulate(map(len, pieces)))
    rows = zip(pieces[1::2], ends[0::2], ends[1::2], strict=False)
    return tuple(map(tuple.__new__, repeat(Word), rows))


def _read_slowly(text: str) -> Iterator[Word]:
    """Read a text in which a word and its key may differ in length."""
    for match in _WORD.finditer(text):
        found = match[0].rstrip("_")
        yield Word(key_of(found), match.start(), match.start() + len(found))


class PhraseBook(Generic[T]):
    """Phrases, each with the entry it stands for. Of two that begin alike the longer is found."""

    def __init__(self, phrases: Iterable[tuple[str, T]]):
        self._by_first: dict[str, list[_Phrase[T]]] = {}
        for phrase, entry in phrases:
            taken = _take_apart(phrase, entry)
            self._by_first.setdefault(taken.keys[0], []).append(taken)
        for alike in self._by_first.values():
            alike.sort(key=lambda phrase: (len(phrase.keys), len(phrase.tail)), reverse=True)

    def find(self, text: str, words: Sequence[Word]) -> Iterator[Found[T]]:
        """Yield what stands in `text`, left to right, no word used twice."""
        known = self._by_first
        return self._find_at([i for i, word in enumerate(words) if word.key in known], text, words)

    def find_indexed(self, text: str, words: Sequence[Word], index: Index) -> Iterator[Found[T]]:
        """Do the same where the places of each word are known: it costs what is found."""
        firsts = self._by_first.keys() & index.keys()
        return self._find_at(sorted(i for key in firsts for i in index[key]), text, words)

    def _find_at(self, places: list[int], text: str, words: Sequence[Word]) -> Iterator[Found[T]]:
        free = 0
        for place in places:
            if place < free:
                continue
            for phrase in self._by_first[words[place].key]:
                end = _end_of(phrase, text, words, place)
                if end is not None:
                    free = place + len(phrase.keys)
                    yield Found(phrase.entry, place, free - 1, Span(words[place].start, end))
                    break

    def is_in(self, text: str, words: Sequence[Word]) -> bool:
        return next(self.find(text, words), None) is not None


def book_of(phrases: Iterable[str]) -> PhraseBook[str]:
    """Return a book in which each phrase stands for itself."""
    return PhraseBook((phrase, phrase) for phrase in phrases)


def is_denied(words: tuple[Word, ...], index: int) -> bool:
    """Say whether the words before `index` deny it: "you need not be a …", "no …"."""
    before = [word.key for word in words[max(0, index - _REACH) : index]]
    if "only" in before or "just" in before:
        return False
    return not _DENIALS.isdisjoint(before) or any(
        pair == ("n", "t") or (pair[1] == "t" and pair[0].endswith("n"))
        for pair in pairwise(before)
    )


def _take_apart(phrase: str, entry: T) -> _Phrase[T]:
    words = read_words(phrase)
    if not words:
        raise ValueError(f"No word in the phrase {phrase!r}.")
    gaps = tuple(phrase[left.end : right.start].strip() for left, right in pairwise(words))
    tail = phrase[words[-1].end :].strip()
    return _Phrase(tuple(word.key for word in words), gaps, tail, entry)


def _end_of(phrase: _Phrase[T], text: str, words: Sequence[Word], index: int) -> int | None:
    """Return where the phrase ends in `text` if it begins at the word `index`, or None."""
    last = index + len(phrase.keys) - 1
    if last >= len(words):
        return None
    for offset, key in enumerate(phrase.keys[1:], 1):
        if words[index + offset].key != key:
            return None
    for offset, gap in enumerate(phrase.gaps):
        between = text[words[index + offset].end : words[index + offset + 1].start]
        if not _joins(gap, between):
            return None
    end = words[last].end
    if not text.startswith(phrase.tail, end):
        return None
    return end + len(phrase.tail)


def _joins(gap: str, between: str) -> bool:
    """Blanks and hyphens stand for each other; any other sign must be there."""
    if gap in ("", "-"):
        return _LOOSE.fullmatch(between) is not None
    return between.strip().replace("’", "'") == gap
