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
    approvals_needed = forms.IntegerField(
        label="Approvals that an opening needs",
        min_value=0,
        max_value=10,
        help_text="So many named people must agree before the public sees it. 0: nobody needs to.",
    )
    careers_intro = forms.CharField(
        label="What your careers page says about you",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    privacy_notice = forms.CharField(
        label="Privacy notice for applicants",
        required=False,
        max_length=20000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Who keeps what they send, for what, for how long, and whom to ask. "
        "The application form leads to it.",
    )
