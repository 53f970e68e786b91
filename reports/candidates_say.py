"""What candidates say after the end: never fewer than five of them together, never who.

Answers are taken in fives, in the order in which they came. Whoever looks again after one more
answer sees the same figures, and cannot tell what the last one said; so they are shown for all
openings that somebody may see together, and for everyone who ever answered.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import fmean

from pipeline.candidate_pages.surveys import ENDS, QUESTIONS
from pipeline.models import Survey
from reports.scopes import Scope

FEWEST = 5
SCALE = range(1, 6)


@dataclass(frozen=True)
class Said:
    """One question: `n` answers counted, 0 where they are too few; `counts` are those of 1 to 5."""

    question: str
    low: str
    high: str
    n: int
    mean: float | None
    counts: tuple[int, ...]

    @property
    def bars(self) -> list[tuple[int, int]]:
        """Each rating with how many gave it."""
        return list(zip(SCALE, self.counts, strict=True))


@dataclass(frozen=True)
class CandidatesSay:
    """What was said to each question; all of it is withheld where nothing reaches five.

    `words` are what was written freely, five of them or none, by their letters: their order
    tells nothing.
    """

    said: tuple[Said, ...]
    words: tuple[str, ...] = ()

    @property
    def is_withheld(self) -> bool:
        return not any(each.n for each in self.said)


def read_candidates_say(scope: Scope) -> CandidatesSay | None:
    """Return what candidates of all openings said (one query); None for a narrower scope."""
    if scope.opening or scope.specialization:
        return None
    rows = Survey.objects.filter(application__opening__in=scope.visible).order_by("id")
    return count_said(rows.values(*QUESTIONS, "text"))


def count_said(rows: Iterable[Mapping]) -> CandidatesSay:
    """Count the answers of `rows`, which come in their order."""
    rows = list(rows)
    return CandidatesSay(
        tuple(
            _count(name, [row[name] for row in rows if row[name] is not None]) for name in QUESTIONS
        ),
        tuple(sorted(_in_fives([row["text"] for row in rows if row["text"].strip()]))),
    )


def _in_fives(answers: list) -> list:
    return answers[: len(answers) - len(answers) % FEWEST]


def _count(name, ratings):
    low, high = ENDS[name]
    counted = _in_fives(ratings)
    found = Counter(counted)
    return Said(
        QUESTIONS[name],
        low,
        high,
        len(counted),
        fmean(counted) if counted else None,
        tuple(found[rating] for rating in SCALE),
    )
