"""Questions about what a candidate earned before, and where they are unlawful."""

from pipeline.postings.laws import Law, salary_history_laws
from pipeline.postings.rule_tables import phrases
from pipeline.postings.words import Word, read_words

_APART = 3  # words between "current" and "salary": "current annual base salary"


def salary_history_refused(location: str) -> Law | None:
    """Return the law against asking for earlier pay in `location`, or None.

    Where several apply it is the first of the table; `salary_history_laws` returns them all.
    """
    return next(iter(salary_history_laws(location)), None)


def asks_salary_history(text: str) -> bool:
    """Say whether a question asks what somebody earns or earned; expectations are no history."""
    words = read_words(text)
    harmless = _harmless(text, words)
    asked = phrases("asked", "salary_history").find(text, words)
    if any(harmless.isdisjoint(range(hit.first, hit.last + 1)) for hit in asked):
        return True
    pays = [
        hit.first
        for hit in phrases("pay", "salary_history").find(text, words)
        if hit.first not in harmless
    ]
    times = [hit.last for hit in phrases("when", "salary_history").find(text, words)]
    return any(0 < pay - time <= _APART for pay in pays for time in times)


def _harmless(text: str, words: tuple[Word, ...]) -> set[int]:
    """Return the places of words that belong to a harmless phrase: "current salary range"."""
    found = phrases("except", "salary_history").find(text, words)
    return {index for hit in found for index in range(hit.first, hit.last + 1)}
