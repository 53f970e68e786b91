"""The company's settings."""

from django import forms
from django.conf import settings

from config.accounts.forms.time_zones import TimeZoneField
from config.records.letters import may_send_from
from config.tenancy.models import ClockStart


class SenderForm(forms.Form):
    """Whom the company's mail is from."""

    sender_name = forms.CharField(
        label="Name that your mail is from",
        required=False,
        max_length=120,
        help_text="Blank is the name of the company.",
    )
    sender_address = forms.EmailField(
        label="Address that your mail is from",
        required=False,
        help_text="Blank is the address of this installation. Answers find their way either way.",
    )

    def clean_sender_address(self):
        address = self.cleaned_data["sender_address"]
        if address and not may_send_from(address):
            allowed = ", ".join(sorted(settings.INBOUND.domains)) or "none yet"
            raise forms.ValidationError(
                "Whoever runs this installation has to allow its domain first (MAIL_DOMAINS). "
                f"Allowed: {allowed}."
            )
        return address


class CompanyForm(SenderForm):
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
    page_days = forms.IntegerField(
        label="Days for which a link to a candidate's page holds",
        min_value=7,
        max_value=730,
        help_text="Mails carry a new link well before the last one ends. Links can be revoked.",
    )
    undo_minutes = forms.IntegerField(
        label="Minutes before a rejection goes out",
        required=False,
        min_value=0,
        max_value=10_080,
        help_text="Within them it can be undone without a trace in the candidate’s mail. Then it "
        "waits for the next working hour where they live.",
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

    def clean_undo_minutes(self):
        given = self.cleaned_data["undo_minutes"]
        return self.initial["undo_minutes"] if given is None else given
