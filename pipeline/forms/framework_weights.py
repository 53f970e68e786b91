"""The form of all weights: dimensions, and components in each specialization."""

from django import forms

from pipeline.composites import Composite
from pipeline.framework.weights import WHOLE, Weights, worked_example
from pipeline.models import Component, Dimension, Specialization


def percent(label: str) -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"min": 0, "max": WHOLE, "aria-label": label})
    return forms.IntegerField(label=label, min_value=0, max_value=WHOLE, widget=widget)


class WeightsForm(forms.Form):
    """Percent for each dimension, and for each component in each specialization in use.

    `seen` is the version of the framework in which the weights were read.
    """

    seen = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(self, data=None, *, weights: Weights):
        self.weights = weights
        self.dimensions = list(Dimension.objects.all())
        self.components = list(Component.objects.all())
        self.specializations = list(Specialization.objects.in_use())
        super().__init__(data, initial={"seen": weights.seen})
        for row in self.dimensions:
            self._add(f"d-{row.key}", row.name, weights.dimensions.get(row.key, 0))
        for row in self.specializations:
            given = weights.components.get(row.key, {})
            for component in self.components:
                label = f"{row.name}: {component.name}"
                self._add(f"c-{row.key}-{component.key}", label, given.get(component.key, 0))

    def _add(self, name, label, initial):
        self.fields[name] = percent(label)
        self.initial[name] = initial

    def clean(self):
        for owner, fields in self._rows():
            values = [self.cleaned_data.get(field.name) for field in fields]
            if None not in values and sum(values) != WHOLE:
                self.add_error(
                    None, f"{owner}: the weights add up to {sum(values)} %, not to {WHOLE} %."
                )

    def _rows(self):
        yield "Dimensions", self.dimension_fields
        for row in self.specializations:
            yield row.name, self._fields_of(row)

    @property
    def dimension_fields(self):
        return [self[f"d-{row.key}"] for row in self.dimensions]

    def _fields_of(self, specialization):
        return [self[f"c-{specialization.key}-{row.key}"] for row in self.components]

    @property
    def dimension_sum(self) -> int:
        return self._sum(self.dimension_fields)

    @property
    def specialization_rows(self):
        """Each specialization with its fields and what they add up to."""
        rows = ((row, self._fields_of(row)) for row in self.specializations)
        return [(row, fields, self._sum(fields)) for row, fields in rows]

    @property
    def example(self) -> Composite | None:
        """The composite under the weights on the page, as far as they are numbers."""
        fields = zip(self.dimensions, self.dimension_fields, strict=True)
        return worked_example({row.name: self._number(field) for row, field in fields})

    def _sum(self, fields) -> int:
        return sum(map(self._number, fields))

    def _number(self, field) -> int:
        text = str(field.value() if field.value() is not None else "").strip()
        return min(int(text[:6]), WHOLE * WHOLE) if text.isdecimal() else 0

    def differences(self) -> list[tuple[str, int, int]]:
        """Return label, present weight and typed weight of each that would change."""
        typed = ((field, self._number(field)) for field in self.visible_fields())
        return [
            (field.label, field.initial, number)
            for field, number in typed
            if number != field.initial
        ]

    def typed(self) -> Weights:
        """Return the weights as they were filled in."""
        filled = self.cleaned_data
        components = {
            row.key: {part.key: filled[f"c-{row.key}-{part.key}"] for part in self.components}
            for row in self.specializations
        }
        dimensions = {row.key: filled[f"d-{row.key}"] for row in self.dimensions}
        seen = filled["seen"]
        return Weights(dimensions, components, self.weights.seen if seen is None else seen)
