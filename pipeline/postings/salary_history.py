"""Questions about what a candidate earned before, and where they are unlawful."""

from functools import cache

from pipeline.postings.laws import Law, salary_history_laws
from pipeline.postings.rule_tables import phrases, read_table
from pipeline.postings.words import PhraseBook, Word, read_words

_APART = 3  # words between "current" and "salary": "current annual base salary"


def salary_history_refused(location: str) -> Law | None:
    """Return the law against asking for earlier pay in `location`, or None.

    Where several apply it is the first of the table; `salary_history_laws` returns them all.
    """
    return next(iter(salary_history_laws(location)), None)


def asks_salary_history(text: str) -> bool:
    """Say whether a question asks what somebody earns or earned; expectations are no history."""
    words = read_words(text)
    if phrases("asked", "salary_history").is_in(text, words):
        return True
    ranges = _spoken_for(text, words)
    pays = [hit.first for hit in _pays().find(text, words) if hit.first not in ranges]
    times = [hit.last for hit in phrases("when", "salary_history").find(text, words)]
    return any(0 < pay - time <= _APART for pay in pays for time in times)


def _spoken_for(text: str, words: tuple[Word, ...]) -> set[int]:
    """Return the places of words that belong to a harmless phrase: "current salary range"."""
    harmless = phrases("except", "salary_history").find(text, words)
    return {index for hit in harmless for index in range(hit.first, hit.last + 1)}


@cache
def _pays() -> PhraseBook[str]:
    return PhraseBook((word, word) for word in read_table("salary_history")["pay"])
