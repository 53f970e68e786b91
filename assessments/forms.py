"""Forms of take-homes."""

from urllib.parse import urlsplit

from django import forms
from django.core.validators import URLValidator

from assessments.models import Verdict
from pipeline.forms.moments import MomentField, ZonedForm

LONGEST_TEXT = 5000


class BriefForm(ZonedForm):
    brief = forms.CharField(
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        label="What to do",
        help_text="The task, or where it is described.",
    )
    due_at = MomentField(required=False, label="Due")


class HandInForm(ZonedForm):
    link = forms.CharField(
        required=False,
        max_length=200,
        validators=[URLValidator(schemes=["http", "https"])],
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
    )
    upload = forms.FileField(required=False, label="File")
    at = MomentField(required=False, is_past=True, label="Handed in", help_text="Blank: now.")

    def clean_link(self):
        link = self.cleaned_data["link"]
        if link and urlsplit(link).username is not None:
            raise forms.ValidationError("Leave names and passwords out of the link.")
        return link

    def clean(self):
        given = super().clean()
        if not self.errors and not given.get("link") and not given.get("upload"):
            raise forms.ValidationError("Give a link or a file.")
        return given


class ReviewForm(forms.Form):
    verdict = forms.ChoiceField(choices=Verdict.choices, widget=forms.RadioSelect)
    note = forms.CharField(
        max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 4}), label="Why"
    )
