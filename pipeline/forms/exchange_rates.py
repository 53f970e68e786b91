"""Exchange rates: one by hand, many by CSV, and the company's own currency."""

from django import forms

from pipeline.money import CURRENCIES

CHOICES = [(code, code) for code in CURRENCIES]
MOST_BYTES = 1_000_000


class RateForm(forms.Form):
    currency = forms.ChoiceField(choices=CHOICES, label="One")
    into = forms.ChoiceField(choices=CHOICES, label="in")
    rate = forms.DecimalField(max_digits=18, decimal_places=8, label="is worth")
    day = forms.DateField(
        label="On", widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    source = forms.CharField(max_length=120, help_text="Who says so: a bank, a reference rate.")


class RatesFileForm(forms.Form):
    file = forms.FileField(
        label="CSV file",
        help_text="Columns day, currency, into, rate, source; days as 2026-12-04.",
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )

    def clean_file(self):
        upload = self.cleaned_data["file"]
        if upload.size > MOST_BYTES:
            raise forms.ValidationError("The file is larger than 1 MB.")
        return upload


class CurrencyForm(forms.Form):
    currency = forms.ChoiceField(choices=CHOICES, label="Your currency")
