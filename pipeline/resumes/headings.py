"""The sections of a résumé, known by their headings."""

import re
import unicodedata
from dataclasses import dataclass

from pipeline.resumes.lines import Line
from pipeline.resumes.vocabulary import alternatives, heading_wordings

_WORDINGS = heading_wordings()
_FILLER = re.compile(rf"\b(?:{alternatives('heading_fillers')})\b", re.IGNORECASE)
_LONGEST_HEADING = 48


@dataclass(frozen=True)
class Section:
    """Lines below one heading; `kind` is head, experience, education, skills or other."""

    kind: str
    heading: str
    lines: tuple[Line, ...]


def sections_of(lines: list[Line]) -> list[Section]:
    """Return the sections of a résumé; the first, of kind head, stands above any heading."""
    sections: list[Section] = []
    kind, heading, body = "head", "", list[Line]()
    for line in lines:
        found, rest = heading_in(line)
        if found:
            sections.append(Section(kind, heading, tuple(body)))
            kind, heading, body = found, line.text, []
            if rest:
                body.append(Line(rest, line.asides))
        else:
            body.append(line)
    return [*sections, Section(kind, heading, tuple(body))]


def heading_in(line: Line) -> tuple[str, str]:
    """Return the kind of section that `line` opens, or “”, and what follows on the same line."""
    text = unspaced(line.text.strip(" :#*_=-–—|•"))
    label, colon, rest = text.partition(":")
    if colon and rest.strip() and not line.is_bullet and label.upper() == label:
        kind = _kind(label)
        return (kind, rest.strip()) if kind else ("", "")
    if line.is_bullet and text.upper() != text:
        return "", ""
    return _kind(text), ""


def unspaced(text: str) -> str:
    """Return “E D U C A T I O N” as “EDUCATION”; other text as it is."""
    if re.fullmatch(r"(?:[^\W\d_]\s){3,}[^\W\d_]", text):
        return text.replace(" ", "")
    return text


def _kind(text: str) -> str:
    text = unicodedata.normalize("NFC", text).strip()
    if not 3 <= len(text) <= _LONGEST_HEADING or len(text.split()) > 6:
        return ""
    if not text[0].isupper() or re.search(r"[.,;@|]|\d", text.rstrip(".:")):
        return ""
    for kind, wording in _WORDINGS.items():
        if wording.search(text) and _says_nothing_else(wording, text):
            return kind
    return ""


def _says_nothing_else(wording: re.Pattern[str], text: str) -> bool:
    """A heading is made of heading words alone; “Experience Design Lead” is a title."""
    rest = text
    for pattern in _WORDINGS.values():
        rest = pattern.sub(" ", rest)
    rest = _FILLER.sub(" ", rest)
    return not re.search(r"\w", rest) or (text.upper() == text and len(rest.split()) <= 1)
