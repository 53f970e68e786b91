"""Adding an entry to the framework under a key that nobody has."""

from collections.abc import Callable, Mapping

from pipeline.framework.checks import RESERVED
from pipeline.framework.editing import StaleEntry, write_framework
from pipeline.framework.lists import LISTS
from pipeline.keys import TRIES, free_key
from pipeline.models import Origin

WORDS = 6
"""A key is made from so many words of what the entry is called."""


def add_entry(
    name: str, called: str, documents_for: Callable[[str], Mapping], *, by, note: str = ""
) -> str:
    """Add an entry to the list `name`; return its key, made from what it is `called`.

    `documents_for` returns what to write once the key is known. Where somebody else takes the
    same key meanwhile, the entry gets another. Raises FrameworkProblems.
    """
    entry_list = LISTS[name]
    stem = " ".join(called.split()[:WORDS])
    for tries_left in reversed(range(TRIES)):
        taken = {*RESERVED, *entry_list.model.objects.values_list("key", flat=True)}
        otherwise = entry_list.singular.replace(" ", "-")
        key = free_key(stem, taken, length=60, otherwise=otherwise)
        documents = dict(documents_for(key))
        documents[name] = [{**entry, "origin": Origin.COMPANY.value} for entry in documents[name]]
        try:
            write_framework(documents, by=by, note=note, seen={(name, key): 0})
        except StaleEntry:
            if not tries_left:
                raise
        else:
            break
    return key
