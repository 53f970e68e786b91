"""Rating a calibration example."""

from django import forms

from panels.models.calibration import RATING_OF


class PracticeForm(forms.Form):
    level = forms.ChoiceField(widget=forms.HiddenInput)
    rating = forms.TypedChoiceField(
        choices=[(value, str(value)) for value in sorted(RATING_OF.values())],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a rating first."},
    )

    def __init__(self, data=None, *, practice, level=None):
        super().__init__(data, initial={"level": level and level.key})
        self.levels = {row.level.key: row.level for row in practice.levels}
        self.fields["level"].choices = [(key, row.name) for key, row in self.levels.items()]

    def clean_level(self):
        return self.levels[self.cleaned_data["level"]]
