"""The words of a mail."""

from django import forms

from pipeline.emails import FIELD, INDISPENSABLE, UnknownField, check_fields


class WordingForm(forms.Form):
    subject = forms.CharField(max_length=200)
    body = forms.CharField(
        max_length=10_000, label="Text", widget=forms.Textarea(attrs={"rows": 14})
    )

    def __init__(self, *args, key: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.key = key

    def clean_subject(self):
        return self._checked(self.cleaned_data["subject"])

    def clean_body(self):
        body = self._checked(self.cleaned_data["body"].replace("\r\n", "\n"))
        missing = INDISPENSABLE.get(self.key, frozenset()) - set(FIELD.findall(body))
        if missing:
            raise forms.ValidationError(f"This mail is of no use without {{{missing.pop()}}}.")
        return body

    def _checked(self, text):
        try:
            check_fields(self.key, text)
        except UnknownField as error:
            raise forms.ValidationError(str(error)) from error
        return text
