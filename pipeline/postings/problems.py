"""Whether the posting names the problem that the person will work on."""

import re
from collections.abc import Iterator

from pipeline.postings.findings import Finding, Severity, find_at
from pipeline.postings.posting import SectionKind
from pipeline.postings.rule_tables import phrases
from pipeline.postings.sections import Reading, Section
from pipeline.postings.spans import trim

_YEAR = r"(?:19|20)\d\d(?![\w,.]\d)"
_NUMBER = re.compile(
    rf"(?<![\w.])(?!{_YEAR})\d[\d,.]*\s?(?:%|[kKmMbB]\b)?|\b(?:million|billion|thousand|hundred)s?\b"
)
_MEND = (
    "Name who uses the result, what the model works on and one figure, such as “improve "
    "recommendations for ten million readers”."
)
_LACK = "no number, user or object of the work is named"


def find_vague_problem(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for a problem that is missing or could be anybody's."""
    section = reading.section(SectionKind.PROBLEM)
    if section.is_blank:
        yield Finding(
            "problem-missing",
            Severity.WARNING,
            "The problem is not described, and it is what good engineers choose by.",
            _MEND,
            SectionKind.PROBLEM,
        )
    elif not is_concrete(section):
        yield _describe(section)


def is_concrete(section: Section) -> bool:
    """Say whether a number, somebody who uses the result, or what the model works on is named."""
    if section.says(phrases("users", "problems")) or section.says(phrases("objects", "problems")):
        return True
    return _NUMBER.search(section.text) is not None


def _describe(section: Section) -> Finding:
    general = next(iter(section.find(phrases("general", "problems"))), None)
    if general:
        span = section.sentence_at(general.span.start)
        phrase = section.text[general.span.start : general.span.end]
        sentence = f"“{phrase}” could stand in any posting: {_LACK}."
    else:
        span = trim(section.text, 0, len(section.text))
        sentence = f"The problem is told in general words: {_LACK}."
    return find_at(
        section,
        span,
        rule="problem-vague",
        severity=Severity.WARNING,
        sentence=sentence,
        mend=_MEND,
    )
