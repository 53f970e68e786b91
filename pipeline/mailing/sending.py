"""Writing to candidates: every mail is a message of a thread, and leaves by the outbox."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.crypto import get_random_string

from config.records.audit import acting, person_of
from config.records.outbox import put
from pipeline.models import Application, Message, MessageKind, Thread

TOKEN_LENGTH = 24


class Unsendable(Exception):
    """Why a message cannot be sent; its text is a sentence for whoever tried."""


def send_message(
    application: Application,
    *,
    by,
    subject: str,
    text: str,
    kind: MessageKind = MessageKind.FREE,
    decision: UUID | None = None,
    due_at: datetime | None = None,
    thread: Thread | None = None,
    template=None,
) -> Message:
    """Write to the candidate of `application` now, or at `due_at`; return the message.

    `text` is Markdown with its merge fields filled in. A `decision` that was told already is
    not told again: its message is returned as it is. Raises Unsendable without an address.
    """
    candidate = application.candidate
    if not candidate.email:
        raise Unsendable(f"{candidate.name} has no email address.")
    with acting(by):
        if decision and (told := Message.objects.filter(decision=decision, kind=kind).first()):
            return told
        mail = put(
            to=candidate.email, subject=subject, body=text, about=application.pk, due_at=due_at
        )
        return Message.objects.create(
            thread=thread or _thread_of(application, subject),
            direction="out",
            kind=kind,
            author=person_of(by),
            to_address=candidate.email,
            subject=subject,
            text=text,
            headers_id=mail.headers_id,
            decision=decision,
            outbox=mail,
            template=template,
        )


def take_back(message: Message, *, by) -> bool:
    """Keep a message that has not left from leaving; say whether it still could be."""
    with acting(by):
        mail = message.outbox
        mail = mail and type(mail).objects.waiting().select_for_update().filter(pk=mail.pk).first()
        if mail is None:
            return False
        mail.cancelled_at = timezone.now()
        mail.save(update_fields=["cancelled_at"])
    return True


def _thread_of(application, subject):
    thread = application.threads.order_by("id").first()
    return thread or Thread.objects.create(
        candidate=application.candidate,
        application=application,
        subject=subject,
        token=get_random_string(TOKEN_LENGTH).lower(),
    )
