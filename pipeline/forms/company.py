"""The company's settings."""

from django import forms

from config.accounts.forms.time_zones import TimeZoneField
from config.tenancy.models import ClockStart


class CompanyForm(forms.Form):
    name = forms.CharField(max_length=120, label="Name of the company")
    time_zone = TimeZoneField(help_text="It says when a day of the clock begins and ends.")
    clock_days = forms.IntegerField(
        label="Days from first contact to offer",
        min_value=1,
        max_value=365,
        help_text="Calendar days. Openings that exist already keep their own.",
    )
    clock_start = forms.ChoiceField(
        label="First contact is", choices=ClockStart.choices, widget=forms.RadioSelect
    )
