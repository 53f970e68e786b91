"""Duplicates among a hundred thousand candidates: looking at a thousand who changed.

First everybody is looked at once, as after an import, in batches of five hundred as the worker
takes them. Then a thousand get another phone, and an employer more. The floor is a plain SELECT
of the keys of the same thousand.
"""

# ruff: noqa: SIM905 - words in lines, not a column of quotes

import random
import time
from collections.abc import Iterator

from config.tenancy.ids import new_id
from config.tenancy.models import Company
from config.tenancy.schemas import inside
from pipeline.merging.twins import keep_twins
from pipeline.models import Candidate, Employment, IdentityKey, TwinSuggestion
from pipeline.people_due import BATCH
from tests.benchmarks.database import settle
from tests.benchmarks.figures import Figure

PEOPLE, CHANGED, TWICE = 100_000, 1_000, 1_000
SYLLABLES = (
    "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu lan mer nor son tak".split()
)


def figures() -> Iterator[Figure]:
    with inside(Company.objects.get(slug="acme")):
        keys = _make_people(random.Random(14))
        settle()
        began = time.perf_counter()
        for start in range(0, len(keys), BATCH):
            keep_twins(keys[start : start + BATCH])
        everybody = time.perf_counter() - began
        settle()
        changed = _change(keys, random.Random(15))
        floor = _timed(lambda: list(IdentityKey.objects.filter(candidate__in=changed)))
        spent = _timed(lambda: keep_twins(changed))
        one = _timed(lambda: keep_twins([changed[0]]))
        yield Figure("twins", "thousand_changed", round(spent, 3), "s", round(floor, 4))
        yield Figure("twins", "one_unchanged", round(one * 1000, 1), "ms")
        yield Figure("twins", "everybody", round(len(keys) / everybody), "people/s")
        yield Figure("twins", "keys", IdentityKey.objects.count(), "keys")
        yield Figure("twins", "suggestions", TwinSuggestion.objects.count(), "pairs")


def _make_people(dice) -> list:
    """Invented people with address, phone, profile and two jobs; a thousand of them twice."""
    people = [_person(dice, number) for number in range(PEOPLE - TWICE)]
    people += [
        Candidate(id=new_id(), name=one.name, email=f"other{n}@example.com", phone=one.phone)
        for n, one in enumerate(dice.sample(people, TWICE))
    ]
    Candidate.objects.bulk_create(people, batch_size=5_000)
    jobs = [
        Employment(candidate=one, employer=_employer(dice), position=place)
        for one in people
        for place in range(2)
    ]
    Employment.objects.bulk_create(jobs, batch_size=5_000)
    return [one.pk for one in people]


def _person(dice, number) -> Candidate:
    return Candidate(
        id=new_id(),
        name=f"{_word(dice, 2)} {_word(dice, 3)}",
        email=f"person{number}@example.com",
        phone=f"+44 20 {number:08}",
        links=f"https://github.com/person{number}",
    )


def _employer(dice) -> str:
    """Of five thousand, some much larger than others."""
    return (
        f"{SYLLABLES[int(dice.paretovariate(0.7)) % 25]}{int(dice.paretovariate(0.7)) % 200} Works"
    )


def _word(dice, syllables) -> str:
    return "".join(dice.choice(SYLLABLES) for _ in range(syllables)).title()


def _change(keys, dice) -> list:
    changed = dice.sample(keys, CHANGED)
    for number, key in enumerate(changed):
        Candidate.objects.filter(pk=key).update(phone=f"+49 30 {number:08}")
    jobs = [Employment(candidate_id=key, employer=_employer(dice), position=2) for key in changed]
    Employment.objects.bulk_create(jobs)
    return changed


def _timed(do) -> float:
    began = time.perf_counter()
    do()
    return time.perf_counter() - began
