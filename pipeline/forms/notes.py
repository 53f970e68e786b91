"""The form of a note."""

from django import forms

from pipeline.notes import LONGEST


class NoteForm(forms.Form):
    text = forms.CharField(
        label="Write a note",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Write something first."},
    )
