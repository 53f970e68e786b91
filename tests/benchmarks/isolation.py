"""Wrong rows among 100,000 mixed operations of 12 threads on 20 companies: there must be none."""

from collections.abc import Iterator

from tests.benchmarks.figures import Figure
from tests.isolation import make_companies, seconds_of, stir

THREADS, COMPANIES, OPERATIONS = 12, 20, 100_000


def figures() -> Iterator[Figure]:
    companies = make_companies(COMPANIES)
    seconds, tally = seconds_of(lambda: stir(companies, threads=THREADS, operations=OPERATIONS))
    if tally.faults:
        raise RuntimeError(tally.faults[0])
    yield Figure("isolation", "wrong rows", len(tally.wrong), "rows")
    yield Figure("isolation", "operations", tally.operations - tally.done["lost"], "operations")
    rollbacks = tally.done["roll_back"] + tally.done["roll_back_inner"]
    yield Figure("isolation", "rollbacks", rollbacks, "operations")
    yield Figure("isolation", "connections lost", tally.done["lose_connection"], "operations")
    yield Figure("isolation", "seconds", round(seconds, 1), "s")
