"""Importing an event log, whole or not at all. The command and the worker both call this."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import OperationalError, connection
from django.utils import timezone
from psycopg.errors import LockNotAvailable

from config.records.audit import acting
from config.records.crashes import crash_point
from pipeline.event_logs.mappings import Mapping
from pipeline.event_logs.planning import plan_import
from pipeline.event_logs.problems import refuse
from pipeline.event_logs.reading import read_log
from pipeline.event_logs.reports import report_of
from pipeline.event_logs.writing import write
from pipeline.models import Opening

LONGEST_WAIT_SECONDS = 60

Settle = Callable[[dict, Opening | None], None]
"""Notes the report and the opening (None where none is saved) in the transaction that writes."""


class ImportRunning(Exception):
    """Another import of this company has gone on for longer than we wait."""


def import_log(
    data: bytes,
    mapping: Mapping,
    *,
    file_name: str,
    by,
    is_dry_run: bool = False,
    on_progress: Callable[[], None] = lambda: None,
    settle: Settle = lambda report, opening: None,
) -> dict:
    """Import the CSV file `data` into the present company; return the report.

    The file is read and checked before anything is written; all writing, and `settle`, is one
    transaction. Imports of one company take turns.
    Raises RefusedLog, UnusableMapping and ImportRunning, and then nothing has changed.
    """
    log = read_log(data, mapping, now=timezone.now(), on_progress=on_progress)
    crash_point("import.read")
    on_progress()
    with acting(by):
        take_turn()
        plan = plan_import(log, mapping, file_name=file_name, now=timezone.now())
        report = report_of(plan, log, is_dry_run=is_dry_run)
        if not is_dry_run:
            write(plan)
        is_saved = not (is_dry_run and plan.receiver.is_new)
        settle(report, plan.receiver.opening if is_saved else None)
        crash_point("import.written")
    return report


def read_file(path: Path) -> bytes:
    """Return the bytes of a file that is not too large. Raises RefusedLog and OSError."""
    size = path.stat().st_size
    if size > settings.MAX_UPLOAD_BYTES:
        most, is_now = settings.MAX_UPLOAD_BYTES // 2**20, size / 2**20
        raise refuse(1, "", f"The file has {is_now:,.0f} MB; split it into parts of {most} MB.")
    return path.read_bytes()


def take_turn() -> None:
    """Wait for other imports of this company, until the commit frees the next."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL lock_timeout = '{LONGEST_WAIT_SECONDS}s'")
        try:
            cursor.execute(
                "SELECT pg_advisory_xact_lock(hashtext('import_events'), hashtext(%s))",
                [connection.schema_name],
            )
        except OperationalError as error:
            if isinstance(error.__cause__, LockNotAvailable):
                raise ImportRunning("Another import is running. Try again later.") from None
            raise
        cursor.execute("SET LOCAL lock_timeout = 0")
