"""Amounts of money as people write them."""

import re

from django import forms

from pipeline.money import minor_units

LARGEST = 1_000_000_000
_GROUPED = re.compile(r"\d{1,3}(?:[ ,.'’]\d{3})+|\d+")


class WholeAmountField(forms.CharField):
    """An amount in whole units, cleaned to an int: "280000", "280,000", "280 000", "280k"."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.widget.attrs.setdefault("inputmode", "numeric")
        self.widget.attrs.setdefault("autocomplete", "off")

    def to_python(self, value):
        text = (super().to_python(value) or "").replace("\u00a0", " ").replace("\u202f", " ")
        if not text:
            return None
        thousands = text[-1] in "kK"
        digits = text[:-1].strip() if thousands else text
        if not _GROUPED.fullmatch(digits):
            raise forms.ValidationError("Write a whole amount, such as 280,000.")
        amount = int(re.sub(r"\D", "", digits)) * (1000 if thousands else 1)
        if amount > LARGEST:
            raise forms.ValidationError("This amount is too large.")
        return amount


def show_whole(minor: int | None, currency: str) -> str:
    """Write minor units as `WholeAmountField` reads them."""
    return "" if minor is None else f"{minor // minor_units(currency):,}"
