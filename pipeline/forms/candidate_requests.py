"""Forms of colleagues about a candidate's page: answers, and the day that was promised."""

from django import forms

from pipeline.candidate_pages.requests import LONGEST


class AnswerForm(forms.Form):
    answer = forms.CharField(
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="It is mailed to them, and stands on their page.",
    )


class PromiseForm(forms.Form):
    due_on = forms.DateField(
        label="They hear from us by",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
