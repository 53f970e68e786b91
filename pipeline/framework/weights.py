"""The weights of the framework: read and written all at once, as they have to go together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import cycle

from pipeline.composites import Composite, composite
from pipeline.framework.documents import document_of
from pipeline.framework.editing import Written, current_version, write_framework
from pipeline.framework.lists import LISTS
from pipeline.framework.merging import versions_seen
from pipeline.models import Component, Dimension, Specialization

WHOLE = 100
EXAMPLE = (3, 2, 4, 1)
"""Ratings of a worked example, one for each dimension in turn."""


@dataclass(frozen=True)
class Weights:
    """Percent by the key of a dimension, and by those of a specialization and a component.

    `seen` is the version of the framework in which they were read.
    """

    dimensions: Mapping[str, int]
    components: Mapping[str, Mapping[str, int]]
    seen: int


def read_weights() -> Weights:
    """Return the weights as they now are (three queries)."""
    seen = current_version()
    return Weights(
        dict(Dimension.objects.values_list("key", "weight_percent")),
        dict(Specialization.objects.in_use().values_list("key", "component_weights")),
        seen,
    )


def write_weights(weights: Weights, *, by, note: str = "") -> Written:
    """Write all weights as one version. Openings that run keep theirs.

    Raises FrameworkProblems where they do not add up, StaleEntry where a dimension or a
    specialization has changed since they were read.
    """
    documents, seen = {}, {}
    for name, field, given in (
        ("dimensions", "weight_percent", weights.dimensions),
        ("specializations", "component_weights", weights.components),
    ):
        rows = LISTS[name].model.objects.filter(key__in=given)
        documents[name] = [{**document_of(LISTS[name], row), field: given[row.key]} for row in rows]
        seen |= versions_seen(LISTS[name], {row.key: row for row in rows}, weights.seen)
    return write_framework(documents, by=by, note=note, seen=seen)


def even_weights(components: Iterable[Component]) -> dict[str, int]:
    """Return a hundred percent shared out evenly by key; what is left over goes to the first."""
    keys = [row.key for row in components]
    share, rest = divmod(WHOLE, len(keys)) if keys else (0, 0)
    return {key: share + (place < rest) for place, key in enumerate(keys)}


def worked_example(weights: Mapping[str, int]) -> Composite | None:
    """Return the composite of the example under percent by the name of a dimension, in order.

    None where no dimension has any weight.
    """
    ratings = zip(weights, cycle(EXAMPLE), strict=False)
    return composite(ratings, weights)
