"""Asking who a hidden applicant is."""

from django import forms

from pipeline.blind.reveals import LONGEST


class RevealForm(forms.Form):
    reason = forms.CharField(
        label="Why do you need to know?",
        max_length=LONGEST,
        help_text="Colleagues read it in the timeline. Your rating will say that you knew.",
        error_messages={"required": "Write why you need to know who it is."},
    )
