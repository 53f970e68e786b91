# ruff: noqa: N999 - the benchmark is asked for by this name
"""An event log of 2,000 cases: a first import, a second run, and the floor: a plain COPY.

The floor copies the very rows that the import wrote, as bytes, into bare tables: no checks, no
rules, no keys and no audit. After it, people by CSV: see `tests.benchmarks.people`.
"""

import time
from collections.abc import Iterator

from django.conf import settings
from django.db import connection

from config.tenancy.models import Company
from config.tenancy.schemas import inside
from pipeline.event_logs.importing import import_log
from pipeline.event_logs.mapping_files import read_mapping
from pipeline.event_logs.mappings import DEFAULT_MAPPING
from tests.benchmarks import people
from tests.benchmarks.figures import Figure
from tests.pipeline.event_logs.logs import case, log

REAL_LOG = settings.BASE_DIR.parent / "shared" / "data" / "hiring_events" / "hiring_cases_2000.csv"
USUAL = "apply phone check=screening coding frontend=ml reject"
TABLES = (
    "pipeline_candidate",
    "pipeline_application",
    "pipeline_stagemove",
    "pipeline_stay",
    "pipeline_offer",
    "pipeline_loggedevent",
)


def figures() -> Iterator[Figure]:
    data = _log()
    with inside(Company.objects.get(slug="acme")):
        report, first = _timed(data)
        floor = sum(_copy(table) for table in TABLES)
        _, second = _timed(data)
    events = report["events"]["new"]
    yield Figure("import", "first_run", round(first, 2), "s", round(floor, 3))
    yield Figure("import", "second_run", round(second, 2), "s", round(floor, 3))
    yield Figure("import", "events", events, "events")
    yield Figure("import", "events_per_second", round(events / first), "events/s")
    with inside(Company.objects.get(slug="acme")):
        yield from people.figures()


def _log() -> bytes:
    """The log of the shared data; where that is absent, one of about its size."""
    if REAL_LOG.exists():
        return REAL_LOG.read_bytes()
    return log(*(row for number in range(2_000) for row in case(number, USUAL)))


def _timed(data) -> tuple[dict, float]:
    mapping = read_mapping(DEFAULT_MAPPING.read_text(encoding="utf-8"))
    began = time.perf_counter()
    report = import_log(data, mapping, file_name="log.csv", by="import")
    return report, time.perf_counter() - began


def _copy(table) -> float:
    """Return the seconds that the table's rows take to be copied into a bare one."""
    with connection.cursor() as cursor:
        with cursor.copy(f"COPY {table} TO STDOUT") as out:
            rows = b"".join(bytes(block) for block in out)
        cursor.execute(f"CREATE TEMPORARY TABLE bare (LIKE {table})")
        began = time.perf_counter()
        with cursor.copy("COPY bare FROM STDIN") as into:
            into.write(rows)
        spent = time.perf_counter() - began
        cursor.execute("DROP TABLE bare")
    return spent
