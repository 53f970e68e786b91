"""The public application form."""

import re
from uuid import uuid4

from django import forms

from pipeline.forms.candidates import LinksField, OneLineField

LINK = re.compile(r"://|\bwww\.", re.IGNORECASE)


class ApplyForm(forms.Form):
    """Eight fields, a trap for robots, and a nonce by which a form sent twice is known."""

    name = OneLineField(max_length=160, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(
        max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    phone = OneLineField(
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    location = OneLineField(
        label="Where you live", required=False, max_length=160, help_text="City and country."
    )
    links = LinksField(required=False, help_text="One a line: code, papers, a profile.")
    resume = forms.FileField(
        label="Résumé", required=False, help_text="PDF, Word or text, up to 25 MB."
    )
    message = forms.CharField(
        label="Anything you want to say",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    consent = forms.BooleanField(
        error_messages={"required": "We need your consent to read your application."}
    )
    fax = forms.CharField(
        label="Leave this empty",
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    nonce = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args, company, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields[
            "consent"
        ].label = (
            f"{company.name} may keep what I send here and use it to consider this application."
        )

    def clean_name(self):
        """It is greeted in a mail, which is no place for somebody else's links."""
        if LINK.search(self.cleaned_data["name"]):
            raise forms.ValidationError("Write your name, without links.")
        return self.cleaned_data["name"]

    def clean_fax(self):
        if self.cleaned_data["fax"]:
            raise forms.ValidationError("This field is there to catch robots: empty it, please.")
        return ""

    def sent(self) -> dict:
        """Return what `receive` takes of this form."""
        names = ("name", "email", "phone", "location", "links", "resume", "message")
        return {"nonce": self.cleaned_data["nonce"].hex} | {
            name: self.cleaned_data[name] for name in names
        }
