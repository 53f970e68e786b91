"""What was taken out lately, read back from the audit trail: an undo needs no second copy."""

from collections.abc import Iterator
from datetime import timedelta
from typing import TypeVar
from uuid import UUID

from django.db import models
from django.utils import timezone

from config.records.models import AuditEntry

UNDO_WITHIN = timedelta(hours=1)

Row = TypeVar("Row", bound=models.Model)


def find_removed(kind: type[Row], key: UUID, *, by, **owners: models.Model) -> Row:
    """Return the row as it was when `by` deleted it within `UNDO_WITHIN`; it is not saved again.

    `owners` are what its foreign keys of these names led to. Raises `kind.DoesNotExist` where
    there is no such row: a key that somebody made up finds nothing.
    """
    entry = _deletions(kind, by).filter(row_id=key).last()
    if entry is None or kind._default_manager.filter(pk=key).exists():
        raise kind.DoesNotExist
    row = _row_of(kind, entry)
    if any(getattr(row, f"{name}_id") != owner.pk for name, owner in owners.items()):
        raise kind.DoesNotExist
    return row


def find_removed_with(kind: type[Row], *, by, **owners: models.Model) -> Iterator[Row]:
    """Yield the rows of `kind` that `by` deleted lately, with the owners that they belong to."""
    of_owners = {f"before__{name}_id": str(owner.pk) for name, owner in owners.items()}
    for entry in _deletions(kind, by).filter(**of_owners):
        yield _row_of(kind, entry)


def bring_back(row: models.Model) -> None:
    """Save a row that was found so, with the moment at which it was first made."""
    fields = row._meta.concrete_fields
    made_at = {
        field.name: getattr(row, field.name)
        for field in fields
        if getattr(field, "auto_now_add", False)
    }
    row.save(force_insert=True)
    if made_at:
        type(row)._default_manager.filter(pk=row.pk).update(**made_at)


def _deletions(kind, by):
    since = timezone.now() - UNDO_WITHIN
    return AuditEntry.objects.filter(
        table=kind._meta.db_table, action="delete", actor=str(by.pk), happened_at__gt=since
    ).order_by("id")


def _row_of(kind, entry):
    """The trail holds columns as JSON; each field reads its own."""
    return kind(
        **{
            field.attname: field.to_python(entry.before[field.column])
            for field in kind._meta.concrete_fields
            if field.column in entry.before
        }
    )
