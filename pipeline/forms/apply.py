"""The public application form."""

import re
from collections.abc import Sequence
from datetime import timedelta

from django import forms

from pipeline.applying.answers import Given
from pipeline.applying.consents import consent_words
from pipeline.applying.questions import digest_of
from pipeline.applying.receiving import Sent, has_link
from pipeline.applying.stamps import Stamp
from pipeline.forms.candidates import LinksField, OneLineField
from pipeline.forms.screening_answers import answer_field
from pipeline.models import ScreeningQuestion

SOONEST = timedelta(seconds=3)
MAKES_ROOM = ("message", "location", "phone")
"""Fields whose place the questions take, in this order: at most eight things are asked."""

SHORT = {"consent": "Your consent", "fax": "The field to leave empty"}
"""What a field is called in a list of mistakes, where its label is a sentence."""

PERSON = ("name", "email", "phone", "location", "links")
LOOK_AGAIN = "That was quick. Look over what stands here, and send it again."
CHANGED = (
    "The questions of this role changed while you were writing. What you wrote stands here "
    "still: look it over, and send it again."
)


class ApplyForm(forms.Form):
    """Eight things at most, the company's own questions among them, and a trap for robots."""

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
        label="Where you live",
        required=False,
        max_length=160,
        help_text="City and country.",
        widget=forms.TextInput(attrs={"autocomplete": "address-level2"}),
    )
    links = LinksField(required=False, help_text="One a line: code, papers, a profile.")
    resume = forms.FileField(
        label="Résumé",
        required=False,
        help_text="PDF, Word or JSON Resume to fill in from; text is taken too. Up to 10 MB.",
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

    def __init__(
        self,
        *args,
        company,
        opening,
        questions: Sequence[ScreeningQuestion],
        stamp: Stamp,
        held=None,
        **kwargs,
    ):
        super().__init__(*args, **kwargs)
        self.questions, self.stamp, self.held = questions, stamp, held
        self.consent_words = consent_words(company, opening)
        self.seen = digest_of(questions, self.consent_words)
        self.fields["consent"].label = self.consent_words
        typed = self.data if self.is_bound else self.initial
        for name in MAKES_ROOM[: len(questions)]:
            # What somebody wrote before a question took its place stays in sight.
            if not typed.get(name):
                del self.fields[name]
        for question in questions:
            self.fields[name_of(question)] = answer_field(question)

    @property
    def answer_fields(self) -> list:
        return [self[name_of(question)] for question in self.questions]

    @property
    def contact_fields(self) -> list:
        return [self[name] for name in ("phone", "location") if name in self.fields]

    @property
    def no_longer_asked(self) -> list[tuple[str, str]]:
        """Names and answers that were sent for questions that are gone: their sender reads them."""
        known = {name_of(question) for question in self.questions}
        names = [name for name in self.data if ANSWER.fullmatch(name) and name not in known]
        sent = [(name, self.data.get(name, "")[:3000].strip()) for name in names]
        return [(name, text) for name, text in sent if text]

    @property
    def mistakes(self) -> list[tuple[str, str, str]]:
        """Where each thing to mend stands, what it is called and what is wrong with it."""
        return [
            (self[name].id_for_label or f"id_{name}_0", SHORT.get(name, self[name].label), error)
            for name, errors in self.errors.items()
            if name in self.fields
            for error in errors
        ]

    def clean_name(self):
        """It is greeted in a mail, which is no place for somebody else's links."""
        if has_link(self.cleaned_data["name"]):
            raise forms.ValidationError("Write your name, without links.")
        return self.cleaned_data["name"]

    def clean_fax(self):
        if self.cleaned_data["fax"]:
            raise forms.ValidationError("This field is there to catch robots: empty it, please.")
        return ""

    def clean(self):
        if self.data.get("held") and not self.held and not self.files.get("resume"):
            self.add_error("resume", "It is no longer kept here. Choose it once more.")
        if self.data.get("seen") != self.seen:
            self.add_error(None, CHANGED)
        elif self.stamp.age < SOONEST and not self.errors:
            self.add_error(None, LOOK_AGAIN)

    def sent(self, channel: str) -> Sent:
        """Return what `receive` takes of this form."""
        said = self.cleaned_data
        answers = [(row, said[name_of(row)]) for row in self.questions]
        return Sent(
            nonce=self.stamp.nonce,
            person={name: said.get(name, "") for name in PERSON},
            seen=self.seen,
            consent=self.consent_words,
            resume=said["resume"],
            has_held=bool(self.held),
            message=said.get("message", ""),
            answers=tuple(Given(row, answer) for row, answer in answers if answer),
            channel=channel,
        )


ANSWER = re.compile(r"answer_[0-9a-f]{32}")


def name_of(question: ScreeningQuestion) -> str:
    """Return the name of the field that asks `question`."""
    return f"answer_{question.pk.hex}"


def read_channel(text: str) -> str:
    """Return where somebody heard of the opening: a short token, what else it holds left out."""
    return re.sub(r"[^a-z0-9._-]+", "", text[:200].lower())[:40]
