"""Where an entry of the framework is used: an explicit list that higher rooms add to."""

from collections.abc import Callable, Iterable

from django.db.models import ForeignKey, JSONField, Q

from pipeline.framework.lists import LISTS, RETIRABLE, EntryList
from pipeline.framework.names import Names
from pipeline.framework.parts import Link

FindUses = Callable[[EntryList, str], Iterable[tuple[str, str]]]
"""Returns what uses the entry of this key beyond the framework: words and an address for each."""

USES: list[FindUses] = []


def uses_elsewhere(entry_list: EntryList, key: str) -> list[tuple[str, str]]:
    """Return words and addresses of what uses an entry beyond the framework."""
    return [use for find in USES for use in find(entry_list, key)]


def uses_in_framework(entry_list: EntryList, key: str, names: Names) -> dict[str, list[Link]]:
    """Return the entries in use that name this one, by the title of their list (a query a list).

    Those whose own pages are not (anchors) and where each entry names each (weights) are left out.
    """
    found = {}
    for other in LISTS.values():
        if other.identity != ("key",) or not (paths := _paths_to(entry_list, other)):
            continue
        condition = Q()
        for path in paths:
            condition |= _names(other, path, key)
        rows = other.model.objects.filter(condition).order_by("position", "key")
        if RETIRABLE in other.fields:
            rows = rows.filter(is_retired=False)
        called = names[other.name]
        keys = rows.values_list("key", flat=True)
        if links := [Link(other.name, row, called[row]) for row in keys]:
            found[other.title] = links
    return found


def _paths_to(entry_list, other):
    return [
        path
        for path, listed in other.references.items()
        if listed == entry_list.name and path != "component_weights{}"
    ]


def _names(other, path, key) -> Q:
    """The condition on rows of `other` that holds where they name `key` at `path`."""
    first, _, rest = path.partition(".")
    field = first.removesuffix("[]").removesuffix("{}")
    model_field = other.model._meta.get_field(field)
    if isinstance(model_field, ForeignKey):
        return Q(**{f"{field}__key": key})
    if first.endswith("{}"):
        return Q(**{f"{field}__has_key": key})
    if not isinstance(model_field, JSONField):
        return Q(**{f"{field}__contains": [key]})
    value = [key] if rest.endswith("[]") else key
    return Q(**{f"{field}__contains": [{rest.removesuffix("[]"): value}] if rest else [key]})
