"""The form of a specialization."""

from django import forms

from pipeline.forms.entries import EntryForm, TextsField
from pipeline.framework.weights import even_weights
from pipeline.models import Component, Specialization


class SpecializationForm(EntryForm):
    """A specialization with the weight of each component. Left alone, new ones share evenly."""

    list_name = "specializations"
    name = forms.CharField(max_length=120, help_text="Such as “Speech ML”.")
    aim = forms.CharField(
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="What these engineers build, in a sentence.",
    )
    looks_for = TextsField(label="What we look for", rows=5)
    ships = forms.BooleanField(
        label="They ship to production",
        required=False,
        help_text="Who dismisses engineering then needs an explanation before a yes.",
    )
    premium_low_percent = forms.IntegerField(
        label="Pay premium from, %", min_value=0, max_value=200
    )
    premium_high_percent = forms.IntegerField(label="Pay premium to, %", min_value=0, max_value=200)

    def __init__(self, data=None, *, document=None, seen=None):
        blank = {"premium_low_percent": 0, "premium_high_percent": 0, "ships": True}
        super().__init__(data, document=document or blank, seen=seen)
        self.components = list(Component.objects.all())
        given = self.present.get("component_weights") or even_weights(self.components)
        for component in self.components:
            self.fields[f"weight-{component.key}"] = forms.IntegerField(
                label=component.name,
                required=False,
                min_value=0,
                max_value=100,
                initial=given.get(component.key, 0),
            )

    @property
    def weight_fields(self):
        return [self[f"weight-{component.key}"] for component in self.components]

    def clean_name(self):
        name = self.cleaned_data["name"]
        others = Specialization.objects.filter(name__iexact=name)
        if others.exclude(key=self.present.get("key", "")).exists():
            raise forms.ValidationError(f"There is a specialization named “{name}” already.")
        return name

    def clean(self):
        super().clean()
        low = self.cleaned_data.get("premium_low_percent")
        high = self.cleaned_data.get("premium_high_percent")
        if low is not None and high is not None and low > high:
            self.add_error("premium_high_percent", "The top of the premium lies below its bottom.")

    def document(self):
        names = ("name", "aim", "looks_for", "ships", "premium_low_percent", "premium_high_percent")
        filled = {name: self.cleaned_data[name] for name in names}
        return {**self.present, **filled, "component_weights": self._weights()}

    def _weights(self):
        typed = {row.key: self.cleaned_data[f"weight-{row.key}"] for row in self.components}
        if set(typed.values()) == {None}:
            return self.present.get("component_weights") or even_weights(self.components)
        return {key: value or 0 for key, value in typed.items()}
