"""How many skills a posting requires."""

import re
from collections.abc import Iterator
from functools import cache

from pipeline.postings.findings import Finding, Severity, find_at
from pipeline.postings.posting import SectionKind
from pipeline.postings.rule_tables import phrases, read_table
from pipeline.postings.sections import Reading, Section
from pipeline.postings.spans import Span, trim
from pipeline.postings.words import PhraseBook, book_of, read_words

MOST = 7
_ASIDE = re.compile(r"\([^()]*\)")
_CUT = re.compile(r"\s*(?:[,;]|\band\b|&)\s*(?:\band\b\s*)?")
_ITEM_WORDS = 4


def find_many_skills(reading: Reading) -> Iterator[Finding]:
    """Yield one finding from the eighth required skill on."""
    section = reading.section(SectionKind.REQUIRED)
    skills = list(list_skills(section))
    if len(skills) > MOST:
        yield find_at(
            section,
            Span(skills[MOST].start, skills[-1].end),
            rule="skills-many",
            severity=Severity.WARNING,
            sentence=f"{len(skills)} skills are required. Few people have them all, and good ones "
            "who lack one do not apply.",
            mend="Keep the five to seven that the first months cannot do without; move the rest "
            "to nice to have.",
        )


def list_skills(section: Section) -> Iterator[Span]:
    """Yield each required skill: a point of the list, or the items of a list within it.

    "Python, SQL and Docker" are three; "PyTorch or TensorFlow", "tools such as Airflow, Dagster"
    and what stands in brackets are one.
    """
    for sentence in section.sentences:
        text = section.text[sentence.start : sentence.end]
        if _is_heading(text):
            continue
        items = _split_items(text)
        if len(items) < 2:
            yield sentence
        else:
            yield from (Span(sentence.start + a, sentence.start + b) for a, b in items)


def _is_heading(text: str) -> bool:
    return text.rstrip().endswith(":") or (
        len(text.split()) <= 2 and text.lower().strip(" :") in _HEADINGS
    )


_HEADINGS = {
    "requirements",
    "required",
    "required skills",
    "qualifications",
    "minimum qualifications",
    "must have",
}


def _split_items(text: str) -> list[Span]:
    """Return the spans of skills listed in one sentence; fewer than two where it is one skill."""
    plain = _ASIDE.sub(lambda aside: " " * len(aside[0]), text)
    if phrases("either").is_in(plain, read_words(plain)):
        return []
    cuts = list(_CUT.finditer(plain))
    if not cuts or (re.search(r"\bor\b", plain) and not re.search(r"\band\b|&|;", plain)):
        return []
    edges = zip(
        [0, *(cut.end() for cut in cuts)], [*(cut.start() for cut in cuts), len(plain)], strict=True
    )
    items = [trim(plain, *edge) for edge in edges]
    named = [item for item in items if _names_skill(plain[item.start : item.end])]
    return named if len(named) >= 2 else []


def _names_skill(item: str) -> bool:
    """A few words that hold a known skill or tool; the first item may have an introduction."""
    words = read_words(item)
    return len(words[-_ITEM_WORDS:]) > 0 and _known().is_in(item, words[-_ITEM_WORDS:])


@cache
def _known() -> PhraseBook[str]:
    tools = (name for tool in read_table("tools") for name in (tool["name"], *tool.get("also", ())))
    return book_of([*tools, *read_table("phrases")["skills"]])
