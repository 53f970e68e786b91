"""Words that sound like something and tell a candidate nothing."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from pipeline.postings.findings import Finding, Severity, find_at
from pipeline.postings.listed_words import find_listed, read_listed
from pipeline.postings.rule_tables import phrases, read_table
from pipeline.postings.sections import Reading, Section
from pipeline.postings.spans import Span
from pipeline.postings.words import Found, PhraseBook


def find_buzzwords(reading: Reading) -> Iterator[Finding]:
    """Yield the first place of each buzzword."""
    for section, found in find_listed(reading, _book()):
        yield _describe(section, found)


def _describe(section: Section, found: Found) -> Finding:
    word = section.text[found.span.start : found.span.end]
    said = f"“{word}” says little by itself"
    more = "the sentence explains it and can do without" if _is_explained(section, found) else ""
    return find_at(
        section,
        found.span,
        rule="buzzword",
        severity=Severity.ADVICE,
        sentence=f"{said}; {more}." if more else f"{said}, and readers skip it.",
        mend=f"Instead, {found.entry['instead']}.",
    )


def _is_explained(section: Section, found: Found) -> bool:
    """A word that explains follows it, or a colon does, within its sentence."""
    end = max(section.sentence_at(found.span.start).end, found.span.end)
    rest = Span(found.span.end, end)
    is_opened = section.text[rest.start : rest.end].lstrip().startswith((":", "("))
    return is_opened or section.says_in(rest, phrases("explains"))


@cache
def _book() -> PhraseBook[Any]:
    return read_listed(read_table("buzzwords"))
