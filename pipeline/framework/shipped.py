"""The framework that every company finds on its first day."""

from functools import cache

from config.records.audit import acting
from config.tenancy.starters import CONTENT_FOLDERS
from pipeline.framework.arranging import arrange
from pipeline.framework.documents import complete, documents_of
from pipeline.framework.editing import current_version, write_framework
from pipeline.framework.lists import LISTS
from pipeline.framework.weights import even_weights
from pipeline.framework.yaml_files import read_framework
from pipeline.models import Component, Dimension, Opening

NOTE = "Delivered with Fortnight"
DELIVERY = "delivery"
"""Who is acting while content is delivered: nobody of the company."""


@cache
def shipped_framework() -> dict[str, list[dict]]:
    """Return what the content files of all apps say, as one framework."""
    documents = {name: [] for name in LISTS}
    for folder in CONTENT_FOLDERS:
        for path in sorted((folder / "framework").rglob("*.yaml")):
            for name, entries in read_framework(path.read_bytes()).documents.items():
                documents[name].extend(entries)
    return documents


def fill_framework() -> None:
    """Give a company its first framework; what it has already keeps its own words.

    A company that has a version keeps what it has.
    """
    if current_version():
        return
    documents = {name: _first_entries(entry_list) for name, entry_list in LISTS.items()}
    with acting(DELIVERY):
        write_framework(documents, by=DELIVERY, note=NOTE)
        arrange(documents)
        _weigh_openings()


def _first_entries(entry_list):
    """What ships in a list, then what a company of an earlier release has beside it."""
    present = documents_of(entry_list)
    shipped = [complete(entry_list, entry) for entry in shipped_framework()[entry_list.name]]
    merged = [
        _keep_own(entry_list, present.pop(entry_list.key_of(entry), {}), entry) for entry in shipped
    ]
    return [*merged, *map(_weigh, present.values())]


def _keep_own(entry_list, present, shipped):
    """The company's words win; a field that is empty, or as a new row has it, says nothing."""
    defaults = entry_list.defaults
    said = {
        name: value
        for name, value in present.items()
        if value not in ("", None, [], {}) and value != defaults.get(name)
    }
    return {**shipped, **said, "origin": shipped["origin"]}


def _weigh(entry):
    """A specialization from before there were weights shares them out evenly."""
    if entry.get("component_weights") != {}:
        return entry
    components = [Component(key=row["key"]) for row in shipped_framework()["components"]]
    return {**entry, "component_weights": even_weights(components)}


def _weigh_openings():
    """Openings made before there were weights take those of this first version."""
    dimensions = dict(Dimension.objects.values_list("key", "weight_percent"))
    for opening in Opening.objects.filter(component_weights={}).select_related("specialization"):
        opening.component_weights = opening.specialization.component_weights
        opening.dimension_weights = dimensions
        opening.save(update_fields=["component_weights", "dimension_weights"])
