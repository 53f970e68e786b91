"""What is said of a numbered seat."""

from django import forms

from pipeline.models import HiringSeat


class HiringSeatForm(forms.Form):
    starts_on = forms.DateField(
        label="Start",
        required=False,
        help_text="From when the place is to be filled.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    note = forms.CharField(
        required=False, max_length=200, help_text="Such as “After Mira” or “New in the plan”."
    )

    def __init__(self, *args, seat: HiringSeat, **kwargs):
        initial = {"starts_on": seat.starts_on, "note": seat.note}
        super().__init__(*args, initial=initial, **kwargs)
