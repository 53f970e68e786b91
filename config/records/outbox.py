"""Putting mail into the outbox, and sending what is due.

A message is written in the transaction that causes it and sent afterwards, at least once: a
crash between the sending and the commit sends it again, under the same Message-ID.
"""

from collections.abc import Callable
from datetime import timedelta
from email.utils import parseaddr
from typing import TypedDict, Unpack

from django.conf import settings
from django.core.mail import get_connection
from django.db import connections, transaction
from django.utils import timezone

from config.records.crashes import crash_point
from config.records.letters import letter_of, sender_of
from config.records.models import OutboxMessage
from config.tenancy.ids import new_id
from config.tenancy.marks import mark_of
from config.tenancy.models import Company
from config.tenancy.wakeups import wake

MOST_ATTEMPTS = 12
LONGEST_WAIT = timedelta(hours=6)


class Headers(TypedDict, total=False):
    """What a mail may have beside its words; `sender` is the company's where none is named."""

    html: str
    sender: str
    reply_to: str
    in_reply_to: str
    references: str
    is_automatic: bool


def put(
    *, to, subject, body, about=None, due_at=None, using="default", **headers: Unpack[Headers]
) -> OutboxMessage:
    """Write a mail to be sent when the present transaction commits; return its row."""
    key, company = new_id(), connections[using].tenant
    headers.setdefault("sender", sender_of(company))
    message = OutboxMessage(
        id=key,
        to=to,
        subject=" ".join(subject.split()),
        body=body,
        about=about,
        headers_id=_headers_id(key, company),
        **headers,
    )
    if due_at is not None:
        message.due_at = due_at
    message.save(using=using, force_insert=True)
    wake_senders(using=using)
    return message


def try_again(message: OutboxMessage) -> None:
    """Let a mail that was given up wait once more, to be sent now under its own id."""
    message.given_up_at, message.attempts, message.due_at = None, 0, timezone.now()
    message.save(update_fields=["given_up_at", "attempts", "due_at"])
    wake_senders()


def wake_senders(*, using: str = "default") -> None:
    """Ask a worker to look at the present company's outbox once the transaction commits."""
    company = connections[using].tenant
    transaction.on_commit(lambda: wake("send_due_mail", company), using=using)


def _headers_id(key, company):
    """The Message-ID says by its mark whose company an answer comes to."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    mark = f".{mark_of(company)}" if isinstance(company, Company) else ""
    return f"<{key}{mark}@{domain}>"


def send_due(*, open_connection: Callable = get_connection) -> int:
    """Send what is due in the present company, one by one; return how many were handled.

    Each message is a transaction of its own: a sender that dies doubles at most the one that
    it was sending.
    """
    mail = open_connection()
    handled = 0
    while _send_next(mail):
        handled += 1
    return handled


def _send_next(mail) -> bool:
    """Claim the message that is due longest and send it; say whether there was one."""
    with transaction.atomic():
        message = OutboxMessage.objects.due().filter(hook="").claimed().first()
        if message is None:
            return False
        crash_point("outbox.claimed")
        _send(message, mail)
        crash_point("outbox.sent")
    return True


def _send(message, mail):
    message.attempts += 1
    try:
        letter_of(message, connection=mail).send()
    except OSError as error:  # smtplib's errors are OSErrors too
        _postpone(message, error)
    except ValueError as error:  # no mail can be made of it: it must not stand before the others
        _give_up(message, error)
    else:
        message.sent_at = timezone.now()
        message.last_error = ""
    message.save(update_fields=["attempts", "sent_at", "last_error", "due_at", "given_up_at"])


def _postpone(message, error):
    """Wait longer after each failure; give up in the end, visibly."""
    if message.attempts >= MOST_ATTEMPTS:
        _give_up(message, error)
        return
    message.last_error = _words_of(error)
    wait = timedelta(minutes=2**message.attempts)
    message.due_at = timezone.now() + min(wait, LONGEST_WAIT)


def _give_up(message, error):
    message.last_error = _words_of(error)
    message.given_up_at = timezone.now()


def _words_of(error):
    return f"{type(error).__name__}: {error}"[:500]
