"""How many skills a posting requires."""

import re
from collections.abc import Iterator

from pipeline.postings.findings import Finding, Severity, find_at
from pipeline.postings.posting import SectionKind
from pipeline.postings.rule_tables import phrases
from pipeline.postings.sections import Reading, Section
from pipeline.postings.sentences import split_lines
from pipeline.postings.spans import Span, trim
from pipeline.postings.tool_years import tools_by_name

MOST = 7
_ASIDE = re.compile(r"\([^()]*\)")
# Blanks are taken from their first on: tried from each of them, a long row would take for ever.
_CUT = re.compile(r"(?:(?<!\s)\s+)?(?:[,;]|\band\b|&)\s*(?:\band\b\s*)?")
_AND, _OR = re.compile(r"\band\b|&|;"), re.compile(r"\bor\b")
_ITEM_WORDS = 4
_HEADINGS = {"requirements", "required", "required skills", "qualifications", "must have"}


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
    and what stands in brackets are one. What is only a plus is none.
    """
    plain = Section(section.kind, _ASIDE.sub(lambda aside: " " * len(aside[0]), section.text))
    for point in _points(section):
        if _is_heading(plain, point) or section.says_in(point, phrases("optional")):
            continue
        items = _split_items(plain, point)
        yield from items if len(items) > 1 else [point]


def _points(section: Section) -> tuple[Span, ...]:
    """Return the lines of a list, or the sentences of a text that is all on one line."""
    lines = split_lines(section.text)
    return lines if len(lines) > 1 else section.sentences


def _is_heading(section: Section, point: Span) -> bool:
    text = section.text[point.start : point.end]
    return text.endswith(":") or text.lower() in _HEADINGS


def _split_items(section: Section, point: Span) -> list[Span]:
    """Return the spans of skills listed in one point; fewer than two where it is one skill."""
    text = section.text[point.start : point.end]
    cuts = list(_CUT.finditer(text))
    if not cuts or section.says_in(point, phrases("either")):
        return []
    if _OR.search(text) and not _AND.search(text):
        return []
    starts = [0, *(cut.end() for cut in cuts)]
    ends = [*(cut.start() for cut in cuts), len(text)]
    edges = zip(starts, ends, strict=True)
    items = [trim(section.text, point.start + start, point.start + end) for start, end in edges]
    return [item for item in items if _names_skill(section, item)]


def _names_skill(section: Section, item: Span) -> bool:
    """The last words of an item name a skill; before them it may have an introduction."""
    last = section.words_in(item)[-_ITEM_WORDS:]
    return any(known.is_in(section.text, last) for known in (tools_by_name(), phrases("skills")))
