"""The form of a work in the evidence record, and of the mark that somebody checked it."""

from django import forms
from django.core.validators import URLValidator
from django.utils import timezone

from pipeline.forms.candidates import OneLineField
from pipeline.models.works import WorkKind
from pipeline.people.works import CONTENT

LONGEST_TEXT = 4000
EARLIEST_YEAR = 1950
check_link = URLValidator(schemes=["http", "https"], message="Give an http or https address.")


class LinkField(forms.CharField):
    """One web address; "github.com/ada" is taken for https."""

    def __init__(self, **options):
        widget = forms.TextInput(attrs={"inputmode": "url", "spellcheck": "false"})
        super().__init__(max_length=500, widget=widget, **options)

    def clean(self, value):
        link = super().clean(value)
        if link and ":" not in link.partition("/")[0]:
            link = f"https://{link}"
        if link:
            check_link(link)
        return link


class WorkForm(forms.Form):
    """One work: what it is and what this person did in it."""

    kind = forms.ChoiceField(label="What it is", choices=WorkKind.choices)
    title = OneLineField(max_length=200)
    url = LinkField(label="Link", required=False)
    year = forms.IntegerField(required=False, min_value=EARLIEST_YEAR)
    contribution = forms.CharField(
        label="What this person did in it",
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Of several authors, which part was theirs.",
    )

    def clean_year(self):
        year = self.cleaned_data["year"]
        if year is not None and year > timezone.now().year + 1:
            raise forms.ValidationError("This year is still to come.")
        return year

    def content(self) -> dict:
        """Return what `add_work` and `change_work` take."""
        return {name: self.cleaned_data[name] for name in CONTENT}


class VerifyForm(forms.Form):
    """How somebody checked a work."""

    verification = forms.CharField(
        label="How did you check it?",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="In a sentence: what you looked at, and what it shows of their part.",
        error_messages={"required": "Say in a sentence how you checked it."},
    )
