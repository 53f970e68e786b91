"""What the entries of the framework are called."""

from django.db.models import CharField, TextField, Value
from django.db.models.functions import Cast

from pipeline.framework.lists import LISTS, EntryList

Names = dict[str, dict[str, str]]
"""By list, and then by key."""

SPOKEN = ("name", "ask", "statement", "question")
"""The fields that say what an entry is called: the first of them that it has."""


def spoken_field(entry_list: EntryList) -> str | None:
    """Return the field that says what an entry of this list is called; anchors have none."""
    return next((name for name in SPOKEN if name in entry_list.fields), None)


def all_names() -> Names:
    """Return what every entry is called, in the order of its list (one query)."""
    spoken = {
        name: field for name, entry_list in LISTS.items() if (field := spoken_field(entry_list))
    }
    rows = [_names_in(LISTS[name], field) for name, field in spoken.items()]
    names: Names = {name: {} for name in spoken}
    for listed, _, key, called in rows[0].union(*rows[1:], all=True).order_by("listed", "position"):
        names[listed][key] = called
    return names


def _names_in(entry_list, field):
    listed = Value(entry_list.name, output_field=CharField())
    rows = entry_list.model.objects.order_by().annotate(
        listed=listed, called=Cast(field, TextField())
    )
    return rows.values_list("listed", "position", "key", "called")
