"""The hiring process: whether it is told, when its stages are, and who pays for a take-home."""

import re
from collections.abc import Iterator

from pipeline.postings.findings import Finding, Severity, find_at
from pipeline.postings.posting import SectionKind
from pipeline.postings.rule_tables import phrases
from pipeline.postings.sections import Reading, Section
from pipeline.postings.spans import Span, trim

_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_SHORT = "jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
_COUNT = r"(?:\d{1,3}|one|two|three|four|five|six|seven|ten|fourteen|a|the same|next)"
_KIND = r"(?:(?:working|business|calendar)\s)?"
_DATE = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th|\.)?\s(?:of\s)?(?:{_MONTHS}|{_SHORT})\b"
    rf"|\b(?:{_MONTHS}|{_SHORT})\.?\s\d{{1,2}}\b"
    r"|\b\d{4}-\d\d-\d\d\b|\b\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d\d)\b"
    r"|\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day)s?\b"
    r"|\b(?:days?|weeks?)\s(?:\d{1,2}|one|two|three|four)\b|\bweek of\b|\bfortnight\b"
    rf"|\b{_COUNT}(?:\s(?:or|to)\s\w+)?[\s-]{_KIND}(?:day|week)s?\b",
    re.IGNORECASE,
)


def find_process(reading: Reading) -> Iterator[Finding]:
    """Yield what a candidate is not told about the process."""
    section = reading.section(SectionKind.PROCESS)
    if section.is_blank:
        yield _missing()
    elif not _DATE.search(section.text):
        yield _undated(section)
    yield from _find_take_home(section)


def _find_take_home(section: Section) -> Iterator[Finding]:
    found = next(iter(section.find(phrases("take_home"))), None)
    if found is None:
        return
    span = section.sentence_at(found.span.start)
    refused = next(iter(section.find(phrases("unpaid"))), None)
    if refused:
        sentence = "The take-home is unpaid, so it costs most those who have the least free time."
        yield _take_home(
            section, section.sentence_at(refused.span.start), Severity.WARNING, sentence
        )
    elif not section.says(phrases("paid")):
        sentence = (
            "Nothing says that the take-home is paid. Those with the least free time leave first."
        )
        yield _take_home(section, span, Severity.ADVICE, sentence)


def _take_home(section: Section, span: Span, severity: Severity, sentence: str) -> Finding:
    return find_at(
        section,
        span,
        rule="take-home-unpaid",
        severity=severity,
        sentence=sentence,
        mend="Pay for it and say how much, and give the hours it should take at most.",
    )


def _missing() -> Finding:
    return Finding(
        "process-missing",
        Severity.ADVICE,
        "The stages of the process are not told, and people with other offers plan by them.",
        "Name each stage, how long it takes and when it is.",
        SectionKind.PROCESS,
    )


def _undated(section: Section) -> Finding:
    return find_at(
        section,
        trim(section.text, 0, len(section.text)),
        rule="process-undated",
        severity=Severity.ADVICE,
        sentence="The process has no dates, so nobody can tell whether it fits with other offers.",
        mend="Say when each stage is, or within how many days, and when you decide.",
    )
