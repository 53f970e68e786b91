"""What in a résumé is likely an employer or a school, though nobody read it as one.

Reading a résumé wants to be right; hiding one wants to miss nothing. So whatever stands where
employers and schools stand is suspected: it costs a reader a word, and a name costs the blindness.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from pipeline.resumes.dates import spans_in
from pipeline.resumes.entries import without_dates
from pipeline.resumes.headings import Section, sections_of
from pipeline.resumes.lines import Line, lines_of
from pipeline.resumes.titles import is_employer, is_prose, is_title
from pipeline.resumes.vocabulary import alternatives

_NAME = r"[^\W\d_a-zà-ÿ][\w&.'’\-]*"
_SMALL = r"(?:of|for|and|the|de|der|des|di|du|für|für|la|&|in)"
_RUN = rf"{_NAME}(?:[ ](?:{_SMALL}[ ]){{0,2}}{_NAME}){{0,6}}"
_AT = re.compile(
    r"(?:\b(?:at|bei|chez|joined|with|[Ww]orked (?:for|in)|employed by|clients? (?:like|was|is))|@)"
    rf"\s+(?:the\s+)?({_RUN})"
)
_COMPANY = re.compile(
    rf"({_RUN}),?\s+(?:(?:Pvt|Pte|Pty)\.?\s)?"
    r"(?:Inc|INC|LLC|Ltd|LTD|Limited|LIMITED|Corp|CORP|Corporation|GmbH|AG|plc|PLC|KG|S\.A)\b"
)
_INSTITUTION = re.compile(rf"\b(?:{alternatives('institutions')})\b", re.IGNORECASE)
_DEGREE = re.compile(rf"(?<![\w.])(?:{alternatives('degrees')})(?![\w])", re.IGNORECASE)
_NAMED = re.compile(_RUN)
_PARTS = re.compile(r"\s+[|•–—\-]+\s+|\s*[|;]\s*|,\s+|\s{2,}|\s+(?:at|@|bei|chez)\s+|[()]")
_LABEL = re.compile(
    r"^(?:client|company|employer|organi[sz]ation|firm|project|customer|school|college|university)s?"
    r"(?:\s+name)?\s*[:\-–]\s*",
    re.IGNORECASE,
)
LONGEST_HEAD = 120
MOST_WORDS = 8
MOST_SUSPECTS = 200


@dataclass(frozen=True)
class Suspects:
    """What the text of a résumé names: companies by their form or a label, and what may be some."""

    companies: tuple[str, ...]
    employers: tuple[str, ...]
    schools: tuple[str, ...]


def suspects_in(text: str) -> Suspects:
    """Return what may be employers and schools in the text of a résumé."""
    sections = sections_of(lines_of([text]))
    found = (_companies(sections, text), _employers(sections), _schools(sections))
    return Suspects(*(tuple(islice(dict.fromkeys(names), MOST_SUSPECTS)) for names in found))


def _companies(sections: list[Section], text: str) -> Iterator[str]:
    for pattern in (_AT, _COMPANY):
        for match in pattern.finditer(text):
            yield match[1]
    for line in (line for section in sections for line in section.lines):
        if label := _LABEL.match(line.text):
            yield from _parts(line.text[label.end() :])
        elif _is_short(line):
            yield from (part for part in _parts(line.text) if is_employer(part))


def _employers(sections: list[Section]) -> Iterator[str]:
    for section in sections:
        for line in section.lines:
            if section.kind == "experience" and _is_head(line):
                yield from (part for part in _parts(line.text) if not is_title(part))


def _schools(sections: list[Section]) -> Iterator[str]:
    for section in sections:
        for line in section.lines:
            for match in _NAMED.finditer(line.text):
                if _INSTITUTION.search(match[0]):
                    yield match[0]
            if section.kind == "education" and _is_short(line):
                yield from (part for part in _parts(line.text) if not _DEGREE.search(part))


def _is_head(line: Line) -> bool:
    """Whether a line says who worked where: dated, or with a title in it, and no sentence."""
    if not _is_short(line):
        return False
    is_dated = any(spans_in(words) for words in (line.text, *line.asides))
    return is_dated or any(is_title(part) for part in _PARTS.split(line.text) if part)


def _is_short(line: Line) -> bool:
    text = line.text.rstrip()
    return not line.is_bullet and len(text) <= LONGEST_HEAD and not text.endswith((".", ":"))


def _parts(text: str) -> Iterator[str]:
    """The parts of a line that read as names: in capitals, not long, and no sentence."""
    for part in _PARTS.split(without_dates(text, spans_in(text))):
        name = part.strip(" ,.-–—|:•\t") if part else ""
        is_named = bool(re.match(r"[^\W\d_]", name)) and not name[0].islower()
        if is_named and len(name) > 1 and len(name.split()) <= MOST_WORDS and not is_prose(name):
            yield name
