"""A template of the company's own."""

from django import forms

from pipeline.mailing.fields import UnknownField, check_known
from pipeline.mailing.writing import LONGEST_TEXT


def known(text: str) -> str:
    """Return `text` as it is kept; raises ValidationError where a field in it is not known."""
    try:
        check_known(text)
    except UnknownField as error:
        raise forms.ValidationError(str(error)) from error
    return text.replace("\r\n", "\n")


class OwnTemplateForm(forms.Form):
    name = forms.CharField(max_length=120, help_text="What colleagues choose it by.")
    subject = forms.CharField(max_length=200)
    body = forms.CharField(
        max_length=LONGEST_TEXT,
        label="Text",
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text="Markdown: **bold**, *italic*, - lists, [words](https://…).",
    )

    def clean_subject(self):
        return known(self.cleaned_data["subject"])

    def clean_body(self):
        return known(self.cleaned_data["body"])
