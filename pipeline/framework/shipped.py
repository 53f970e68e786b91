"""The framework that every company finds on its first day."""

from functools import cache

from config.tenancy.starters import CONTENT_FOLDERS
from pipeline.framework.documents import complete, documents_of
from pipeline.framework.editing import current_version, write_framework
from pipeline.framework.lists import LISTS
from pipeline.framework.yaml_files import read_framework
from pipeline.models import Dimension, Opening

NOTE = "Delivered with Fortnight"


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
    documents = {}
    for name, entry_list in LISTS.items():
        present = documents_of(entry_list)
        documents[name] = [
            _keep_own(present.get(entry_list.key_of(entry)), complete(entry_list, entry))
            for entry in shipped_framework()[name]
        ]
    write_framework(documents, by="delivery", note=NOTE)
    _weigh_openings()


def _keep_own(present, shipped):
    if present is None:
        return shipped
    said = {name: value for name, value in present.items() if value not in ("", None, [], {})}
    return {**shipped, **said, "origin": shipped["origin"]}


def _weigh_openings():
    """Openings made before there were weights take those of this first version."""
    dimensions = dict(Dimension.objects.values_list("key", "weight_percent"))
    for opening in Opening.objects.filter(component_weights={}).select_related("specialization"):
        opening.component_weights = opening.specialization.component_weights
        opening.dimension_weights = dimensions
        opening.save(update_fields=["component_weights", "dimension_weights"])
