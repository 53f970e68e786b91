"""The weights of an opening: pinned on the day it was opened, and changed only on purpose."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from config.records.audit import acting
from pipeline.models import Component, Dimension, Opening
from pipeline.openings import lock_opening

WHOLE = 100


@dataclass(frozen=True)
class Weight:
    """What a component or a dimension counts, in percent: here, and in the framework now."""

    key: str
    name: str
    pinned: int
    present: int

    @property
    def is_apart(self) -> bool:
        return self.pinned != self.present


@dataclass(frozen=True)
class Weights:
    components: list[Weight]
    dimensions: list[Weight]

    @property
    def are_apart(self) -> bool:
        return any(weight.is_apart for weight in (*self.components, *self.dimensions))


def weights_of(opening: Opening) -> Weights:
    """Return an opening's weights beside the framework's present ones (two queries)."""
    present = opening.specialization.component_weights
    return Weights(
        components=[
            Weight(
                row.key,
                row.name,
                opening.component_weights.get(row.key, 0),
                present.get(row.key, 0),
            )
            for row in Component.objects.all()
        ],
        dimensions=[
            Weight(row.key, row.name, opening.dimension_weights.get(row.key, 0), row.weight_percent)
            for row in Dimension.objects.all()
        ],
    )


def change_weights(
    opening: Opening,
    *,
    by,
    version: int,
    component_weights: Mapping[str, int],
    dimension_weights: Mapping[str, int],
) -> Opening:
    """Give an opening these weights, in percent by key; return it as it now is.

    Raises StaleOpening, and ValidationError where either does not add up to 100 or names what
    the framework does not have.
    """
    check_weights(component_weights, dimension_weights)
    with acting(by):
        locked = lock_opening(opening, version)
        locked.component_weights = dict(component_weights)
        locked.dimension_weights = dict(dimension_weights)
        locked.version += 1
        locked.save()
    return locked


def take_present_weights(opening: Opening, *, by, version: int) -> Opening:
    """Give an opening the weights that its specialization and the dimensions have now."""
    weights = weights_of(opening)
    return change_weights(
        opening,
        by=by,
        version=version,
        component_weights={row.key: row.present for row in weights.components},
        dimension_weights={row.key: row.present for row in weights.dimensions},
    )


def check_weights(components: Mapping[str, int], dimensions: Mapping[str, int]) -> None:
    """Raise ValidationError unless each set adds up to 100 and knows only what there is."""
    for weights, model, plural in (
        (components, Component, "components"),
        (dimensions, Dimension, "dimensions"),
    ):
        unknown = set(weights) - set(model.objects.values_list("key", flat=True))
        if unknown:
            raise ValidationError(f"There are no {plural} {', '.join(sorted(unknown))}.")
        if any(weight < 0 for weight in weights.values()):
            raise ValidationError(f"The {plural} have a weight below nothing.")
        total = sum(weights.values())
        if total != WHOLE:
            raise ValidationError(f"The {plural} add up to {total} %; they have to make 100 %.")
