"""What a rule found: why it matters, how to mend it, and the words it is about."""

from dataclasses import dataclass
from enum import StrEnum

from pipeline.postings.laws import Law
from pipeline.postings.posting import SectionKind
from pipeline.postings.sections import Section
from pipeline.postings.spans import Span


class Severity(StrEnum):
    """How much a finding matters. Only a law on pay ranges blocks."""

    ADVICE = "advice"
    WARNING = "warning"
    BLOCKS = "blocks"


@dataclass(frozen=True)
class Finding:
    """One thing to mend. `start` and `end` are offsets of `quote` in the text of `section`.

    A `section` of None is the title. Where something is missing the quote is empty and stands
    at 0. `laws` are those that ask for it, each with its source.
    """

    rule: str
    severity: Severity
    sentence: str
    mend: str
    section: SectionKind | None = None
    quote: str = ""
    start: int = 0
    end: int = 0
    laws: tuple[Law, ...] = ()


def find_at(
    section: Section, span: Span, *, rule: str, severity: Severity, sentence: str, mend: str
) -> Finding:
    """Return a finding about the words of `section` at `span`."""
    quote = section.text[span.start : span.end]
    return Finding(rule, severity, sentence, mend, section.kind, quote, span.start, span.end)
