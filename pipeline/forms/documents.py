"""The form of a document."""

from django import forms

from pipeline.documents import LONGEST_TITLE


class DocumentForm(forms.Form):
    file = forms.FileField(
        error_messages={
            "required": "Choose a file.",
            "empty": "This file is empty.",
            "missing": "Choose a file.",
        }
    )
    title = forms.CharField(
        required=False, max_length=LONGEST_TITLE, help_text="Blank: the name of the file."
    )
