"""Between rows and documents: what an entry of the framework reads like as plain values."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import ForeignKey, QuerySet

from pipeline.framework.lists import LISTS, EntryList
from pipeline.models.framework import Entry


def rows_of(entry_list: EntryList) -> QuerySet:
    """Return the rows of a list in their order, with what their documents name."""
    links = [name for name in entry_list.fields if _is_link(entry_list, name)]
    rows = (
        entry_list.model.objects.select_related(*links)
        if links
        else (entry_list.model.objects.all())
    )
    if is_placed(entry_list):
        return rows.order_by("position", "key")
    return rows.order_by(
        *[
            f"{part}__position" if _is_link(entry_list, part) else part
            for part in entry_list.identity
        ]
    )


def is_placed(entry_list: EntryList) -> bool:
    """Say whether entries of this list have places of their own; others go by whom they name."""
    return "position" in {field.name for field in entry_list.model._meta.fields}


def document_of(entry_list: EntryList, row: Entry) -> dict:
    """Return what `row` reads like: plain values, in the order of the schema."""
    return {name: _plain(getattr(row, name)) for name in entry_list.fields}


def documents_of(entry_list: EntryList) -> dict[str, dict]:
    """Return every entry of a list as it now reads, by key, in order (one query)."""
    documents = (document_of(entry_list, row) for row in rows_of(entry_list))
    return {entry_list.key_of(document): document for document in documents}


def framework_document(names: Iterable[str] | None = None) -> dict[str, list[dict]]:
    """Return the framework as it now reads, or some of its lists (one query each)."""
    return {
        name: list(documents_of(entry_list).values())
        for name, entry_list in LISTS.items()
        if names is None or name in names
    }


def complete(entry_list: EntryList, document: Mapping) -> dict:
    """Return `document` with every field, in order; what it leaves out has its default.

    A document of an older version may lack even fields that are required by now.
    """
    return {
        name: _plain(document[name]) if name in document else _default(entry_list, name)
        for name in entry_list.fields
    }


def write_fields(entry_list: EntryList, row: Entry, document: Mapping, links: Mapping) -> None:
    """Set the fields of `row` from a complete document; `links` are rows by list and key."""
    for name in entry_list.fields:
        value = document[name]
        if _is_link(entry_list, name):
            listed = entry_list.references[name]
            setattr(row, name, None if value is None else links[listed][value])
        elif value and _is_date(entry_list, name):
            setattr(row, name, date.fromisoformat(value))
        else:
            setattr(row, name, value)


def links_for(entry_list: EntryList) -> dict[str, dict[str, Entry]]:
    """Return the rows that entries of this list point to, by list and key (a query each)."""
    listed = {
        entry_list.references[name] for name in entry_list.fields if _is_link(entry_list, name)
    }
    return {name: {row.key: row for row in LISTS[name].model.objects.all()} for name in listed}


def _is_link(entry_list, name):
    return isinstance(entry_list.model._meta.get_field(name), ForeignKey)


def _is_date(entry_list, name):
    return entry_list.model._meta.get_field(name).get_internal_type() == "DateField"


def _plain(value):
    if isinstance(value, Entry):
        return value.key
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def _default(entry_list, name):
    if name not in entry_list.defaults:
        return entry_list.model._meta.get_field(name).get_default()
    value = entry_list.defaults[name]
    return value.copy() if isinstance(value, list | dict) else value
