"""Two people at one entry: what each changed, and where they changed the same."""

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.framework.lists import EntryList
from pipeline.models.framework import Entry


@dataclass(frozen=True)
class Merged:
    """`document` takes each field from who changed it; at `clashes`, where both did, as typed."""

    document: dict
    clashes: tuple[str, ...]
    taken_over: tuple[str, ...]


def merge(read: Mapping, newest: Mapping, typed: Mapping) -> Merged:
    """Return what was typed into an entry as it was `read`, on top of the newest one."""
    document, clashes, taken_over = dict(typed), [], []
    for field in typed:
        was, now, mine = read.get(field), newest.get(field), typed[field]
        if mine == was != now:
            document[field] = now
            taken_over.append(field)
        elif now not in (was, mine):
            clashes.append(field)
    return Merged(document, tuple(clashes), tuple(taken_over))


def versions_seen(
    entry_list: EntryList, rows: Mapping[str, Entry], number: int
) -> dict[tuple[str, str], int]:
    """Return in which version each row, by key, was seen by who read it in version `number`.

    For a row that has changed since, that is a version it no longer has.
    """
    return {(entry_list.name, key): min(row.version, number) for key, row in rows.items()}
