"""Lists of words to avoid, each with other forms and with phrases in which it is harmless."""

from collections.abc import Iterable, Iterator
from typing import Any

from pipeline.postings.sections import Reading, Section
from pipeline.postings.words import Found, PhraseBook, is_denied


def read_listed(rows: Iterable[dict[str, Any]]) -> PhraseBook[Any]:
    """Return rows of `word`, `also` and `except` as a book; a harmless phrase stands for None."""
    pairs: list[tuple[str, Any]] = []
    for row in rows:
        pairs += [(phrase, row) for phrase in (row["word"], *row.get("also", ()))]
        pairs += [(phrase, None) for phrase in row.get("except", ())]
    return PhraseBook(pairs)


def find_listed(reading: Reading, book: PhraseBook[Any]) -> Iterator[tuple[Section, Found]]:
    """Yield the first place of each listed word; what is denied ("no ninjas") is none.

    A word marked `is_name` is part of a name where it has a capital, as in the name of a shop.
    """
    seen: set[str] = set()
    for section in reading.everything:
        for found in section.find(book):
            row = found.entry
            if row is None or row["word"] in seen or is_denied(section.words, found.first):
                continue
            if row.get("is_name") and section.text[found.span.start].isupper():
                continue
            seen.add(row["word"])
            yield section, found
