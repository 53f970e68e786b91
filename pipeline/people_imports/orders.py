"""Ordering imports of people: set up, tried, then imported; and the worker's part of it."""

from __future__ import annotations

from collections.abc import Callable

from django.db import connection, transaction

from config.records.audit import acting
from config.records.files import store_file
from config.tenancy.wakeups import wake
from pipeline.event_logs.importing import read_file
from pipeline.event_logs.orders import TASK
from pipeline.models import Import, Opening
from pipeline.models.imports import ImportKind
from pipeline.people_files.columns import guess_columns
from pipeline.people_files.reading import SHEETS, format_of, header_and_sample
from pipeline.people_imports.importing import RefusedPeople, import_people

OPENING_GONE = "The opening of this import is gone. Upload the file again."


def order_people(upload, opening: Opening, *, by) -> Import:
    """Store an uploaded file of people; a sheet is a draft until somebody has seen its columns.

    Raises ValidationError where the file cannot be stored, and UnreadableFile.
    """
    data = upload.read()
    upload.seek(0)
    known = format_of(data, upload.name)
    options = {"format": known.value}
    if known in SHEETS:
        header = header_and_sample(data, known).header
        options["columns"] = [field or "" for field in guess_columns(header)]
    with acting(by):
        file = store_file(upload, by=by)
        fields = {"is_draft": known in SHEETS, "opening": opening, "options": options}
        return _order(file=file, is_dry_run=True, by=by, **fields)


def order_trial(row: Import, columns: list[str], *, by) -> Import:
    """Have a file tried with `columns` meaning this; a trial that has ended is followed by another.

    Asked twice at once, both get the one import.
    """
    with acting(by):
        row = Import.objects.select_for_update().get(pk=row.pk)
        options = row.options | {"columns": columns}
        if row.is_draft:
            row.options, row.is_draft = options, False
            row.save(update_fields=["options", "is_draft"])
            _wake()
            return row
        if not row.is_finished:
            return row
        same = {"file": row.file, "opening": row.opening, "options": options, "is_dry_run": True}
        waiting = Import.objects.filter(kind=ImportKind.PEOPLE, finished_at=None, **same)
        return waiting.first() or _order(by=by, **same)


def order_people_import(trial: Import, *, by, skips_bad: bool = False) -> Import:
    """Have the file of a trial imported; asked again, return the import asked for before."""
    with acting(by):
        trial = Import.objects.select_for_update().get(pk=trial.pk)
        options = trial.options | {"skips_bad": skips_bad, "trial": str(trial.pk)}
        for earlier in trial.file.imports.filter(is_dry_run=False, options__trial=str(trial.pk)):
            if earlier.went_through or not earlier.is_finished:
                return earlier
        return _order(
            file=trial.file, opening=trial.opening, options=options, is_dry_run=False, by=by
        )


def carry_out_people(row: Import, *, on_progress: Callable, settle: Callable) -> None:
    """Run a claimed import of people; `settle` takes its report, or None and a problem."""
    if row.opening is None:
        settle(None, problem=OPENING_GONE)
        return
    try:
        import_people(
            read_file(row.file.path),
            filename=row.file.name,
            opening=row.opening,
            by=row.by or "import",
            format=row.options["format"],
            columns=row.options.get("columns"),
            is_dry_run=row.is_dry_run,
            skips_bad=row.options.get("skips_bad", False),
            on_progress=on_progress,
            settle=settle,
        )
    except RefusedPeople as error:
        settle(error.report)


def _order(**fields) -> Import:
    row = Import.objects.create(kind=ImportKind.PEOPLE, **fields)
    if not row.is_draft:
        _wake()
    return row


def _wake() -> None:
    company = connection.tenant
    transaction.on_commit(lambda: wake(TASK, company))
