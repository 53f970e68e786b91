"""The order of entries on screen: that of the document which named them last."""

from collections import defaultdict
from collections.abc import Sequence

from pipeline.framework.documents import is_placed
from pipeline.framework.editing import Documents
from pipeline.framework.lists import LISTS


def arrange(documents: Documents) -> None:
    """Let the entries of each list stand in the order of `documents`, which are written already.

    Entries that are not named stay behind whom they stood behind.
    """
    for name, entries in documents.items():
        entry_list = LISTS[name]
        if is_placed(entry_list):
            _arrange(entry_list.model, [entry["key"] for entry in entries])


def in_new_order(present: Sequence[str], named: Sequence[str]) -> list[str]:
    """Return the keys `present` so that those `named` come in that order."""
    leaders, leader, followers = set(named), None, defaultdict(list)
    for key in present:
        if key in leaders:
            leader = key
        else:
            followers[leader].append(key)
    return [*followers[None], *(one for key in named for one in (key, *followers[key]))]


def _arrange(model, named):
    rows = {row.key: row for row in model.objects.order_by("position", "key")}
    order = in_new_order(list(rows), named)
    if order == list(rows):
        return
    for place, key in enumerate(order):
        rows[key].position = place
    model.objects.bulk_update(rows.values(), ["position"])
