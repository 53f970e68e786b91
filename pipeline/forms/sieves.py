"""Which cards of a board to show."""

from django import forms
from django.utils.http import urlencode


class SieveForm(forms.Form):
    """What is asked for in the address of a board; what is wrong there sifts nothing."""

    q = forms.CharField(required=False, max_length=100)
    late = forms.BooleanField(required=False)

    def asked(self) -> dict:
        """Return what holds of what was asked for."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def kept(self) -> str:
        """Return it again for a link, with & in front; empty where everyone is shown."""
        kept = {name: "1" if value is True else value for name, value in self.asked().items()}
        return f"&{urlencode(kept)}" if kept else ""
