"""Titles that say nothing of the work."""

from collections.abc import Iterator
from functools import cache

from pipeline.postings.findings import Finding, Severity, find_at
from pipeline.postings.rule_tables import phrases, read_table
from pipeline.postings.sections import Reading
from pipeline.postings.spans import trim
from pipeline.postings.words import read_words

_EXAMPLE = "Recommendations"


def find_generic_title(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for a title that names neither a specialization nor a field."""
    title = reading.title
    if title.is_blank or not is_generic(title.text):
        return
    named = reading.posting.specialization_name.strip() or _EXAMPLE
    yield find_at(
        title,
        trim(title.text, 0, len(title.text)),
        rule="title-generic",
        severity=Severity.ADVICE,
        sentence="The title could stand over any posting of this kind, so it draws people who "
        "look for other work.",
        mend=f"Add the specialization or the problem, such as “{title.text.strip()}, {named}”.",
    )


def is_generic(title: str) -> bool:
    """Say whether nothing is left of the title but a common name, its level and its place."""
    words = read_words(title)
    taken: set[int] = set()
    for name in ("levels", "around"):
        for found in phrases(name, "titles").find(title, words):
            taken.update(range(found.first, found.last + 1))
    left = tuple(word.key for index, word in enumerate(words) if index not in taken)
    return left in _generic()


@cache
def _generic() -> frozenset[tuple[str, ...]]:
    names = read_table("titles")["generic"]
    return frozenset(tuple(word.key for word in read_words(str(name))) for name in names)
