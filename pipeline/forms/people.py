"""Forms about colleagues."""

from django import forms

from config.accounts.forms.passwords import NewPasswordForm
from config.accounts.forms.roles import RolesField
from config.accounts.forms.time_zones import TimeZoneField
from config.accounts.models import User


class InviteForm(forms.Form):
    name = forms.CharField(max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    email = forms.EmailField(max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    roles = RolesField(label="Roles")


class PersonForm(forms.Form):
    name = forms.CharField(max_length=120)
    roles = RolesField(label="Roles")
    time_zone = TimeZoneField(
        required=False,
        help_text="For what is mailed to this person. Left empty, it is the company's.",
    )


class AcceptForm(NewPasswordForm):
    """The password of somebody who takes up an invitation."""

    def __init__(self, *args, invitation, **kwargs):
        super().__init__(*args, **kwargs)
        self.invitation = invitation

    def whose(self):
        return User(email=self.invitation.email, name=self.invitation.name)
