"""Questions about the person, not the work: age, family, origin, religion, health, gender."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from pipeline.postings.rule_tables import read_table
from pipeline.postings.words import PhraseBook, read_words


@dataclass(frozen=True)
class PersonalMatter:
    """What a question should not ask about: why, by which source, and what to ask instead."""

    group: str
    quote: str
    why: str
    source: str
    instead: str

    @property
    def sentence(self) -> str:
        return f"“{self.quote}”: {self.why[:1].lower()}{self.why[1:]} ({self.source})."


def personal_matters(text: str) -> tuple[PersonalMatter, ...]:
    """Return what `text` asks about the person, each group once, in the order of the text."""
    found: dict[str, PersonalMatter] = {}
    for hit in _book().find(text, read_words(text)):
        row = hit.entry
        if row is not None and row["group"] not in found:
            quote = text[hit.span.start : hit.span.end]
            found[row["group"]] = PersonalMatter(
                row["group"], quote, row["why"], row["source"], row["instead"]
            )
    return tuple(found.values())


@cache
def _book() -> PhraseBook[Any]:
    pairs: list[tuple[str, Any]] = []
    for row in read_table("personal_questions"):
        pairs += [(phrase, row) for phrase in row["words"]]
        pairs += [(phrase, None) for phrase in row["except"]]
    return PhraseBook(pairs)
