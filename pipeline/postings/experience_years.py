"""Years of experience as a filter."""

import re
from collections.abc import Iterator

from pipeline.postings.findings import Finding, Severity, find_at
from pipeline.postings.posting import SectionKind
from pipeline.postings.rule_tables import phrases
from pipeline.postings.sections import Reading, Section
from pipeline.postings.spans import Span
from pipeline.postings.tool_years import YEARS

_ASKING = (SectionKind.REQUIRED, SectionKind.SENIORITY, SectionKind.STACK)
_NOT_ASKED = re.compile(
    r"(?:last|past|next|first|coming|previous|every|each|our|founded|within|in)\s(?:\w+\s)?$",
    re.IGNORECASE,
)
_EXPERIENCE = re.compile(
    r"experience|experienced|working|hands-on|background|\byears?\s(?:of|in|with|building|as)\b",
    re.IGNORECASE,
)


def find_experience_years(reading: Reading) -> Iterator[Finding]:
    """Yield the first sentence that asks for a number of years."""
    for kind in _ASKING:
        section = reading.section(kind)
        spans = [span for span in section.sentences if asks_years(section, span)]
        if spans:
            yield _describe(section, spans[0], len(spans))


def asks_years(section: Section, span: Span) -> bool:
    if section.says_in(span, phrases("optional")):
        return False
    for match in YEARS.finditer(section.text, *span):
        before = section.text[max(span.start, match.start() - 24) : match.start()]
        if not _NOT_ASKED.search(before) and _EXPERIENCE.search(section.text, *span):
            return True
    return False


def _describe(section: Section, span: Span, count: int) -> Finding:
    more = f" {count} sentences of this section ask for years." if count > 1 else ""
    return find_at(
        section,
        span,
        rule="experience-years",
        severity=Severity.ADVICE,
        sentence="Years of experience say little about how well somebody works (Van Iddekinge and "
        f"others, Personnel Psychology, 2019), and as a filter they turn good people away.{more}",
        mend="Say what the person should have done, such as having run a model in production.",
    )
