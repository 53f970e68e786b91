"""From words with merge fields to a message: filled for one candidate, looked at, and sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.utils import timezone

from config.records.audit import acting
from config.records.letters import sender_of
from pipeline.blind.reading import refuse_hidden
from pipeline.emails import fill
from pipeline.mailing.fields import MERGE_FIELDS, Filling, check_known, fields_in, values_of
from pipeline.mailing.markdown import escape, render_html, render_plain
from pipeline.mailing.sending import Unsendable, change_message, send_message
from pipeline.mailing.steps import check_free
from pipeline.mailing.threads import answers_go_to
from pipeline.models import Application, EmailTemplate, Message, MessageKind

UNDO_FOR = timedelta(seconds=45)
LONGEST_AHEAD = timedelta(days=365)
LONGEST_TEXT = 20_000


class Unfilled(Unsendable):
    """Fields of a message are empty for its candidate; the text says which, and where to fill."""


@dataclass(frozen=True)
class Letter:
    """A message as its candidate would get it. `problem` says why it cannot be sent; or blank."""

    sender: str
    to: str
    reply_to: str
    subject: str
    plain: str
    html: str
    problem: str = ""


def fill_in(application: Application, *, by, subject: str, text: str) -> tuple[str, str]:
    """Return subject and text with their merge fields filled for `application`.

    The text is Markdown, in which nothing that is filled in means anything. Raises
    UnknownField, and Unfilled.
    """
    subject, text, missing = _filled(application, by, subject, text)
    if missing:
        raise Unfilled(say_missing(missing))
    return subject, text


def say_missing(names) -> str:
    """Say which fields are empty, and where to fill each."""
    return " ".join(f"{{{name}}} is empty. {MERGE_FIELDS[name].missing}" for name in names)


def fill_sample(subject: str, text: str, values: Mapping[str, str]) -> tuple[str, str]:
    """Return subject and text filled with `values`, for a preview that is about nobody."""
    escaped = {name: escape(str(value)) for name, value in values.items()}
    return fill(subject, values), fill(text, escaped)


def preview_letter(application: Application, *, by, subject: str, text: str) -> Letter:
    """Return the letter exactly as it would be sent now; what is empty keeps its braces.

    Raises UnknownField. Nothing is sent; a page that is linked to comes into being.
    """
    refuse_hidden(application.candidate)
    with acting(by):
        subject, text, missing = _filled(application, by, subject, text)
        thread = application.threads.order_by("id").first()
    problem = say_missing(missing) if missing else ""
    if not application.candidate.email:
        problem = f"{application.candidate.name} has no email address."
    return Letter(
        sender=sender_of(connection.tenant),
        to=application.candidate.email,
        reply_to=answers_go_to(thread, by=by),
        subject=subject,
        plain=render_plain(text),
        html=render_html(text),
        problem=problem,
    )


def write_message(
    application: Application,
    *,
    by,
    subject: str,
    text: str,
    due_at: datetime | None = None,
    template: EmailTemplate | None = None,
    kind: MessageKind = MessageKind.FREE,
) -> Message:
    """Write what somebody typed to the candidate: now, which waits to be undone, or at `due_at`.

    Raises UnknownField; and Unsendable, among them Unfilled.
    """
    refuse_hidden(application.candidate)
    with acting(by):
        subject, text = fill_in(application, by=by, subject=subject, text=text)
        due_at = check_hour(due_at) if due_at else timezone.now() + UNDO_FOR
        words = {"subject": subject, "text": text, "template": template, "kind": kind}
        return send_message(application, by=by, due_at=due_at, **words)


def rewrite_message(
    message: Message, *, by, subject: str, text: str, due_at: datetime | None = None
) -> Message:
    """Give a message that waits other words or another hour. Raises as `write_message`."""
    check_free(message)
    application = message.thread.application
    with acting(by):
        subject, text = fill_in(application, by=by, subject=subject, text=text)
        due_at = check_hour(due_at) if due_at else None
        return change_message(message, by=by, subject=subject, text=text, due_at=due_at)


def check_hour(due_at: datetime) -> datetime:
    """Return `due_at` where a message can be planned for it; raises Unsendable."""
    if due_at <= timezone.now():
        raise Unsendable("This hour is over. Choose a later one, or send it now.")
    if due_at > timezone.now() + LONGEST_AHEAD:
        raise Unsendable("A message can be planned for a year ahead at most.")
    return due_at


def _filled(application, by, subject, text):
    """Subject and text with what is known filled in, and the names of the fields that are not."""
    check_known(subject, text)
    values = values_of(fields_in(subject, text), Filling(application, by))
    missing = [name for name, value in values.items() if not value]
    shown = {name: value or f"{{{name}}}" for name, value in values.items()}
    return *fill_sample(subject, text, shown), missing


def render_message(key: str, **values: str) -> tuple[str, str]:
    """Return subject and Markdown of the shipped template `key`, filled with plain `values`."""
    template = EmailTemplate.objects.get(key=key)
    return fill_sample(template.subject, template.body, values)
