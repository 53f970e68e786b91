"""The form with which somebody of the company refers a person."""

from django import forms

from pipeline.forms.candidates import OneLineField, OpeningField
from pipeline.models import Opening
from pipeline.people.referrals import Introduction

LONGEST_WORDS = 5000


class ReferralForm(forms.Form):
    opening = OpeningField(Opening.objects.none(), empty_label="Choose")
    name = OneLineField(label="Their name", max_length=160)
    email = forms.EmailField(label="Their email", max_length=254)
    relation = OneLineField(
        label="How you know them",
        max_length=200,
        help_text="Such as “we worked on ranking together for two years”.",
    )
    words = forms.CharField(
        label="Why them",
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="What you have seen them do. The hiring team reads it; they do not.",
    )
    resume = forms.FileField(
        label="Résumé", required=False, help_text="PDF, Word or text, up to 25 MB."
    )
    agreed = forms.BooleanField(
        label="They know that I am passing on their details",
        error_messages={"required": "Ask them first, please."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["opening"].queryset = Opening.objects.taking_applications()

    def introduction(self) -> Introduction:
        """Return what `refer` takes."""
        names = ("name", "email", "relation", "words", "resume")
        return Introduction(**{name: self.cleaned_data[name] for name in names})
