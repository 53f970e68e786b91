"""Degrees required where experience would do."""

import re
from collections.abc import Iterator

from pipeline.postings.findings import Finding, Severity, find_at
from pipeline.postings.posting import SectionKind
from pipeline.postings.rule_tables import phrases
from pipeline.postings.sections import Reading, Section
from pipeline.postings.spans import Span

_ASKING = (SectionKind.REQUIRED, SectionKind.SENIORITY, SectionKind.STACK)
_KINDS = "university|college|advanced|graduate|undergraduate|technical|quantitative|relevant"
_DEGREE = re.compile(
    r"\bbachelor(?:['’]?s)?\s(?:degree|of|in|or)|\bbachelor['’]?s\b|\bmaster['’]s\b"
    r"|\bmasters?\s(?:degree|of science|in)\b|\bph\.?\s?d\b|\bdoctorate\b|\bdegree\sin\b"
    rf"|\b(?:{_KINDS}|four-year|4-year)\sdegree\b"
    r"|\b[BM]\.?S\.?c?\.?\s?(?:degree\b|in\s[A-Z]|/\s?M\.?S\b|or\sM)",
    re.IGNORECASE,
)


def find_degree(reading: Reading) -> Iterator[Finding]:
    """Yield the first sentence that requires a degree and leaves no other way in."""
    for kind in _ASKING:
        section = reading.section(kind)
        for span in section.sentences:
            if _requires_degree(section, span):
                yield _describe(section, span)
                return


def _requires_degree(section: Section, span: Span) -> bool:
    if not _DEGREE.search(section.text, *span):
        return False
    ways = (phrases("equivalent"), phrases("optional"))
    return not any(section.says_in(span, book) for book in ways)


def _describe(section: Section, span: Span) -> Finding:
    return find_at(
        section,
        span,
        rule="degree-required",
        severity=Severity.WARNING,
        sentence="A degree is required and no other way in is named, though many good engineers "
        "learned at work (Fuller and Raman, Dismissed by Degrees, Harvard Business School, 2017).",
        mend="Add “or equivalent experience”, or say what the person should know.",
    )
