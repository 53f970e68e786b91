"""Practising with calibration examples: an answer is rated before its key is seen."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import fmean

from django.db.models import F

from config.accounts.models import User
from config.records.audit import acting
from panels.models import CalibrationExample, PracticeRating
from panels.models.calibration import RATING_OF, Verdict
from panels.seats import seatable
from pipeline.framework.editing import current_version
from pipeline.models import Level


class IllegalPractice(Exception):
    """Why this rating is not taken, as a sentence."""


@dataclass(frozen=True)
class LevelPractice:
    """An example at one level, for one person. `rating` is their own, None until given.

    Its key is told only where `is_rated`: a key that was seen first teaches nothing.
    """

    example: CalibrationExample
    level: Level
    rating: int | None

    @property
    def is_rated(self) -> bool:
        return self.rating is not None

    @property
    def verdict(self) -> Verdict | None:
        return Verdict(self.example.verdicts[self.level.key]) if self.is_rated else None

    @property
    def keyed_rating(self) -> int | None:
        return RATING_OF[self.verdict] if self.is_rated else None

    @property
    def why(self) -> str:
        return self.example.why.get(self.level.key, "") if self.is_rated else ""

    @property
    def distance(self) -> int | None:
        """How far the own rating lies from the key, 0 to 3."""
        return abs(self.rating - self.keyed_rating) if self.is_rated else None

    @property
    def distance_words(self) -> str:
        if not self.distance:
            return "just as the key" if self.is_rated else ""
        side = "above" if self.rating > self.keyed_rating else "below"
        return f"{self.distance} {side} the key"


@dataclass(frozen=True)
class Practice:
    """An example at all levels that it is keyed for, for one person."""

    example: CalibrationExample
    levels: list[LevelPractice]

    @property
    def rated(self) -> list[LevelPractice]:
        return [row for row in self.levels if row.is_rated]

    @property
    def mean_distance(self) -> float | None:
        return fmean(row.distance for row in self.rated) if self.rated else None

    def at(self, key: str) -> LevelPractice | None:
        """Return the level of this key; else the first that is not rated, or the first of all."""
        named = [row for row in self.levels if row.level.key == key]
        to_do = [row for row in self.levels if not row.is_rated]
        return next(iter([*named, *to_do, *self.levels]), None)


@dataclass(frozen=True)
class Practised:
    """How somebody has practised: `n` ratings, their mean distance from the keys and its lean.

    `lean` is positive for who rates higher than the keys; both are None without any rating.
    """

    person: User
    n: int
    distance: float | None
    lean: float | None

    @property
    def lean_words(self) -> str:
        if not self.lean:
            return "neither way" if self.n else ""
        return f"{abs(self.lean):.1f} {'above' if self.lean > 0 else 'below'} the keys"


def practice_of(user, examples: Iterable[CalibrationExample]) -> list[Practice]:
    """Return the examples with what `user` has rated of them (two queries).

    A rating counts for the wording that it was given under: an example that was changed since
    is to be rated again.
    """
    examples = list(examples)
    rows = _current_ratings().filter(interviewer=user, example__in=examples)
    ratings = {(row.example_id, row.level_id): row.rating for row in rows}
    levels = list(Level.objects.all())
    return [
        Practice(
            example,
            [
                LevelPractice(example, level, ratings.get((example.pk, level.pk)))
                for level in levels
                if level.key in example.verdicts
            ],
        )
        for example in examples
    ]


def rate_example(example: CalibrationExample, level: Level, rating: int, *, by) -> PracticeRating:
    """Keep how `by` rates the answer at `level`; the first rating of a wording stands.

    Raises IllegalPractice.
    """
    if example.is_retired:
        raise IllegalPractice("This example is no longer in use.")
    if level.key not in example.verdicts:
        raise IllegalPractice(f"This answer has no key for {level}.")
    if rating not in RATING_OF.values():
        raise IllegalPractice("A rating is 1, 2, 3 or 4.")
    place = {"example": example, "interviewer": by, "level": level}
    with acting(by):
        if present := _current_ratings().filter(**place).first():
            return present
        kept, _ = PracticeRating.objects.get_or_create(
            **place, framework_version=current_version(), defaults={"rating": rating}
        )
    return kept


def who_practised() -> list[Practised]:
    """Return everybody who may interview, with how they have practised (two queries)."""
    distances = defaultdict(list)
    rows = _current_ratings().filter(example__is_retired=False)
    for row in rows.select_related("example", "level"):
        verdict = row.example.verdicts.get(row.level.key)
        if verdict:
            distances[row.interviewer_id].append(row.rating - RATING_OF[Verdict(verdict)])
    return [_practised(person, distances[person.pk]) for person in seatable()]


def _practised(person, distances) -> Practised:
    if not distances:
        return Practised(person, 0, None, None)
    size = fmean(abs(distance) for distance in distances)
    return Practised(person, len(distances), size, fmean(distances))


def _current_ratings():
    return PracticeRating.objects.filter(framework_version__gte=F("example__version"))
