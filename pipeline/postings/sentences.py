"""Where sentences and points of a list begin and end."""

import re

from pipeline.postings.spans import Span, trim

_END = re.compile(
    r"""[.!?]+["”’)\]]*(?=\s+["“'(\[]?[^\sa-z])   # a stop before what may begin a sentence
      | (?:(?<!\s)\s+)?[\r\n]+\s*                 # or a new line
      | (?:(?<!\s)\s+)?[•‣▪●◦·–—]\s+(?=[A-Z])     # or a bullet within a line
    """,
    re.VERBOSE,
)
# Blanks are taken from their first on: tried from each of them, a long row would take for ever.
_ABBREVIATED = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|approx|Inc|Ltd|Dr|Mr|Ms|St|No|Ph|U\.S|a\.m|p\.m))$"
)
_BULLET = re.compile(r"(?:[-*•‣▪●◦·–—+]|\(?\d{1,2}[.)])\s+")


def split_sentences(text: str) -> tuple[Span, ...]:
    """Return each sentence or point of `text` in order, without its bullet and blanks."""
    spans, start = [], 0
    for match in _END.finditer(text):
        if match[0][0] == "." and _ABBREVIATED.search(
            text, max(0, match.start() - 8), match.start()
        ):
            continue
        is_stop = match[0][0] in ".!?"
        _add(spans, text, start, match.end() if is_stop else match.start())
        start = match.end()
    _add(spans, text, start, len(text))
    return tuple(spans)


def split_lines(text: str) -> tuple[Span, ...]:
    """Return each line of `text` that is not blank, without its bullet and blanks."""
    spans: list[Span] = []
    start = 0
    for line in text.splitlines(keepends=True):
        _add(spans, text, start, start + len(line))
        start += len(line)
    return tuple(spans)


def _add(spans: list[Span], text: str, start: int, end: int) -> None:
    span = trim(text, start, end)
    bullet = _BULLET.match(text, span.start, span.end)
    if bullet:
        span = trim(text, bullet.end(), span.end)
    if span.end > span.start:
        spans.append(span)
