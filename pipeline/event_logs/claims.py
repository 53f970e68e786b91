"""Imports as work in rows: a worker takes one by a lease, and renews it while it reads.

A worker that dies leaves a lease that runs out, and another takes the row. One that was only
slow finds on settling that the lease is no longer its own, and all it wrote is rolled back.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from functools import partial

from django.db import transaction
from django.utils import timezone

from config.records.crashes import crash_point
from pipeline.event_logs.importing import ImportRunning, import_log, read_file
from pipeline.event_logs.mapping_files import UnusableMapping, read_mapping
from pipeline.event_logs.mappings import DEFAULT_MAPPING
from pipeline.event_logs.problems import RefusedLog
from pipeline.event_logs.reports import refusal_of
from pipeline.models import Import
from pipeline.people_imports.orders import carry_out_people

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=1)
MOST_ATTEMPTS = 3
GAVE_UP = "The import was begun three times and never came to an end. Nothing was imported."
FILE_LOST = "The uploaded file can no longer be read. Upload it again."


class LeaseLost(Exception):
    """Another worker has this import now."""


def run_due_imports() -> int:
    """Carry out the imports that wait in the present company; return how many were settled."""
    settled = 0
    while row := claim():
        try:
            carry_out(row)
            settled += 1
        except LeaseLost:
            log.warning("Import %s went to another worker.", row.pk)
        except ImportRunning:
            # Its lease runs out, and the round finds it again: that was no failed attempt.
            Import.objects.filter(pk=row.pk).update(attempts=row.attempts - 1)
            break
    return settled


@transaction.atomic
def claim() -> Import | None:
    """Take the oldest import that waits, for the length of a lease; None where none does."""
    waiting = Import.objects.due().order_by("pk").select_for_update(skip_locked=True)
    for row in waiting:
        if row.attempts >= MOST_ATTEMPTS:
            row.problem, row.finished_at = GAVE_UP, timezone.now()
            row.save(update_fields=["problem", "finished_at"])
            continue
        row.attempts += 1
        row.leased_until = timezone.now() + LEASE
        row.save(update_fields=["attempts", "leased_until"])
        return row
    return None


def renew(row: Import) -> None:
    """Prolong the lease of a claimed import. Raises LeaseLost."""
    until = timezone.now() + LEASE
    held = Import.objects.filter(pk=row.pk, leased_until=row.leased_until, finished_at=None)
    if not held.update(leased_until=until):
        raise LeaseLost
    row.leased_until = until


def carry_out(row: Import) -> None:
    """Run a claimed import and settle its row in the transaction that writes. Raises LeaseLost."""
    crash_point("import.claimed")
    try:
        if row.is_of_people:
            carry_out_people(
                row,
                on_progress=partial(renew, row),
                settle=partial(_settle, row, opening=row.opening),
            )
        else:
            _carry_out_log(row)
    except OSError:
        log.exception("The file of import %s cannot be read.", row.pk)
        _settle(row, None, row.opening, problem=FILE_LOST)


def _carry_out_log(row: Import) -> None:
    settle = partial(_settle, row)
    is_dry_run = row.is_dry_run
    try:
        mapping = read_mapping(row.mapping or DEFAULT_MAPPING.read_text(encoding="utf-8"))
        import_log(
            read_file(row.file.path),
            mapping,
            file_name=row.file.name,
            by=row.by or "import",
            is_dry_run=is_dry_run,
            on_progress=partial(renew, row),
            settle=settle,
        )
    except (RefusedLog, UnusableMapping) as error:
        settle(refusal_of(error, is_dry_run=is_dry_run), None)


@transaction.atomic
def _settle(row: Import, report: dict | None, opening, *, problem: str = "") -> None:
    held = Import.objects.select_for_update().filter(
        pk=row.pk, leased_until=row.leased_until, finished_at=None
    )
    if not held.exists():
        raise LeaseLost
    row.result, row.opening, row.problem = report, opening, problem
    row.finished_at = timezone.now()
    row.save(update_fields=["result", "opening", "problem", "finished_at"])
