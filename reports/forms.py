"""What a report is asked for in its address."""

from django import forms

COHORTS = [("", "All time"), ("30", "30 days"), ("90", "90 days"), ("365", "A year")]


class ScopeForm(forms.Form):
    """`specialization` is a key; which there are, the openings say."""

    specialization = forms.SlugField(required=False, max_length=60)
    days = forms.TypedChoiceField(
        choices=COHORTS, coerce=int, empty_value=None, required=False, label="Entered within"
    )


class RowsForm(ScopeForm):
    opening = forms.SlugField(required=False, max_length=40)
    what = forms.CharField(max_length=20)
    stage = forms.CharField(required=False, max_length=160)
    after = forms.UUIDField(required=False)
