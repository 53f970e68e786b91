"""The form of a hold, and that of first contact."""

from django import forms

from pipeline.forms.moments import MomentField, ZonedForm
from pipeline.holding import LONGEST_REASON
from pipeline.models import Reason
from pipeline.models.reasons import ReasonKind


class HoldForm(ZonedForm):
    """A usual reason, or one in own words; from now or another moment, until released or then."""

    usual = forms.ModelChoiceField(
        Reason.objects.none(),
        label="Usual reason",
        required=False,
        empty_label="None of these",
        to_field_name="text",
    )
    words = forms.CharField(
        label="In your words",
        required=False,
        max_length=LONGEST_REASON,
        help_text="Needed where no usual reason fits.",
    )
    starts_at = MomentField(label="From", required=False, help_text="Blank is now.")
    ends_at = MomentField(label="Until", required=False, help_text="Blank: until you end it.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["usual"].queryset = Reason.objects.filter(kind=ReasonKind.HOLD)

    def clean(self):
        usual, words = self.cleaned_data.get("usual"), self.cleaned_data.get("words")
        if not usual and not words and not self.has_error("words"):
            self.add_error("words", "Say why the clock is held.")
        return self.cleaned_data

    def hold_fields(self) -> dict:
        """Return what `hold` takes of this form."""
        usual, words = self.cleaned_data["usual"], self.cleaned_data["words"]
        reason = ": ".join(filter(None, [usual and usual.text, words]))
        times = {name: self.cleaned_data[name] for name in ("starts_at", "ends_at")}
        return {"reason": reason, **times}


class FirstContactForm(ZonedForm):
    at = MomentField(label="First contact", is_past=True)


class ReplyForm(ZonedForm):
    at = MomentField(label="They replied", required=False, is_past=True)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["at"].help_text += " Blank is now."
