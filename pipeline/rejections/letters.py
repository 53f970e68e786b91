"""What somebody is told who is rejected: the mail of the reason, or words of their own."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from pipeline.emails import fill
from pipeline.mailing.fields import Filling, MergeField, check_known, fields_in, values_of
from pipeline.mailing.markdown import escape, render_plain
from pipeline.mailing.sending import Unsendable
from pipeline.models import Application, EmailTemplate, Reason
from pipeline.models.reasons import ReasonKind

USUAL = "rejection"
"""The key of the template of every reason that has none of its own."""

FEEDBACK = MergeField(
    "feedback",
    "what you tell who is rejected after an interview",
    "What we liked: how you told us about the migration. What we missed: its failures.",
    lambda filling: "",
    "Feedback is written where somebody is rejected.",
)

LONGEST_FEEDBACK = 5000
LONGEST_TEXT = 20_000

Interviewed = Callable[[Application], bool]
"""Says whether the candidate reached an interview, so that they are owed feedback."""

INTERVIEWED: list[Interviewed] = []
"""Higher rooms add to it in `AppConfig.ready()`."""


@dataclass(frozen=True)
class Letter:
    """How the mail to one person differs from the usual; what is blank is as usual.

    `subject` and `text` may use merge fields. `no_mail` says why nothing is to be sent.
    """

    subject: str = ""
    text: str = ""
    feedback: str = ""
    no_mail: str = ""


@dataclass(frozen=True)
class Wording:
    """Subject and text as they go out."""

    subject: str
    text: str
    template: EmailTemplate | None = None

    @property
    def plain(self) -> str:
        """The text without its marks."""
        return render_plain(self.text)


def is_owed_feedback(application: Application) -> bool:
    """Say whether any room knows of an interview with the candidate."""
    return any(reached(application) for reached in INTERVIEWED)


def template_for(reason: str) -> EmailTemplate:
    """Return the template of the usual reason that `reason` begins with, else the usual one."""
    usual = reason.strip().partition("\n")[0].strip()
    reasons = Reason.objects.filter(kind=ReasonKind.REJECT, text=usual).exclude(template=None)
    known = reasons.select_related("template").first()
    return known.template if known else EmailTemplate.objects.get(key=USUAL)


def word_letter(application: Application, letter: Letter, *, by, reason: str) -> Wording:
    """Return the mail with its fields filled in; `application` has its true candidate.

    Where no words are given, a template that cannot be filled in makes way for the usual one.
    Raises UnknownField; and Unsendable where words that are given name what nobody knows.
    """
    if letter.text:
        check_known(letter.subject, letter.text)
        return _filled(application, letter.subject, letter.text, letter.feedback, by)
    template = template_for(reason)
    for chosen in (template, EmailTemplate.objects.get(key=USUAL)):
        try:
            words = (letter.subject or chosen.subject, chosen.body)
            filled = _filled(application, *words, letter.feedback, by)
        except (Unsendable, ValueError):
            continue
        return Wording(filled.subject, filled.text, chosen)
    raise Unsendable("The mail for rejections has fields that nobody can fill in.")


def _filled(application, subject, text, feedback, by) -> Wording:
    if feedback and "{feedback}" not in text:
        text = f"{text.rstrip()}\n\n{{feedback}}"
    check_known(subject, text)
    names = [name for name in fields_in(subject, text) if name != FEEDBACK.name]
    values = values_of(names, Filling(application, by))
    if missing := [name for name, value in values.items() if not value]:
        raise Unsendable(f"{{{missing[0]}}} is empty: nobody knows what stands for it.")
    escaped = {name: escape(value) for name, value in values.items()}
    # Feedback is written by whoever rejects, and so is Markdown as the rest of the text is.
    body = fill(text, {**escaped, FEEDBACK.name: feedback.strip()})
    subject = fill(subject, {**values, FEEDBACK.name: ""})
    return Wording(subject, re.sub(r"\n{3,}", "\n\n", body).strip() + "\n")
