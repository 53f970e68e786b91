"""Tools that a text names: skills to find a person by, whether or not a section lists them."""

from collections.abc import Sequence
from functools import cache

from pipeline.framework.tools import tools
from pipeline.search.words import Reading, readings_in

_SHORTEST = 3
_LONGEST_NAME = 4


def tools_in(readings: Sequence[Reading]) -> list[str]:
    """Return the names of the well-known tools in a text, each once, as the framework has them.

    A name of one or two letters is left out: too many texts say “go” and “r” of something else.
    """
    words = [part for parts, _ in readings for part in parts]
    known = _by_words()
    firsts = _firsts()
    found: dict[str, None] = {}
    if firsts.isdisjoint(words):
        return []
    for at, word in enumerate(words):
        if word in firsts:
            for length in range(1, _LONGEST_NAME + 1):
                if name := known.get(tuple(words[at : at + length])):
                    found[name] = None
    return list(found)


@cache
def _by_words() -> dict[tuple[str, ...], str]:
    """Return the tools by the words of their names."""
    named = {}
    for name in tools():
        words = tuple(part for reading in readings_in(name) for part in reading.parts)
        if len("".join(words)) >= _SHORTEST or not name.isalpha():
            named[words[:_LONGEST_NAME]] = name
    return named


@cache
def _firsts() -> frozenset[str]:
    return frozenset(words[0] for words in _by_words())
