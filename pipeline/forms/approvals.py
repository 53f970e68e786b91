"""Naming approvers, and their word."""

from django import forms

from config.accounts.models import User
from pipeline.approvals import approvable_by
from pipeline.models import Opening
from pipeline.models.approvals import Decision


class ApproverForm(forms.Form):
    approver = forms.ModelChoiceField(User.objects.none(), label="Person", empty_label="Choose")

    def __init__(self, *args, opening: Opening, asker: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["approver"].queryset = approvable_by(opening, asker=asker)


class WordForm(forms.Form):
    """Approve or decline; a decline says what would have to change."""

    use_required_attribute = False
    note = forms.CharField(
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="A decline needs one: what would have to change. The hiring team reads it.",
    )
    decision = forms.ChoiceField(choices=Decision.choices, widget=forms.HiddenInput)
    version = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)

    def clean(self):
        is_declined = self.cleaned_data.get("decision") == Decision.DECLINED
        note = self.cleaned_data.get("note", "")
        if is_declined and not note.strip() and not self.has_error("note"):
            self.add_error("note", "Say what would have to change.")
