"""The form of where a candidate heard of the opening."""

from django import forms

from pipeline.channels import LONGEST_CHANNEL
from pipeline.forms.candidates import OneLineField


class ChannelForm(forms.Form):
    channel = OneLineField(
        label="Where they heard of the opening",
        required=False,
        max_length=LONGEST_CHANNEL,
        widget=forms.TextInput(attrs={"list": "known-channels", "autocomplete": "off"}),
        help_text="A conference, a job board, a colleague. The list of candidates filters by it.",
    )
