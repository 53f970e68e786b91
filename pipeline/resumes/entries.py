"""Entries of a section: the dates of each, and the lines that head it."""

import re
from dataclasses import dataclass
from itertools import pairwise

from pipeline.resumes.dates import Span, spans_in, without_durations
from pipeline.resumes.lines import Line
from pipeline.resumes.places import is_place
from pipeline.resumes.titles import is_employer, is_title

LONGEST_HEAD = 110
_DEPTH = 3
_LABEL_OF_BODY = re.compile(
    r"(?:(?:key |main |job |major )?(?:responsibilit|accomplishment|achievement|duties)"
    r"|roles? (?:and|&) resp|environment\b\s*[:–-]|reason for|work(?:ed|ing) (?:on|in|with|as)\b|"
    r"(?:[\w/&-]+\s){0,3}(?:project|description|environment|technolog(?:y|ies)|tools?|skills|client|size|"
    r"summary|note|platform|database|systems?|languages?|duration|period|tasks|software|hardware|"
    r"brief|contribution|scope|domain|highlights|references?|salary|tel|phone|supervisor|e-?mail|"
    r"members|location|address|website|url|modules?|reporting to)\s*:)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"^(?:https?://|www\.)\S+$|^-+$")
_VERB = re.compile(
    r"(?:[A-Z][a-z]+(?:ed|ing)|Led|Built|Ran|Wrote|Made|Held|Won|Did|Was|Is|Am|Have|Has|Had|Taught|"
    r"Oversaw|Drove|Grew|Took|Set|Kept|Gave|Sold|Manage|Develop|Provide|Create|Design|Maintain|"
    r"Perform|Ensure|Assist|Support|Coordinate|Prepare|Conduct|Implement|Responsible|Analyze|Write|"
    r"Work|Handle|Use|Train|Lead|Build|Monitor|Review|Test|To|For|In|As|By|With|On|The|This|An?|"
    r"Also|Knowledge|Good|Strong|Excellent|Proficient|Familiar)\s",
)


@dataclass(frozen=True)
class Entry:
    """One entry: its dates, what stands on the line of the dates, and heads above and below it."""

    span: Span | None
    inline: str
    above: tuple[str, ...]
    below: tuple[str, ...]
    asides: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Anchor:
    at: int
    span: Span
    rest: str


def entries_of(lines: list[Line]) -> list[Entry]:
    """Return the entries of a section, each found by its dates."""
    lines = [line for line in lines if not _ADDRESS.match(line.text.strip())]
    anchors = [anchor for at in range(len(lines)) if (anchor := _anchor(lines, at))]
    ranges = [anchor for anchor in anchors if anchor.span.is_range]
    if ranges:
        anchors = [a for a in anchors if a.span.is_range or _heads_by_itself(lines, a)]
    taken = {anchor.at for anchor in anchors}
    dated = {
        anchor.at: _entry(lines, anchor, previous, taken)
        for previous, anchor in zip([-1, *sorted(taken)], anchors, strict=False)
    }
    return [entry for _, entry in sorted({**_undated(lines, dated), **dated}.items())]


def _heads_by_itself(lines: list[Line], anchor: _Anchor) -> bool:
    """Whether a single date heads an entry: “Server 2012” is a product, “May 2012” a date."""
    if not anchor.rest:
        return any(_heads(line.text) for line in lines[max(0, anchor.at - 1) : anchor.at + 2])
    has_month = anchor.span.end is not None and anchor.span.end.month is not None
    return has_month and _heads(anchor.rest)


def _undated(lines: list[Line], dated: dict[int, Entry]) -> dict[int, Entry]:
    """Return the entries without dates: a title and an employer on two lines of their own."""
    used = {text for entry in dated.values() for text in (*entry.above, *entry.below)}
    found: dict[int, Entry] = {}
    for at, (line, following) in enumerate(pairwise(lines)):
        begins = line.after_gap or at == 0 or not is_head(lines[at - 1])
        apart = not {at - 1, at, at + 1, at + 2} & dated.keys()
        if begins and apart and is_head(line) and is_head(following):
            one, other = line.text.strip(" -"), following.text.strip(" -")
            if {one, other} & used or not _are_title_and_employer(one, other):
                continue
            found[at] = Entry(None, "", (one, other), ())
    return found


def _are_title_and_employer(one: str, other: str) -> bool:
    if is_title(one) and not is_employer(one):
        return len(other.split()) <= 6 and not is_title(other) and not is_place(other)
    return is_employer(one) and is_title(other)


def _entry(lines: list[Line], anchor: _Anchor, previous: int, taken: set[int]) -> Entry:
    above = []
    for at in range(anchor.at - 1, previous, -1):
        if len(above) == _DEPTH or not is_head(lines[at]):
            break
        if not is_place(lines[at].text):
            above.insert(0, lines[at].text)
    below = []
    for at in range(anchor.at + 1, min(anchor.at + _DEPTH + 1, len(lines))):
        if len(below) == 2 or at in taken or not is_head(lines[at]):
            break
        if not is_place(lines[at].text):
            below.append(lines[at].text)
    return Entry(anchor.span, anchor.rest, tuple(above), tuple(below), lines[anchor.at].asides)


def _anchor(lines: list[Line], at: int) -> _Anchor | None:
    line = lines[at]
    for aside in line.asides:
        if (spans := spans_in(aside)) and not line.is_bullet:
            return _Anchor(at, spans[0], line.text)
    spans = spans_in(line.text) if len(line.text) <= LONGEST_HEAD + 40 else []
    if not spans:
        return None
    span = max(spans, key=lambda found: (found.is_range, found.right))
    left, right = line.text[: span.left], line.text[span.right :]
    rest = without_dates(line.text, spans)
    if not _stands_apart(left, right) or len(rest) > LONGEST_HEAD:
        return None
    if line.is_bullet and not _heads(rest):
        return None
    return _Anchor(at, span, rest) if _may_head(rest) else None


def _stands_apart(left: str, right: str) -> bool:
    """Dates stand at an end of the line or in brackets; within a sentence they do not."""
    left, right = left.strip(" ,.;:|–—-()[]"), right.strip(" ,.;:|–—-()[]")
    return not left or not right or len(right.split()) <= 6


def _may_head(rest: str) -> bool:
    return not rest or (not _is_sentence(rest) and not rest[0].islower())


def _heads(rest: str) -> bool:
    return bool(rest) and (is_title(rest) or is_employer(rest)) and not _is_sentence(rest)


def _is_sentence(text: str) -> bool:
    words = text.split()
    return len(words) > 14 or bool(_VERB.match(text) and len(words) > 4 and not is_title(text))


def is_head(line: Line) -> bool:
    """Whether a line can be part of the head of an entry rather than of its description."""
    text = line.text.strip()
    if line.is_bullet or not text or len(text) > LONGEST_HEAD or _LABEL_OF_BODY.match(text):
        return False
    if is_place(text):
        return True
    if text[0].islower() or text.endswith((";", ",")) or len(text.split()) > 14:
        return False
    if text.endswith(":") and not (is_title(text[:-1]) or is_employer(text)):
        return False
    if text.endswith(".") and not is_employer(text) and len(text.split()) > 6:
        return False
    if _says_what_was_done(text) and not (is_title(text) or is_employer(text)):
        return False
    return _is_capitalised(text)


def _says_what_was_done(text: str) -> bool:
    """“Managed a team” does; “Managed Services Europe” is a name."""
    verb = _VERB.match(text)
    return bool(verb) and (text[verb.end() : verb.end() + 1].islower() or len(text.split()) > 4)


def _is_capitalised(text: str) -> bool:
    """Names and titles begin most of their words with capitals; sentences do not."""
    words = re.findall(r"[^\W\d_]{4,}", text)
    return sum(word[0].isupper() for word in words) >= 0.6 * len(words)


def without_dates(text: str, spans: list[Span]) -> str:
    """Return `text` less its dates, lengths of time and what joined them to the rest."""
    for span in reversed(spans):
        text = text[: span.left] + " | " + text[span.right :]
    text = without_durations(text)
    text = re.sub(r"\(\s*[|,;–—-]*\s*\)|\[\s*[|]*\s*\]", " | ", text)
    text = re.sub(r"(?:\s*\|\s*)+", " | ", text)
    return re.sub(r"\s+", " ", text).strip(" |,;:–—-()[]")
