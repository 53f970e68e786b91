"""Founding a company on the public host."""

from django import forms

from config.accounts.forms.passwords import NewPasswordForm
from config.accounts.forms.time_zones import TimeZoneField
from config.accounts.models import User
from config.tenancy.models import check_slug
from config.tenancy.slugs import suggest_slug


class SignUpForm(NewPasswordForm):
    name = forms.CharField(
        max_length=120,
        label="Company",
        widget=forms.TextInput(attrs={"autocomplete": "organization", "autofocus": True}),
    )
    slug = forms.CharField(
        max_length=40,
        label="Address",
        required=False,
        help_text="Small letters, digits and hyphens. Left empty, it is made from the name.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )
    time_zone = TimeZoneField(help_text="It says when a day begins. You can change it later.")
    person = forms.CharField(
        max_length=120, label="Your name", widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        max_length=254,
        label="Your email",
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )
    field_order = ["name", "slug", "time_zone", "person", "email", "password", "password_again"]

    def clean_slug(self):
        slug = self.cleaned_data["slug"].lower()
        if slug:
            check_slug(slug)
        return slug

    def clean(self):
        cleaned = super().clean()
        if "name" in cleaned and cleaned.get("slug") == "":
            cleaned["slug"] = suggest_slug(cleaned["name"])
            if not cleaned["slug"]:
                self.add_error("slug", "No address can be made from this name; choose one.")
        return cleaned

    def whose(self):
        cleaned = self.cleaned_data
        return User(email=cleaned.get("email", ""), name=cleaned.get("person", ""))

    def company(self) -> dict:
        """Return what `found_company` asks for."""
        return {
            name: value for name, value in self.cleaned_data.items() if name != "password_again"
        }


class FindCompanyForm(forms.Form):
    company = forms.CharField(
        max_length=253,
        label="Your company's address",
        widget=forms.TextInput(attrs={"autocapitalize": "none", "placeholder": "acme"}),
    )
