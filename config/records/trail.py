"""Reading the audit trail: pages of it, in words."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection

from config.accounts.models import User
from config.records.models import AuditEntry

PAGE = 50
NOTED = {"tenancy_company": "company", "viewing_as": "view of another role"}
"""What is noted without a trigger, by the name it has in the trail."""

PRIVATE: set[str] = set()
"""Tables of which the trail names the fields that changed and not what they hold.

Candidates, ratings and pay are for those whom their pages are for, and admins need not be among
them. Higher rooms add theirs in `AppConfig.ready()`.
"""

DEEDS = {
    "insert": "Created",
    "update": "Changed",
    "delete": "Deleted",
    "start": "Began",
    "stop": "Ended",
}

AUDITED = """
SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE c.relnamespace = current_schema()::regnamespace AND t.tgname LIKE 'record\\_%'
"""


@dataclass(frozen=True)
class Change:
    """One column: what it was and what it became; None stands for nothing on that side.

    Of a private table it is None on both.
    """

    field: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Line:
    """One entry of the trail. `actor_name` is empty where the system itself acted."""

    id: int
    happened_at: datetime
    actor: str
    actor_name: str
    thing: str
    table: str
    row_id: uuid.UUID
    deed: str
    is_private: bool
    changes: list[Change]


def read_trail(*, before=None, table="", row=None, actor="") -> tuple[list[Line], int | None]:
    """Return one page of entries, the newest first, and where the next begins (None: nowhere).

    `before` is that beginning: the trail grows while one reads, so pages hang on keys.
    """
    entries = AuditEntry.objects.order_by("-id")
    if before is not None:
        entries = entries.filter(id__lt=before)
    if table:
        entries = entries.filter(table=table)
    if row is not None:
        entries = entries.filter(row_id=row)
    if actor:
        entries = entries.filter(actor=actor)
    page = list(entries[: PAGE + 1])
    further = page[PAGE - 1].id if len(page) > PAGE else None
    return _lines(page[:PAGE]), further


def audited_things() -> list[tuple[str, str]]:
    """Return each table that the trail can tell of, with its name in words, by that name."""
    with connection.cursor() as cursor:
        cursor.execute(AUDITED)
        tables = [table for (table,) in cursor.fetchall()]
    return sorted([(table, thing_of(table)) for table in {*tables, *NOTED}], key=lambda row: row[1])


def thing_of(table: str) -> str:
    """Return what a row of `table` is called."""
    return NOTED.get(table) or _things().get(table, table)


@cache
def _things():
    return {model._meta.db_table: str(model._meta.verbose_name) for model in apps.get_models()}


def _lines(entries: Iterable[AuditEntry]) -> list[Line]:
    names = _names({entry.actor for entry in entries})
    return [
        Line(
            id=entry.id,
            happened_at=entry.happened_at,
            actor=entry.actor,
            actor_name=names.get(entry.actor, entry.actor),
            thing=thing_of(entry.table),
            table=entry.table,
            row_id=entry.row_id,
            deed=_deed(entry),
            is_private=entry.table in PRIVATE,
            changes=_changes(entry),
        )
        for entry in entries
    ]


def _names(actors):
    """The names of the actors that are people, by their keys as text; in one query."""
    keys = [actor for actor in actors if _is_key(actor)]
    people = User.objects.filter(pk__in=keys).values_list("pk", "name") if keys else []
    return {str(key): name for key, name in people}


def _is_key(actor):
    try:
        uuid.UUID(actor)
    except ValueError:
        return False
    return True


def _deed(entry):
    if _is_sign_in(entry):
        return "Signed in as"
    return DEEDS.get(entry.action, entry.action)


def _is_sign_in(entry):
    return set(entry.after or {}) == {"last_login"}


def _changes(entry):
    if _is_sign_in(entry):
        return []
    before, after = entry.before or {}, entry.after or {}
    fields = [field for field in {**before, **after} if field != "id"]
    if entry.table in PRIVATE:
        before = after = {}
    return [Change(field, before.get(field), after.get(field)) for field in fields]
