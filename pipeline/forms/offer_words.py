"""The word of an approver on an offer."""

from django import forms

from pipeline.models.offer_rules import OfferDecision

WORDS = [(each.value, each.label) for each in (OfferDecision.APPROVED, OfferDecision.DECLINED)]


class OfferWordForm(forms.Form):
    """Approve or decline; a decline says what would have to change."""

    use_required_attribute = False
    note = forms.CharField(
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="A decline needs one: what would have to change.",
    )
    decision = forms.ChoiceField(choices=WORDS, widget=forms.HiddenInput)
    version = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)

    def clean(self):
        is_declined = self.cleaned_data.get("decision") == OfferDecision.DECLINED
        if is_declined and not self.cleaned_data.get("note", "").strip():
            self.add_error("note", "Say what would have to change.")
