"""Writing to candidates: every mail is a message of a thread, and leaves by the outbox."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from config.records import outbox
from config.records.audit import acting, person_of
from config.records.crashes import crash_point
from config.records.letters import sender_of
from config.records.models import OutboxMessage
from pipeline.mailing.letters import letter_html
from pipeline.mailing.markdown import render_plain
from pipeline.mailing.threads import answered_by, headers_of, thread_of, unanswered_by
from pipeline.models import Application, Message, MessageKind, Thread


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
    subject = " ".join(subject.replace("\0", "").split())[:300]
    with acting(by):
        told = Message.objects.filter(decision=decision, kind=kind)
        if decision and (message := told.first()):
            return message
        thread = thread or thread_of(application, subject)
        words = {"subject": subject, "text": text.replace("\0", "")}
        about = {"kind": kind, "decision": decision, "template": template}
        try:
            with transaction.atomic():
                return _put_into(thread, application, by, due_at, words, about)
        except IntegrityError:
            # Somebody told of the same decision at the same moment.
            if decision and (message := told.first()):
                return message
            raise


def _put_into(thread, application, by, due_at, words, about):
    to, sender = application.candidate.email, sender_of(connection.tenant)
    mail = outbox.put(
        to=to,
        due_at=due_at,
        about=application.pk,
        sender=sender,
        is_automatic=person_of(by) is None,
        **_body(words),
        **headers_of(thread, by=by),
    )
    message = Message.objects.create(
        thread=thread,
        direction="out",
        author=person_of(by),
        from_address=sender,
        to_address=to,
        headers_id=mail.headers_id,
        outbox=mail,
        **words,
        **about,
    )
    if person_of(by):
        answered_by(message)
    crash_point("message.written")
    return message


def take_back(message: Message, *, by) -> bool:
    """Keep a message that has not left from leaving; say whether it still could be."""
    with acting(by):
        mail = _waiting(message)
        if mail is None:
            return False
        mail.cancelled_at = timezone.now()
        mail.save(update_fields=["cancelled_at"])
        unanswered_by(message)
    return True


def send_now(message: Message, *, by) -> bool:
    """Let a message that waits for a later hour leave at once; say whether it still waited."""
    with acting(by):
        mail = _waiting(message)
        if mail is None:
            return False
        mail.due_at = timezone.now()
        mail.save(update_fields=["due_at"])
        outbox.wake_senders()
    return True


def change_message(
    message: Message, *, by, subject: str, text: str, due_at: datetime | None = None
) -> Message:
    """Give a message that waits other words, or another hour. Raises Unsendable once it left."""
    with acting(by):
        mail = _waiting(message)
        if mail is None:
            raise Unsendable("This message has left, or was taken back.")
        message.subject = " ".join(subject.replace("\0", "").split())[:300]
        message.text = text.replace("\0", "")
        message.save(update_fields=["subject", "text"])
        for name, value in _body({"subject": message.subject, "text": message.text}).items():
            setattr(mail, name, value)
        mail.due_at = due_at or mail.due_at
        mail.save(update_fields=["subject", "body", "html", "due_at"])
        outbox.wake_senders()
    return message


def try_again(message: Message, *, by) -> bool:
    """Let a message that could not be sent wait once more; say whether it could not be."""
    with acting(by):
        given_up = OutboxMessage.objects.filter(given_up_at__isnull=False)
        mail = given_up.select_for_update().filter(pk=message.outbox_id).first()
        if mail is None:
            return False
        outbox.try_again(mail)
    return True


def _body(words):
    subject, text = words["subject"], words["text"]
    html = letter_html(subject, text, company=connection.tenant)
    return {"subject": subject, "body": render_plain(text), "html": html}


def _waiting(message):
    """The mail of `message`, locked, where it has neither left nor was given up or taken back."""
    waiting = OutboxMessage.objects.waiting().select_for_update()
    return waiting.filter(pk=message.outbox_id).first()
