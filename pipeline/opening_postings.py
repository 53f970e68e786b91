"""The job description of an opening: what it says, what is to be mended, and what keeps it shut."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone

from pipeline.models import Opening
from pipeline.models.openings import Workplace
from pipeline.postings.findings import Finding, Severity
from pipeline.postings.linting import lint
from pipeline.postings.posting import Posting, SectionKind
from pipeline.postings.sections import Section

LONGEST_SECTION = 5_000
LONGEST_QUOTE = 240
LABELS: Mapping[SectionKind, str] = {
    SectionKind.PROBLEM: "The problem",
    SectionKind.STACK: "The stack",
    SectionKind.SENIORITY: "Seniority",
    SectionKind.FIRST_DAY: "The first day",
    SectionKind.REQUIRED: "What you need",
    SectionKind.NICE: "Nice to have",
    SectionKind.PROCESS: "How we hire",
    SectionKind.PAY: "Pay and benefits",
    SectionKind.ACCOMMODATION: "Adjustments",
    SectionKind.ABOUT: "About us",
}
"""What a section is headed, for the team and for candidates alike."""

_BULLET = re.compile(r"\s*[-*•‣▪●–—]\s+")


@dataclass(frozen=True)
class Located:
    """A finding with the sentence that its quote stands in; all three empty where it has none."""

    finding: Finding
    before: str = ""
    quote: str = ""
    after: str = ""

    @property
    def label(self) -> str:
        """What the place of the finding is called."""
        return LABELS[self.finding.section] if self.finding.section else "The title"

    @property
    def is_about_pay(self) -> bool:
        """Say whether the range of the settings would mend it."""
        return self.finding.rule in ("pay-law", "pay-missing", "pay-range-wide")


@dataclass(frozen=True)
class Block:
    """Lines that belong together: points of a list, or one paragraph."""

    is_list: bool
    lines: tuple[str, ...]


@dataclass(frozen=True)
class PublishedSection:
    label: str
    blocks: tuple[Block, ...]


def tidy_sections(sections: Mapping[str, str]) -> dict[str, str]:
    """Return the sections that say something, in their order, with plain line ends.

    Raises ValidationError for an unknown section, for what is no text and for too long a text.
    """
    if not isinstance(sections, Mapping):
        raise ValidationError({"posting": "Give the sections by name."})
    unknown = sorted(map(str, set(sections) - set(SectionKind)))
    if unknown:
        raise ValidationError({"posting": f"There is no section {', '.join(unknown)}."})
    tidied = {kind.value: _tidy(kind, sections.get(kind, "")) for kind in SectionKind}
    return {kind: text for kind, text in tidied.items() if text}


def _tidy(kind, text):
    if not isinstance(text, str) or "\0" in text:
        raise ValidationError({"posting": f"{LABELS[kind]}: this is no text."})
    plain = "\n".join(text.splitlines()).strip()
    if len(plain) > LONGEST_SECTION:
        raise ValidationError(
            {"posting": f"{LABELS[kind]}: at most {LONGEST_SECTION:,} characters."}
        )
    return plain


def posting_of(opening: Opening) -> Posting:
    """Return what candidates would read. Remote work without a place is from anywhere."""
    is_anywhere = opening.workplace == Workplace.REMOTE and not opening.location.strip()
    return Posting(
        title=opening.title,
        sections={kind: opening.posting.get(kind, "") for kind in SectionKind},
        specialization_name=opening.specialization.name,
        location="Remote" if is_anywhere else opening.location,
        pay_low=opening.pay_low,
        pay_high=opening.pay_high,
        currency=opening.currency,
    )


def findings_of(opening: Opening, today: date | None = None) -> list[Finding]:
    """Return what there is to mend, what blocks first; `opening` may be unsaved.

    A closing date is the day by which to apply that some laws ask for.
    """
    found = lint(posting_of(opening), today or timezone.localdate())
    return [each for each in found if not (each.rule == "pay-law-deadline" and opening.closes_on)]


def locate_findings(opening: Opening) -> list[Located]:
    """Return the findings of an opening in their order, each with its sentence."""
    posting = posting_of(opening)
    return [_locate(finding, posting) for finding in findings_of(opening)]


def _locate(finding, posting):
    if not finding.quote:
        return Located(finding)
    section = Section(finding.section, posting.text_of(finding.section))
    sentence = section.sentence_at(finding.start)
    quote = finding.quote
    if len(quote) > LONGEST_QUOTE:
        return Located(finding, quote=f"{quote[:LONGEST_QUOTE].rstrip()}…")
    return Located(
        finding,
        before=section.text[sentence.start : finding.start],
        quote=quote,
        after=section.text[finding.end : sentence.end],
    )


def refusal_to_open(opening: Opening) -> str:
    """Return why the law of its place keeps an opening shut, and how to mend it; else nothing."""
    blocking = [each for each in findings_of(opening) if each.severity == Severity.BLOCKS]
    if not blocking:
        return ""
    return f"It cannot be open yet. {blocking[0].sentence} {blocking[0].mend}"


def published_sections(opening: Opening) -> list[PublishedSection]:
    """Return the sections that say something, as candidates read them."""
    said = [(kind, opening.posting.get(kind, "")) for kind in SectionKind]
    return [
        PublishedSection(LABELS[kind], tuple(lay_out(text))) for kind, text in said if text.strip()
    ]


def lay_out(text: str) -> list[Block]:
    """Return the paragraphs and lists of a text: lines with a bullet in a row are one list."""
    blocks: list[Block] = []
    is_apart = True
    for line in text.splitlines():
        bullet = _BULLET.match(line)
        words = line[bullet.end() :].strip() if bullet else line.strip()
        if words and not is_apart and blocks[-1].is_list == bool(bullet):
            blocks[-1] = Block(bool(bullet), (*blocks[-1].lines, words))
        elif words:
            blocks.append(Block(bool(bullet), (words,)))
        is_apart = not words
    return blocks
