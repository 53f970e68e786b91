"""Seating somebody: who, and what they rate."""

from django import forms

from panels.models import MOST_CRITERIA_PER_SEAT
from panels.seats import IllegalSeat, check_criteria, seatable
from pipeline.models import Criterion


class SeatForm(forms.Form):
    interviewer = forms.ModelChoiceField(queryset=None, empty_label="Choose somebody")
    criteria = forms.ModelMultipleChoiceField(
        queryset=None,
        widget=forms.CheckboxSelectMultiple,
        label=f"Rates up to {MOST_CRITERIA_PER_SEAT} criteria",
    )

    def __init__(self, *args, stage, **kwargs):
        super().__init__(*args, auto_id=f"seat-{stage.pk}-%s", **kwargs)
        self.fields["interviewer"].queryset = seatable()
        self.fields["criteria"].queryset = Criterion.objects.filter(is_retired=False)

    def clean_criteria(self):
        criteria = self.cleaned_data["criteria"]
        try:
            check_criteria(criteria)
        except IllegalSeat as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return criteria
