"""The framework as it was: entries at a version, and what changed between two."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from pipeline.framework.documents import complete, documents_of
from pipeline.framework.lists import LISTS, EntryList
from pipeline.models import Revision

SAME, GONE, NEW = "same", "gone", "new"


@dataclass(frozen=True)
class FieldChange:
    """One field before and after; None where there was nothing."""

    field: str
    before: object
    after: object


@dataclass(frozen=True)
class EntryChange:
    """One entry that two versions have differently. `before` is None for a new one."""

    entry_list: EntryList
    key: str
    name: str
    before: dict | None
    after: dict | None
    fields: tuple[FieldChange, ...]

    @property
    def deed(self) -> str:
        if self.before is None:
            return "Added"
        was, now = self.before.get("is_retired"), (self.after or {}).get("is_retired")
        if was != now:
            return "Retired" if now else "Brought back"
        return "Changed"


def entries_at(number: int, name: str, keys: Collection[str] | None = None) -> dict[str, dict]:
    """Return the documents of a list, by key, as version `number` had them (one query).

    They are complete: fields that were added to the schema since have their defaults.
    """
    revisions = Revision.objects.at(number).filter(list=name)
    if keys is not None:
        revisions = revisions.filter(key__in=keys)
    return {
        key: complete(LISTS[name], document)
        for key, document in revisions.values_list("key", "document")
    }


def framework_at(number: int) -> dict[str, list[dict]]:
    """Return the whole framework as version `number` had it, in the order of today.

    Each list costs a query, for its order, and all of them one for what they said.
    """
    found = defaultdict(dict)
    for name, key, document in Revision.objects.at(number).values_list("list", "key", "document"):
        found[name][key] = document
    return {
        name: [
            complete(entry_list, found[name][key])
            for key in documents_of(entry_list)
            if key in found[name]
        ]
        for name, entry_list in LISTS.items()
    }


def changes_between(older: int, newer: int) -> list[EntryChange]:
    """Return what version `newer` has otherwise than `older`, list by list (three queries)."""
    touched = Revision.objects.filter(version__gt=older, version__lte=newer)
    keys = set(touched.order_by().values_list("list", "key"))
    listed = {name for name, _ in keys}
    named = {key for _, key in keys}
    before, after = (
        {
            (name, key): complete(LISTS[name], document)
            for name, key, document in Revision.objects.at(number)
            .filter(list__in=listed, key__in=named)
            .values_list("list", "key", "document")
        }
        for number in (older, newer)
    )
    order = list(LISTS)
    changes = (
        change_of(LISTS[name], key, before.get((name, key)), after.get((name, key)))
        for name, key in sorted(keys, key=lambda pair: (order.index(pair[0]), pair[1]))
    )
    return [change for change in changes if change.fields]


def change_of(
    entry_list: EntryList, key: str, before: dict | None, after: dict | None
) -> EntryChange:
    """Return what changed of one entry, field by field; None for where there was nothing."""
    names = [name for name in entry_list.fields if name != "key"]
    fields = tuple(
        FieldChange(name, (before or {}).get(name), (after or {}).get(name))
        for name in names
        if (before or {}).get(name) != (after or {}).get(name)
    )
    return EntryChange(entry_list, key, entry_list.name_of(after or before), before, after, fields)


def word_changes(before: str, after: str) -> Iterator[tuple[str, str]]:
    """Yield runs of words that stayed ("same"), went ("gone") or came ("new"), in order."""
    old, new = before.split(), after.split()
    for tag, start, end, new_start, new_end in SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        if tag == "equal":
            yield SAME, " ".join(old[start:end])
            continue
        if end > start:
            yield GONE, " ".join(old[start:end])
        if new_end > new_start:
            yield NEW, " ".join(new[new_start:new_end])
