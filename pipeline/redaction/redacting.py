"""Taking out of a text who its writer is: names, ways to reach them, employers, schools, dates.

Pure: what is known of the person comes as `Facts`. Each word of a name goes, whatever the case
and the accents; of an employer or a school its whole name, its letters ("MIT"), and the words
that are not everybody's. Dates and ways to reach somebody go by their shape, known or not. Words
that only hint at somebody stay, pronouns among them: a text without them says too little.
"""

import re
from collections.abc import Iterator

from pipeline.redaction.folding import fold
from pipeline.redaction.searches import Facts, Search, searches_for
from pipeline.redaction.words import FREQUENT_NAMES

__all__ = ["Facts", "redact"]

Span = tuple[int, int, str]

RANKS = ("[contact]", "[file]", "[school]", "[employer]", "[name]", "[pronouns]", "[dates]")
"""Where what is found overlaps, the first of these stands for all of it."""

GAP = re.compile(r"[ \t.,/\-–—'’]{0,3}")


def redact(text: str, facts: Facts) -> str:
    """Return `text` with [name], [employer], [school], [dates] and [contact] for what `facts` say.

    Neighbours of one kind become one. Text without anything to take out comes back as it is.
    """
    folded = fold(text)
    spans: set[Span] = set()
    for search in searches_for(facts):
        for match in search.pattern.finditer(text if search.is_exact else folded.text):
            place = match.span() if search.is_exact else folded.place(*match.span())
            if match[0] and not _is_plain_word(search, match[0], text[slice(*place)]):
                spans.add((*place, search.label))
    return _replaced(text, _merged(sorted(spans), text))


def _is_plain_word(search: Search, found: str, written: str) -> bool:
    """Whether a name that is a word as well stands there as a word: "may", "will"."""
    return search.label == "[name]" and found in FREQUENT_NAMES and written.islower()


def _merged(spans: list[Span], text: str) -> Iterator[Span]:
    """Join what overlaps, and what stands apart by nothing but space and signs if of one kind."""
    current: Span | None = None
    for span in spans:
        if current and _belongs(current, span, text):
            label = min(current[2], span[2], key=RANKS.index)
            current = (current[0], max(current[1], span[1]), label)
        else:
            if current:
                yield current
            current = span
    if current:
        yield current


def _belongs(before, span, text):
    gap = text[before[1] : span[0]]
    return span[0] < before[1] or (
        before[2] == span[2] and re.fullmatch(r"[ \t.,/\-–—'’]{0,3}", gap)
    )


def _replaced(text, spans) -> str:
    pieces, at = [], 0
    for start, end, label in spans:
        pieces += [text[at:start], label]
        at = end
    return "".join([*pieces, text[at:]])
