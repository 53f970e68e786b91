"""The form of an opening's weights."""

from collections.abc import Mapping

from django import forms
from django.core.exceptions import ValidationError

from pipeline.models import Component, Dimension
from pipeline.opening_weights import check_weights

COMPONENT, DIMENSION = "component_", "dimension_"


class OpeningWeightsForm(forms.Form):
    """A whole percentage for each component and each dimension; both have to make 100."""

    def __init__(self, data=None, *, components=None, dimensions=None, **kwargs):
        super().__init__(data, **kwargs)
        self._add(COMPONENT, Component, components or {})
        self._add(DIMENSION, Dimension, dimensions or {})

    def clean(self):
        if self.errors:
            return
        try:
            check_weights(self.component_weights(), self.dimension_weights())
        except ValidationError as error:
            self.add_error(None, error)

    def chosen(self) -> dict[str, dict[str, int]]:
        """Return the weights as rules take them."""
        return {
            "component_weights": self.component_weights(),
            "dimension_weights": self.dimension_weights(),
        }

    def component_weights(self) -> dict[str, int]:
        return self._cleaned(COMPONENT)

    def dimension_weights(self) -> dict[str, int]:
        return self._cleaned(DIMENSION)

    def component_fields(self):
        return [field for field in self if field.name.startswith(COMPONENT)]

    def dimension_fields(self):
        return [field for field in self if field.name.startswith(DIMENSION)]

    def _add(self, prefix, model, weights: Mapping[str, int]):
        for row in model.objects.all():
            self.fields[f"{prefix}{row.key}"] = forms.IntegerField(
                label=f"{row.name}, %", min_value=0, max_value=100, initial=weights.get(row.key, 0)
            )

    def _cleaned(self, prefix):
        return {
            name.removeprefix(prefix): value
            for name, value in self.cleaned_data.items()
            if name.startswith(prefix)
        }
