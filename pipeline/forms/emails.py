"""The words of a mail."""

from django import forms

from pipeline.emails import MissingField, UnknownField, check_body, check_fields


class WordingForm(forms.Form):
    subject = forms.CharField(max_length=200)
    body = forms.CharField(
        max_length=10_000, label="Text", widget=forms.Textarea(attrs={"rows": 14})
    )

    def __init__(self, *args, key: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.key = key

    def clean_subject(self):
        return self._checked(check_fields, self.cleaned_data["subject"])

    def clean_body(self):
        return self._checked(check_body, self.cleaned_data["body"].replace("\r\n", "\n"))

    def _checked(self, check, text):
        try:
            check(self.key, text)
        except (UnknownField, MissingField) as error:
            raise forms.ValidationError(str(error)) from error
        return text
