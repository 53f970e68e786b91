"""Choosing a password, wherever one is chosen."""

from django import forms
from django.contrib.auth.password_validation import validate_password

from config.accounts.models import User


def password_field(label: str, autocomplete: str = "new-password", help_text: str = ""):
    """Return a field for a password; of absurd length it is refused before it is hashed."""
    return forms.CharField(
        label=label,
        max_length=1000,
        strip=False,
        help_text=help_text,
        widget=forms.PasswordInput(attrs={"autocomplete": autocomplete}),
    )


class NewPasswordForm(forms.Form):
    """A new password, typed twice, good enough for the person that `whose` returns."""

    password = password_field(
        "Password", help_text="At least 10 characters. A few unrelated words are easy to keep."
    )
    password_again = password_field("Password, once more")

    def whose(self) -> User:
        """Return the person, saved or not, whose details the password must not repeat."""
        raise NotImplementedError

    def clean(self):
        cleaned = super().clean()
        password = cleaned.get("password")
        if password is None:
            return cleaned
        if cleaned.get("password_again") not in (None, password):
            self.add_error("password_again", "The two passwords differ.")
        try:
            validate_password(password, self.whose())
        except forms.ValidationError as error:
            self.add_error("password", error)
        return cleaned


class PersonsPasswordForm(NewPasswordForm):
    """A new password for a person who is known already."""

    def __init__(self, *args, person: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person

    def whose(self):
        return self.person


class ChangePasswordForm(PersonsPasswordForm):
    """A new password of one's own, with the old one as proof."""

    present = password_field("Present password", autocomplete="current-password")
    field_order = ["present"]

    def clean_present(self):
        if not self.person.check_password(self.cleaned_data["present"]):
            raise forms.ValidationError("This is not your present password.")
        return self.cleaned_data["present"]
