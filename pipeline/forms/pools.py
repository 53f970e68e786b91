"""The forms of talent pools."""

from django import forms

from pipeline.forms.candidates import OneLineField
from pipeline.models import Pool

LONGEST_TEXT = 2000


class PoolForm(forms.Form):
    name = OneLineField(max_length=120)
    purpose = forms.CharField(
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Whom it is for, and when you would write to them.",
    )


class PlaceNoteForm(forms.Form):
    note = forms.CharField(
        label="Why they are in the pool",
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class PoolPlaceForm(PlaceNoteForm):
    """Into which pool, and why."""

    pool = forms.ModelChoiceField(Pool.objects.filter(is_retired=False), empty_label="Choose")
