"""Changing the framework: the one way in for screens, API, imports and the first delivery."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import Max

from config.records.audit import acting, person_of
from pipeline.framework.checks import check_references, check_whole, documents_problems
from pipeline.framework.documents import (
    complete,
    document_of,
    is_placed,
    links_for,
    rows_of,
    write_fields,
)
from pipeline.framework.lists import LISTS, EntryList
from pipeline.framework.problems import FrameworkProblems
from pipeline.models import FrameworkVersion, Revision

Documents = Mapping[str, Sequence[Mapping]]


class StaleEntry(Exception):
    """Somebody changed the entry since it was read; nothing was written."""

    def __init__(self, entry_list: EntryList, key: str, version: int):
        super().__init__(f"Somebody else has changed this {entry_list.singular} meanwhile.")
        self.entry_list, self.key, self.version = entry_list, key, version


class StaleFramework(Exception):
    """Somebody changed the framework since it was looked at; nothing was written."""


@dataclass(frozen=True)
class Written:
    """What a change did. `version` is None where everything read as it did before."""

    version: FrameworkVersion | None
    created: int
    updated: int
    unchanged: int


@dataclass
class _Changes:
    """Rows of one list to be made and to be changed, with their documents by key.

    `same` are the documents of those that read so already.
    """

    entry_list: EntryList
    made: dict = field(default_factory=dict)
    changed: dict = field(default_factory=dict)
    documents: dict = field(default_factory=dict)
    same: dict = field(default_factory=dict)


def write_framework(
    documents: Documents,
    *,
    by,
    note: str = "",
    seen: Mapping[tuple[str, str], int] | None = None,
    at_version: int | None = None,
) -> Written:
    """Make the entries read as `documents` say, by list; return what that changed.

    Entries that are not named stay as they are. What changes is one new version of the
    framework. `seen` are the versions, by list and key, in which the entries were read,
    `at_version` the only one that this may follow. Raises FrameworkProblems, StaleEntry where an
    entry has changed since and StaleFramework where anything has.
    """
    if problems := documents_problems(documents):
        raise FrameworkProblems(problems)
    with acting(by):
        latest = _lock()
        if at_version not in (None, latest):
            raise StaleFramework
        check_references(documents)
        changes = [
            _compare(LISTS[name], documents[name], seen or {})
            for name in LISTS
            if documents.get(name)
        ]
        number = latest + 1
        for change in changes:
            _save(change, number)
        check_whole(documents)
        made = sum(len(change.made) for change in changes)
        changed = sum(len(change.changed) for change in changes)
        unchanged = sum(len(change.same) for change in changes)
        version = _keep(changes, number, by, note) if made or changed else None
    return Written(version, made, changed, unchanged)


def write_entry(
    name: str, document: Mapping, *, by, note: str = "", seen: int | None = None
) -> Written:
    """Make one entry of the list `name` read as `document` says; see `write_framework`."""
    key = LISTS[name].key_of(document)
    versions = {} if seen is None else {(name, key): seen}
    return write_framework({name: [document]}, by=by, note=note, seen=versions)


def current_version() -> int:
    """Return the number of the framework's version as it now is; 0 before the first."""
    return FrameworkVersion.objects.aggregate(latest=Max("number"))["latest"] or 0


def _lock() -> int:
    """Let one change of the company's framework at a time through; return the latest number.

    Versions are only ever added to, so no row of them can be taken; the latest is read after that.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtext('framework'), hashtext(%s))",
            [connection.schema_name],
        )
    return current_version()


def _compare(entry_list, documents, seen) -> _Changes:
    present = {}
    for row in rows_of(entry_list):
        document = document_of(entry_list, row)
        present[entry_list.key_of(document)] = (row, document)
    changes = _Changes(entry_list)
    for given in documents:
        document = complete(entry_list, given)
        key = entry_list.key_of(document)
        row, reads = present.get(key, (None, None))
        known = seen.get((entry_list.name, key))
        if known is not None and known != (row.version if row else 0):
            raise StaleEntry(entry_list, key, row.version if row else 0)
        if reads == document:
            changes.same[key] = document
            continue
        changes.documents[key] = document
        if row is None:
            changes.made[key] = entry_list.model()
        else:
            changes.changed[key] = row
    return changes


def _save(changes: _Changes, number: int) -> None:
    entry_list = changes.entry_list
    if not changes.documents:
        return
    links = links_for(entry_list)
    for key, row in {**changes.made, **changes.changed}.items():
        write_fields(entry_list, row, changes.documents[key], links)
        row.version = number
    if is_placed(entry_list):
        last = entry_list.model.objects.aggregate(last=Max("position"))["last"]
        first = 0 if last is None else last + 1
        for place, row in enumerate(changes.made.values(), start=first):
            row.position = place
    entry_list.model.objects.bulk_create(changes.made.values())
    if changes.changed:
        fields = [*entry_list.fields, "version"]
        entry_list.model.objects.bulk_update(changes.changed.values(), fields)


def _keep(changes, number, by, note) -> FrameworkVersion:
    """Write the version; the first one also keeps what was there before there were any."""
    version = FrameworkVersion.objects.create(number=number, by=person_of(by), note=note[:200])
    Revision.objects.bulk_create(
        Revision(version=version, list=change.entry_list.name, key=key, document=document)
        for change in changes
        for key, document in (
            change.documents if number > 1 else {**change.same, **change.documents}
        ).items()
    )
    return version
