"""What is asked of someone who rejects: why, and what the candidate is told."""

from django import forms

from pipeline.forms.moves import CloseForm
from pipeline.keys import read_key
from pipeline.mailing.sending import Unsendable
from pipeline.models import Application, EmailTemplate, Reason
from pipeline.models.reasons import ReasonKind
from pipeline.rejections.letters import (
    LONGEST_FEEDBACK,
    LONGEST_TEXT,
    Letter,
    Wording,
    is_owed_feedback,
    template_for,
    word_letter,
)

USUAL, OWN, NONE = "usual", "own", "none"
SENT = [(USUAL, "The usual mail"), (OWN, "Words of your own"), (NONE, "No mail")]


class LetterForm(forms.Form):
    """The words of one mail; fields in braces are filled in as it is sent."""

    subject = forms.CharField(required=False, max_length=200)
    words = forms.CharField(
        required=False,
        label="Text",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 9}),
    )


class RejectForm(CloseForm, LetterForm):
    """The reason, feedback where it is owed, and the mail: usual, in own words, or none."""

    feedback = forms.CharField(
        required=False,
        max_length=LONGEST_FEEDBACK,
        widget=forms.Textarea(attrs={"rows": 4}),
        label="Feedback for them",
        help_text="They gave you an interview: say what spoke for them, and what was missing. "
        "It goes into the mail.",
    )
    no_feedback = forms.BooleanField(required=False, label="No feedback this time")
    mail = forms.ChoiceField(label="The mail to them", choices=SENT, widget=forms.RadioSelect)
    no_mail = forms.CharField(
        required=False,
        max_length=300,
        label="Why no mail",
        help_text="It stands in the timeline: “We spoke on the phone.”",
    )

    def __init__(self, data=None, *, application: Application, by, **keywords):
        if data is not None and "mail" not in data:  # a form that says nothing of it
            data = data.copy()
            data["mail"] = USUAL
        super().__init__(data, kind=ReasonKind.REJECT, **keywords)
        self.application, self.by = application, by
        self.asks_feedback = is_owed_feedback(application)
        if not self.asks_feedback:
            del self.fields["feedback"], self.fields["no_feedback"]
        template = template_for(self._usual_text())
        own = {"mail": USUAL, "subject": template.subject, "words": template.body}
        self.initial = own | self.initial

    def _usual_text(self):
        """The usual reason as it was picked so far, be the form sound or not."""
        key = read_key(str(self.data.get("usual") or self.initial.get("usual") or ""))
        return Reason.objects.filter(pk=key).values_list("text", flat=True).first() or ""

    def clean(self):
        given = super().clean()
        owed = self.asks_feedback and given.get("mail") != NONE
        if owed and not (given.get("feedback") or given.get("no_feedback")):
            sentence = "Write a sentence or two, or say below that you give none."
            self.add_error("feedback", sentence)
        if given.get("mail") == NONE and not given.get("no_mail"):
            self.add_error("no_mail", "Say why they get no mail.")
        if given.get("mail") == OWN and not given.get("words"):
            self.add_error("words", "Write what they are told.")
        if not self.errors and given.get("mail") == OWN:
            _check_words(self, self.application, self.letter, by=self.by, reason=self.reason)
        return given

    def as_typed(self) -> "RejectForm":
        """Return the form unbound, with what was typed so far and nothing said against it."""
        typed = {name: self[name].value() for name in self.fields}
        if typed["mail"] != OWN:
            # Until somebody writes their own, the words follow the reason.
            del typed["subject"], typed["words"]
        return RejectForm(application=self.application, by=self.by, initial=typed)

    @property
    def letter(self) -> Letter:
        """What `reject` takes."""
        given = self.cleaned_data
        feedback = given.get("feedback", "")
        if given["mail"] == NONE:
            return Letter(no_mail=given["no_mail"])
        if given["mail"] == OWN:
            return Letter(given["subject"], given["words"].replace("\r\n", "\n"), feedback)
        return Letter(feedback=feedback)

    def preview(self) -> Wording | None:
        """Return the mail as it would go out with what is typed so far; None where there is none.

        Whoever rejects may not know who it is: then it greets the alias that they know.
        """
        own = self["mail"].value() == OWN
        feedback = str(self["feedback"].value() or "") if self.asks_feedback else ""
        text = str(self["words"].value() or "") if own else ""
        subject = str(self["subject"].value() or "") if own else ""
        letter = Letter(subject[:200], text[:LONGEST_TEXT], feedback[:LONGEST_FEEDBACK])
        if self["mail"].value() == NONE:
            return None
        try:
            usual = self._usual_text()
            return word_letter(self.application, letter, by=self.by, reason=usual)
        except (Unsendable, ValueError):
            return None


class RejectionLetterForm(LetterForm):
    """The mail of a rejection that waits, or that is planned after all."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = True


class ReasonMailsForm(forms.Form):
    """A template for each usual reason for rejecting."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.reasons = list(Reason.objects.filter(kind=ReasonKind.REJECT))
        for reason in self.reasons:
            self.fields[reason.pk.hex] = forms.ModelChoiceField(
                EmailTemplate.objects.filter(is_own=True),
                label=reason.text,
                required=False,
                empty_label="The usual rejection",
                initial=reason.template_id,
            )

    def chosen(self) -> dict:
        """Return each reason's template, or None, by the reason's key."""
        return {reason.pk: self.cleaned_data[reason.pk.hex] for reason in self.reasons}


def _check_words(form, application, letter, *, by, reason):
    try:
        word_letter(application, letter, by=by, reason=reason)
    except (Unsendable, ValueError) as why:
        form.add_error("words", str(why))
