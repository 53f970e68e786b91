"""The form for a new API token."""

from datetime import timedelta

from django import forms
from django.utils import timezone


class TokenForm(forms.Form):
    name = forms.CharField(
        max_length=80,
        label="What is it for?",
        widget=forms.TextInput(attrs={"placeholder": "Nightly export", "autocomplete": "off"}),
    )
    days = forms.TypedChoiceField(
        label="Works for",
        coerce=int,
        choices=[(30, "30 days"), (90, "90 days"), (365, "A year"), (0, "Until revoked")],
        initial=90,
    )

    def expires_at(self):
        """Return when the token ends, or None where it does not."""
        days = self.cleaned_data["days"]
        return timezone.now() + timedelta(days=days) if days else None
