"""Specializations: a company adds its own beside the four it starts with."""

from pipeline.framework.adding import add_entry
from pipeline.framework.lists import LISTS
from pipeline.framework.retiring import set_retired
from pipeline.framework.weights import even_weights
from pipeline.models import Component, Specialization

LIST = "specializations"


def add_specialization(*, by, name, **fields) -> Specialization:
    """Add a specialization at the end of the list; return it. Its key is made from its name.

    `fields` are those of a document. Without weights its components share a hundred percent.
    """
    weights = fields.pop("component_weights", None) or even_weights(Component.objects.all())
    document = {"name": name, "component_weights": weights, **fields}
    key = add_entry(LIST, name, lambda key: {LIST: [{"key": key, **document}]}, by=by)
    return Specialization.objects.get(key=key)


def retire(specialization, *, by) -> None:
    """Offer it no longer for new openings. Those it has keep it."""
    set_retired(LISTS[LIST], specialization, True, by=by)


def restore(specialization, *, by) -> None:
    """Offer it for new openings again."""
    set_retired(LISTS[LIST], specialization, False, by=by)
