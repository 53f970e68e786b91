"""The filter of the audit trail."""

from django import forms

from config.accounts.models import User
from config.records.trail import audited_things


class TrailFilter(forms.Form):
    """Which entries to show. What was typed into the address by hand is checked like the rest."""

    table = forms.ChoiceField(label="What", required=False)
    actor = forms.ChoiceField(label="Who", required=False)
    row = forms.UUIDField(required=False, widget=forms.HiddenInput)
    before = forms.IntegerField(
        required=False, min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        people = [(str(pk), name) for pk, name in User.objects.by_name().values_list("pk", "name")]
        words = [(word, word.capitalize()) for word in ("founding", "invitation", "import")]
        self.fields["table"].choices = [
            ("", "Everything"),
            *[(table, thing.capitalize()) for table, thing in audited_things()],
        ]
        self.fields["actor"].choices = [("", "Everyone"), *people, *words]
