"""Taking entries of the framework out of use, and back into it."""

from pipeline.framework.documents import document_of
from pipeline.framework.editing import Written, write_entry
from pipeline.framework.lists import RETIRABLE, EntryList
from pipeline.models.framework import Entry


def set_retired(
    entry_list: EntryList, row: Entry, is_retired: bool, *, by, note: str = "", seen=None
) -> Written:
    """Retire an entry, or bring it back. What was rated and asked keeps it.

    Raises StaleEntry where it is no longer as in version `seen`, by default that of `row`.
    """
    document = {**document_of(entry_list, row), RETIRABLE: is_retired}
    seen = row.version if seen is None else seen
    return write_entry(entry_list.name, document, by=by, note=note, seen=seen)
