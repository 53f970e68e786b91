"""The forms of a person, and of bringing one into an opening."""

import re

from django import forms
from django.core.validators import URLValidator
from django.urls import reverse

from config.accounts.roles import Role
from pipeline.candidates import EDITABLE
from pipeline.forms.moments import MomentField, ZonedForm
from pipeline.models import Candidate, Opening
from pipeline.models.applications import Origin
from pipeline.notes import LONGEST as LONGEST_NOTE

MOST_LINKS = 10
MOST_KNOWN = 5
SOMEBODY_ELSE = "new"
ADDED_ORIGINS = [
    (Origin.APPLIED, "Applied"),
    (Origin.SOURCED, "We wrote first"),
    (Origin.REFERRED, "Was referred"),
]
COMMANDS = re.compile(r"[\x01-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
check_url = URLValidator(schemes=["http", "https"], message="“%(value)s” is no web address.")


class OneLineField(forms.CharField):
    """Text in one line, whatever white space came with it.

    Nor does it keep what commands a terminal, or turns the words around it: it stands in mails
    and sentences beside what others wrote. A NUL stays, and is refused.
    """

    def to_python(self, value):
        return re.sub(r"\s+", " ", COMMANDS.sub(" ", super().to_python(value))).strip()


class LinksField(forms.CharField):
    """Web addresses, one a line; "github.com/ada" is taken for https."""

    def __init__(self, **options):
        widget = forms.Textarea(attrs={"rows": 2, "autocomplete": "url", "spellcheck": "false"})
        super().__init__(max_length=2000, widget=widget, **options)

    def clean(self, value):
        links = [_with_scheme(word) for word in super().clean(value).split()]
        if len(links) > MOST_LINKS:
            raise forms.ValidationError(f"At most {MOST_LINKS} links.")
        for link in links:
            check_url(link)
        return "\n".join(links)


class OpeningField(forms.ModelChoiceField):
    """Openings by title and reference: two may have one title."""

    def label_from_instance(self, obj):
        return f"{obj.title} ({obj.ref})"


class PersonForm(forms.Form):
    """What is known of a person."""

    name = OneLineField(max_length=160, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(required=False, max_length=254)
    phone = OneLineField(required=False, max_length=40)
    location = OneLineField(required=False, max_length=160)
    links = LinksField(required=False, help_text="One a line: code, papers, a profile.")

    def person_fields(self) -> dict:
        """Return what `add_candidate` and `change_candidate` take."""
        return {name: self.cleaned_data[name] for name in EDITABLE}


class ApplicationForm(ZonedForm):
    """Which opening, how the person came, and when."""

    opening = OpeningField(Opening.objects.none(), empty_label="Choose")
    origin = forms.ChoiceField(
        label="How they came", choices=ADDED_ORIGINS, widget=forms.RadioSelect, initial="applied"
    )
    contacted_at = MomentField(label="When", required=False, is_past=True)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["opening"].queryset = Opening.objects.visible_to(user).running()
        when = self.fields["contacted_at"]
        when.help_text = f"When they applied, or when we wrote. {when.help_text} Blank is now."

    def application_fields(self) -> dict:
        """Return what `add_application` takes of this form, beside the opening."""
        return {name: self.cleaned_data[name] for name in ("origin", "contacted_at")}


class AddCandidateForm(PersonForm, ApplicationForm):
    """A person by hand, perhaps at once in an opening. Without one only recruiters see them.

    Where the address typed is `known`, `person` says who is meant.
    """

    resume = forms.FileField(label="Résumé", required=False)
    note = forms.CharField(
        required=False, max_length=LONGEST_NOTE, widget=forms.Textarea(attrs={"rows": 3})
    )
    person = forms.ChoiceField(
        required=False, error_messages={"required": "Say who is meant: the address is known."}
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        if user.holds(Role.RECRUITER):
            self.fields["opening"].required = False
            self.fields["opening"].empty_label = "None yet"
        self.fields["email"].widget.attrs |= {
            "hx-get": reverse("pipeline:known_candidates"),
            "hx-trigger": "change",
            "hx-target": "#known",
            "hx-swap": "outerHTML",
        }
        self.known = _known(self.data.get("email", ""), user)
        keys = [(str(person.pk), person.name) for person in self.known]
        self.fields["person"].choices = [*keys, (SOMEBODY_ELSE, "Somebody else")]
        self.fields["person"].required = bool(self.known)

    @property
    def meant(self) -> Candidate | None:
        """The known person who is meant, or None: a new one."""
        chosen = self.cleaned_data["person"]
        return next((person for person in self.known if str(person.pk) == chosen), None)


def _known(email, user):
    email = email.replace("\0", "").strip()
    return list(Candidate.objects.visible_to(user).with_email(email).order_by("-id")[:MOST_KNOWN])


def _with_scheme(word):
    return word if "://" in word or ":" in word.partition("/")[0] else f"https://{word}"
