"""Words that shut people out, and pages of words coded for one gender."""

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from pipeline.postings.findings import Finding, Severity, find_at
from pipeline.postings.laws import join_words
from pipeline.postings.listed_words import find_listed, read_listed
from pipeline.postings.rule_tables import read_table
from pipeline.postings.sections import Reading, Section
from pipeline.postings.words import Found, PhraseBook

_NAMED = 6
_OTHER = {"masculine": "feminine", "feminine": "masculine"}


class _Place(NamedTuple):
    section: Section
    found: Found


def find_wording(reading: Reading) -> Iterator[Finding]:
    """Yield the first place of each word that shuts people out."""
    for section, found in find_listed(reading, _book()):
        row = found.entry
        word = section.text[found.span.start : found.span.end]
        yield find_at(
            section,
            found.span,
            rule=f"wording-{row['group']}",
            severity=Severity(row["severity"]),
            sentence=f"“{word}”: {_lower(row['why'])} ({row['source']}).",
            mend=_mend(row["instead"]),
        )


def find_coded_words(reading: Reading) -> Iterator[Finding]:
    """Yield one finding where words coded for one gender pile up and outweigh the others."""
    table = read_table("coded_words")
    places = _coded_places(reading)
    for kind, other in _OTHER.items():
        many, few = len(places[kind]), len(places[other])
        if many >= table["pile"] and many >= table["outweigh"] * few:
            yield _describe_pile(kind, places[kind], table["source"])


def _describe_pile(kind: str, places: dict[str, _Place], source: str) -> Finding:
    first = next(iter(places.values()))
    named = [f"“{word}”" for word in list(places)[:_NAMED]]
    more = len(places) - len(named)
    words = f"{', '.join(named)} and {more} more" if more else join_words(named)
    return find_at(
        first.section,
        first.found.span,
        rule="wording-coded",
        severity=Severity.ADVICE,
        sentence=f"{len(places)} different words that research found coded {kind} pile up here: "
        f"{words} ({source}).",
        mend="Replace some of them by what the person will do, or let both kinds stand.",
    )


def _coded_places(reading: Reading) -> dict[str, dict[str, _Place]]:
    places: dict[str, dict[str, _Place]] = {"masculine": {}, "feminine": {}}
    for section in reading.everything:
        for found in section.find(_coded_book()):
            if found.entry:
                kind, word = found.entry
                places[kind].setdefault(word, _Place(section, found))
    return places


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _mend(instead: str) -> str:
    verbs = ("leave", "name", "say", "ask", "plain")
    return (
        f"{instead[:1].upper()}{instead[1:]}."
        if instead.startswith(verbs)
        else f"Write “{instead}”."
    )


@cache
def _book() -> PhraseBook[Any]:
    return read_listed(
        {**group, **word} for group in read_table("wording") for word in group["words"]
    )


@cache
def _coded_book() -> PhraseBook[Any]:
    table = read_table("coded_words")
    pairs: list[tuple[str, Any]] = [(phrase, None) for phrase in table["except"]]
    for kind in _OTHER:
        pairs += [(word, (kind, family[0])) for family in table[kind] for word in family]
    return PhraseBook(pairs)
