"""A hundred thousand candidates by CSV: a first import, a second run, and the floor.

The floor is a plain COPY of the very rows that the import wrote into tables with the same keys and
indexes, but without foreign keys, triggers or audit. `candidates_to_bare_copy` has the same COPY
into tables with nothing at all for its floor. The ratios of rates are those of rows a second.
"""

import random
import time
from collections.abc import Iterator

from django.db import connection

from pipeline.models import Application
from pipeline.people_imports.importing import import_people
from tests.benchmarks.crowds import FIRST, LAST
from tests.benchmarks.figures import Figure
from tests.factories import make_opening

PEOPLE = 100_000
TABLES = (
    "pipeline_candidate",
    "pipeline_application",
    "pipeline_stagemove",
    "pipeline_stay",
    "pipeline_employment",
)


def figures() -> Iterator[Figure]:
    """Call inside a company."""
    opening, data = make_opening(), sheet(PEOPLE)
    first = _timed(data, opening)
    assert Application.objects.filter(opening=opening).count() == PEOPLE
    keyed = sum(_copy(table, "INCLUDING INDEXES") for table in TABLES)
    bare = sum(_copy(table) for table in TABLES)
    second = _timed(data, opening)
    rate = round(PEOPLE / first)
    yield Figure("import", "candidates_first_run", round(first, 2), "s", round(keyed, 2))
    yield Figure("import", "candidates_second_run", round(second, 2), "s", round(keyed, 2))
    yield Figure("import", "candidates_per_second", rate, "rows/s", round(PEOPLE / keyed))
    yield Figure("import", "candidates_to_bare_copy", rate, "rows/s", round(PEOPLE / bare))


def sheet(number: int, *, seed: int = 14) -> bytes:
    """Return a CSV of `number` invented people."""
    dice = random.Random(seed)
    first, last = FIRST.split(), LAST.split()
    rows = ["Name,Email,Phone,City,Company,Job title"]
    rows += [
        f"{dice.choice(first)} {dice.choice(last)},person{n}@example.com,+44 20 7946 {n:06},"
        f"London,Example {n % 500},ML engineer"
        for n in range(number)
    ]
    return "\n".join(rows).encode()


def _timed(data: bytes, opening) -> float:
    began = time.perf_counter()
    import_people(data, filename="people.csv", opening=opening, by="import")
    return time.perf_counter() - began


def _copy(table: str, likeness: str = "") -> float:
    """Return the seconds that the table's rows take to be copied into another."""
    with connection.cursor() as cursor:
        with cursor.copy(f"COPY {table} TO STDOUT") as out:
            rows = b"".join(bytes(block) for block in out)
        cursor.execute(f"CREATE TEMPORARY TABLE plain (LIKE {table} {likeness})")
        began = time.perf_counter()
        with cursor.copy("COPY plain FROM STDIN") as into:
            into.write(rows)
        spent = time.perf_counter() - began
        cursor.execute("DROP TABLE plain")
    return spent
