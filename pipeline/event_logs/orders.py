"""Ordering imports: an upload is tried first, then imported for real."""

from django.db import connection, transaction

from config.records.audit import acting
from config.records.files import store_file
from config.tenancy.wakeups import wake
from pipeline.models import Import

TASK = "run_due_imports"


def order_dry_run(upload, mapping: str, *, by) -> Import:
    """Store the uploaded log and have a worker try it; `mapping` empty means the default.

    Raises ValidationError where the file cannot be stored.
    """
    with acting(by):
        return _order(file=store_file(upload, by=by), mapping=mapping, is_dry_run=True, by=by)


def order_import(dry_run: Import, *, by) -> Import:
    """Have the file of a dry run imported; asked again, return the import asked for before."""
    with acting(by):
        dry_run = Import.objects.select_for_update().get(pk=dry_run.pk)
        for earlier in dry_run.file.imports.filter(is_dry_run=False):
            if earlier.went_through or not earlier.is_finished:
                return earlier
        return _order(file=dry_run.file, mapping=dry_run.mapping, is_dry_run=False, by=by)


def _order(**fields) -> Import:
    row = Import.objects.create(**fields)
    company = connection.tenant
    transaction.on_commit(lambda: wake(TASK, company))
    return row
