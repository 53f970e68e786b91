"""Naming a view of a board or a table."""

from django import forms

from pipeline.board_views.saved_views import LONGEST_NAME
from pipeline.forms.candidates import OneLineField


class ViewForm(forms.Form):
    name = OneLineField(max_length=LONGEST_NAME, help_text="Such as “Late, and mine”.")
    is_shared = forms.BooleanField(
        label="Share it",
        required=False,
        help_text="Everybody who may see this board finds it. “Mine” means their own.",
    )


class NewViewForm(ViewForm):
    is_pinned = forms.BooleanField(
        label="Pin it", required=False, help_text="It stands above your boards and tables."
    )
