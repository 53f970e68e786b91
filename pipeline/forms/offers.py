"""Forms of an offer and of what became of it."""

from datetime import timedelta

from django import forms

from pipeline.forms.amounts import WholeAmountField, show_whole
from pipeline.models import Offer, Opening
from pipeline.money import CURRENCIES, minor_units

AMOUNTS = ("base", "bonus", "equity")
USUAL_DAYS_TO_ANSWER = 7


def _date(**options):
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(widget=widget, **options)


class OfferForm(forms.Form):
    """Amounts are written in whole units and cleaned to minor units of the currency."""

    currency = forms.ChoiceField(choices=[(code, code) for code in CURRENCIES])
    base = WholeAmountField(label="Base pay", help_text="A year.")
    bonus = WholeAmountField(required=False, help_text="A year.")
    equity = WholeAmountField(required=False, help_text="What the whole grant is worth.")
    equity_years = forms.IntegerField(
        label="Years it vests over", min_value=1, max_value=10, initial=4
    )
    starts_on = _date(label="First day of work", required=False)
    expires_on = _date(label="Stands until", help_text="The last day to accept it.")
    note = forms.CharField(
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For the team; it is not sent.",
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, opening: Opening, today, offer: Offer | None = None, **kwargs):
        until = today + timedelta(days=USUAL_DAYS_TO_ANSWER)
        suggested = {"currency": opening.currency, "expires_on": until}
        super().__init__(*args, initial=_shown(offer) if offer else suggested, **kwargs)
        self.today = today
        self.fields["version"].required = offer is not None

    def clean_base(self):
        base = self.cleaned_data["base"]
        if not base:
            raise forms.ValidationError("The base pay of an offer is more than nothing.")
        return base

    def clean_expires_on(self):
        day = self.cleaned_data["expires_on"]
        if day < self.today:
            raise forms.ValidationError("This day is over.")
        return day

    def terms(self) -> dict:
        """Return what `draft_offer` and `revise_offer` take."""
        terms = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        units = minor_units(terms["currency"])
        return terms | {name: (terms[name] or 0) * units for name in AMOUNTS}


class OfferVersionForm(forms.Form):
    """The version of the offer that the page showed."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class DeclineForm(OfferVersionForm):
    reason = forms.CharField(
        max_length=200,
        label="Why, in their words",
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="For the team and for later.",
        error_messages={"required": "Write a sentence: it is how the next offer gets better."},
    )


def _shown(offer):
    terms = offer.terms
    plain = ("currency", "equity_years", "starts_on", "expires_on", "note")
    shown = {name: getattr(terms, name) for name in plain}
    for name in AMOUNTS:
        amount = getattr(terms, name)
        shown[name] = show_whole(amount, terms.currency) if amount else ""
    return shown | {"version": offer.version}
