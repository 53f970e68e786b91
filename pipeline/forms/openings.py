"""The form of an opening."""

from django import forms

from pipeline.forms.amounts import WholeAmountField, show_whole
from pipeline.models import Level, Opening, Specialization
from pipeline.models.openings import EmploymentType
from pipeline.money import CURRENCIES, minor_units
from pipeline.openings import EDITABLE
from pipeline.pay_ranges import PayRange, published_range

MOST_SEATS = 500
"""What somebody can type; what is imported may have hired more."""


class OpeningForm(forms.Form):
    """Pay is written in whole units and cleaned to minor units of the currency."""

    title = forms.CharField(max_length=160)
    specialization = forms.ModelChoiceField(Specialization.objects.none(), empty_label="Choose")
    level = forms.ModelChoiceField(Level.objects.none(), empty_label="Choose")
    location = forms.CharField(
        max_length=160, required=False, help_text="Such as “Berlin or remote”."
    )
    employment_type = forms.ChoiceField(label="Employment", choices=EmploymentType.choices)
    headcount = forms.IntegerField(label="Seats", min_value=1, max_value=MOST_SEATS, initial=1)
    clock_days = forms.IntegerField(
        label="Days on the clock",
        min_value=1,
        max_value=365,
        help_text="From first contact to offer.",
    )
    summary = forms.CharField(
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="What the role is about, for the team and for candidates.",
    )
    is_blind = forms.BooleanField(
        label="Blind screening",
        required=False,
        help_text="Hide who applicants are until reviewers have rated them.",
    )
    currency = forms.ChoiceField(choices=[(code, code) for code in CURRENCIES])
    pay_low = WholeAmountField(label="Base pay from", required=False)
    pay_high = WholeAmountField(label="Base pay to", required=False)
    filled_in = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, opening: Opening | None = None, **kwargs):
        if opening is not None:
            kwargs["initial"] = _shown(opening)
        super().__init__(*args, **kwargs)
        offered = Specialization.objects.filter(is_retired=False)
        if opening is not None:
            offered |= Specialization.objects.filter(pk=opening.specialization_id)
            self.fields["version"].required = True
            self._allow_seats(opening.headcount)
        self.fields["specialization"].queryset = offered
        self.fields["level"].queryset = Level.objects.all()

    def _allow_seats(self, number):
        """What an opening has already it may keep."""
        most = max(MOST_SEATS, number)
        field = forms.IntegerField(label="Seats", min_value=1, max_value=most)
        self.fields["headcount"] = field

    def clean(self):
        low, high = self.cleaned_data.get("pay_low"), self.cleaned_data.get("pay_high")
        if self.has_error("pay_low") or self.has_error("pay_high"):
            return
        if (low is None) != (high is None):
            self.add_error("pay_high", "Give both ends of the pay range, or neither.")
        elif low is not None and low > high:
            self.add_error("pay_high", "The top of the pay range lies below its bottom.")

    def published(self) -> PayRange | None:
        """Return the published range for what is chosen so far, in the currency chosen."""
        chosen = {}
        for name in ("specialization", "level", "currency"):
            try:
                chosen[name] = self.fields[name].clean(self[name].value())
            except forms.ValidationError:
                return None
        return published_range(**chosen)

    def is_for_juniors(self) -> bool:
        """Say whether the level that is chosen so far is junior."""
        try:
            return self.fields["level"].clean(self["level"].value()).key == "junior"
        except forms.ValidationError:
            return False

    def opening_fields(self) -> dict:
        """Return what `create_opening` and `edit_opening` take, pay in minor units."""
        fields = {name: self.cleaned_data[name] for name in EDITABLE}
        units = minor_units(fields["currency"])
        for end in ("pay_low", "pay_high"):
            fields[end] = None if fields[end] is None else fields[end] * units
        return fields


def with_published_pay(data) -> tuple[OpeningForm, PayRange | None]:
    """Return an unbound form of `data` with the published range filled in, and that range.

    `filled_in` says what was filled in before; a range somebody typed is left alone.
    """
    values = data.dict()
    published = OpeningForm(initial=values).published()
    typed = [values.get("pay_low", ""), values.get("pay_high", "")]
    if typed == ["", ""] or typed == values.get("filled_in", "").split():
        values["pay_low"], values["pay_high"] = ends_of(published)
        values["filled_in"] = " ".join(ends_of(published)).strip()
    return OpeningForm(initial=values), published


def ends_of(published: PayRange | None) -> tuple[str, str]:
    """Return the ends of a published range as the form shows them."""
    if published is None:
        return "", ""
    low, high = (show_whole(end, published.currency) for end in (published.low, published.high))
    return low, high


def _shown(opening):
    shown = {name: getattr(opening, name) for name in (*EDITABLE, "version")}
    for end in ("pay_low", "pay_high"):
        shown[end] = show_whole(shown[end], opening.currency)
    return shown
