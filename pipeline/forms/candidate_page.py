"""Forms of a candidate's own page."""

from django import forms

from config.accounts.forms.time_zones import TimeZoneField
from pipeline.candidate_pages.requests import LONGEST
from pipeline.candidate_pages.surveys import ENDS, QUESTIONS
from pipeline.candidate_pages.surveys import LONGEST as LONGEST_SAID
from pipeline.forms.candidates import LinksField, OneLineField
from pipeline.models import RequestKind


def _words(**options):
    rows = options.pop("rows", 5)
    return forms.CharField(
        max_length=options.pop("max_length", LONGEST),
        widget=forms.Textarea(attrs={"rows": rows}),
        **options,
    )


class RescheduleForm(forms.Form):
    times = _words(
        label="Times that suit you",
        max_length=2000,
        help_text="A few, with their days, in your own time zone.",
    )
    reason = _words(label="Why", required=False, rows=2, max_length=1500)

    def __init__(self, *args, zone: str, **options):
        super().__init__(*args, **options)
        self.zone = zone

    @property
    def text(self) -> str:
        said = self.cleaned_data
        why = f"\n\nWhy: {said['reason']}" if said["reason"] else ""
        return f"{said['times']}\n\nTime zone: {self.zone}{why}"


class AccommodationForm(forms.Form):
    text_asked = _words(
        label="What would help you",
        help_text="More time, another form, a break, an interpreter: say what, and for which step.",
    )

    @property
    def text(self) -> str:
        return self.cleaned_data["text_asked"]


class QuestionForm(forms.Form):
    text_asked = _words(label="Your question")

    @property
    def text(self) -> str:
        return self.cleaned_data["text_asked"]


class PersonForm(forms.Form):
    text_asked = _words(label="Anything we should know", required=False, rows=3)

    @property
    def text(self) -> str:
        return self.cleaned_data["text_asked"]


ASK_FORMS: dict[RequestKind, type[forms.Form]] = {
    RequestKind.RESCHEDULE: RescheduleForm,
    RequestKind.ACCOMMODATION: AccommodationForm,
    RequestKind.QUESTION: QuestionForm,
    RequestKind.PERSON: PersonForm,
}
"""The form of each thing that one may ask for; each gives its `text`."""


class WithdrawOneselfForm(forms.Form):
    reason = forms.ChoiceField(label="Why", required=False, widget=forms.RadioSelect)
    words = _words(label="In your words", required=False, rows=3, max_length=2000)

    def __init__(self, *args, reasons: list[str], **options):
        super().__init__(*args, **options)
        self.fields["reason"].choices = [
            *((reason, reason) for reason in reasons),
            ("", "I would rather not say"),
        ]


class DetailsForm(forms.Form):
    phone = OneLineField(
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    location = OneLineField(
        label="Where you live",
        required=False,
        max_length=160,
        widget=forms.TextInput(attrs={"autocomplete": "address-level2"}),
    )
    links = LinksField(required=False, help_text="One a line: code, papers, a profile.")
    time_zone = TimeZoneField(
        required=False, help_text="Hours on this page are shown in it. Blank: those of the company."
    )


class PaperForm(forms.Form):
    file = forms.FileField(
        help_text="PDF, Word or text, for example.",
        error_messages={"required": "Choose a file.", "empty": "This file is empty."},
    )


class SurveyForm(forms.Form):
    """Three ratings and free words; nothing has to be said."""

    text = _words(label="Anything else", required=False, rows=3, max_length=LONGEST_SAID)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for name, question in QUESTIONS.items():
            low, high = ENDS[name]
            self.fields[name] = forms.TypedChoiceField(
                label=question,
                required=False,
                coerce=int,
                empty_value=None,
                choices=[(number, str(number)) for number in range(1, 6)],
                widget=forms.RadioSelect,
                help_text=f"1: {low}. 5: {high}.",
            )
        self.order_fields([*QUESTIONS, "text"])


class LostLinkForm(forms.Form):
    email = forms.EmailField(max_length=254)
