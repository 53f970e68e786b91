"""One's own details."""

from django import forms

from config.accounts.forms.time_zones import TimeZoneField


class AccountForm(forms.Form):
    name = forms.CharField(max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    time_zone = TimeZoneField(
        label="Your time zone",
        required=False,
        help_text="For what is mailed to you. Left empty, it is the company's.",
    )
