"""The words of an offer letter."""

from django import forms

from pipeline.offering.letters import LONGEST, IllegalTemplate, check_template


class LetterForm(forms.Form):
    name = forms.CharField(max_length=120)
    text = forms.CharField(
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 22}),
        help_text="Markdown: headings, lists, bold. Fields in braces are filled in.",
    )

    def clean_text(self):
        text = self.cleaned_data["text"].replace("\r\n", "\n")
        try:
            check_template(text)
        except IllegalTemplate as problem:
            raise forms.ValidationError(str(problem)) from problem
        return text
