"""Forms of an offer and of what became of it."""

from datetime import timedelta

from django import forms

from pipeline.forms.amounts import WholeAmountField, show_whole
from pipeline.models import Offer, Opening
from pipeline.money import CURRENCIES, minor_units
from pipeline.offering.reasons import say_reason, usual_reasons

AMOUNTS = ("base", "bonus", "equity", "sign_on")
USUAL_DAYS_TO_ANSWER = 7
LONGEST_WORDS = 140
USUAL_CLIFF = 12


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
    cliff_months = forms.IntegerField(
        label="Cliff, in months",
        required=False,
        min_value=0,
        max_value=120,
        initial=USUAL_CLIFF,
        help_text="Before it nothing vests.",
    )
    sign_on = WholeAmountField(label="Sign-on", required=False, help_text="Paid once.")
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

    def clean_cliff_months(self):
        months = self.cleaned_data["cliff_months"]
        return USUAL_CLIFF if months is None else months

    def clean(self):
        cleaned = super().clean()
        years, months = cleaned.get("equity_years"), cleaned.get("cliff_months")
        if cleaned.get("equity") and years and months and months > years * 12:
            self.add_error("cliff_months", "The cliff comes after all of it would have vested.")
        return cleaned

    def terms(self) -> dict:
        """Return what `draft_offer` and `revise_offer` take."""
        terms = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        units = minor_units(terms["currency"])
        return terms | {name: (terms[name] or 0) * units for name in AMOUNTS}


class OfferVersionForm(forms.Form):
    """The version of the offer that the page showed."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class PostponeForm(OfferVersionForm):
    """Until when an offer that is out stands from now on."""

    expires_on = _date(label="Stands until", help_text="The last day to accept it.")


class DeclineForm(OfferVersionForm):
    """A usual reason, own words, or both; cleaned to what `decline_offer` takes."""

    use_required_attribute = False
    usual = forms.ChoiceField(required=False, label="Main reason", help_text="Reports count it.")
    words = forms.CharField(
        required=False,
        max_length=LONGEST_WORDS,
        label="In their words",
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="For the team and for later.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        usual = [(text, text) for text in usual_reasons()]
        self.fields["usual"].choices = [("", "Something else"), *usual]

    def clean(self):
        given = super().clean()
        reason = say_reason(given.pop("usual", ""), given.pop("words", ""))
        if not reason and not self.errors:
            self.add_error("words", "Write a sentence: it is how the next offer gets better.")
        return given | {"reason": reason}


def _shown(offer):
    terms = offer.terms
    plain = ("currency", "equity_years", "cliff_months", "starts_on", "expires_on", "note")
    shown = {name: getattr(terms, name) for name in plain}
    for name in AMOUNTS:
        amount = getattr(terms, name)
        shown[name] = show_whole(amount, terms.currency) if amount else ""
    return shown | {"version": offer.version}
