"""The versions of one entry: who changed it when, and what."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q

from config.accounts.models import User
from pipeline.framework.diffs import EntryDiff, entry_diff
from pipeline.framework.documents import complete
from pipeline.framework.history import EntryChange, change_of
from pipeline.framework.lists import LISTS, EntryList
from pipeline.framework.names import Names
from pipeline.models import FrameworkVersion, Revision

WITH: dict[str, tuple[str, ...]] = {"criteria": ("anchors",)}
"""Lists whose entries are edited with those of another: their keys begin with its key."""


@dataclass(frozen=True)
class Step:
    """One version that touched the entry, or what is edited with it.

    Its `diffs` are worked out when somebody reads them: a page shows few of many steps.
    """

    version: FrameworkVersion
    changes: tuple[EntryChange, ...]
    names: Names
    reader: User | None

    @cached_property
    def diffs(self) -> tuple[EntryDiff, ...]:
        return tuple(entry_diff(change, self.names, reader=self.reader) for change in self.changes)


def history_of(
    entry_list: EntryList, key: str, names: Names, *, reader: User | None = None
) -> list[Step]:
    """Return every version of an entry, the newest first (one query); see `entry_diff`."""
    read: dict[tuple[str, str], dict] = {}
    steps: dict[FrameworkVersion, list[EntryChange]] = {}
    for revision in _revisions(entry_list, key):
        listed = revision.list, revision.key
        document = complete(LISTS[revision.list], revision.document)
        change = change_of(LISTS[revision.list], revision.key, read.get(listed), document)
        read[listed] = document
        steps.setdefault(revision.version, []).append(change)
    return [
        Step(version, tuple(changes), names, reader) for version, changes in reversed(steps.items())
    ]


def _revisions(entry_list, key):
    wanted = Q(list=entry_list.name, key=key)
    for other in WITH.get(entry_list.name, ()):
        wanted |= Q(list=other, key__startswith=f"{key}/")
    revisions = Revision.objects.filter(wanted).select_related("version__by")
    places = {entry_list.name: 0}
    return sorted(
        revisions,
        key=lambda row: (row.version.number, places.get(row.list, 1), row.key),
    )
