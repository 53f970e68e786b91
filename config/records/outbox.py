"""Putting mail into the outbox, and sending what is due.

A message is written in the transaction that causes it and sent afterwards, at least once: a
crash between the sending and the commit sends it again, under the same Message-ID.
"""

from collections.abc import Callable
from datetime import timedelta
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import connections, transaction
from django.utils import timezone

from config.records.crashes import crash_point
from config.records.models import OutboxMessage
from config.tenancy.ids import new_id
from config.tenancy.wakeups import wake

MOST_ATTEMPTS = 12
LONGEST_WAIT = timedelta(hours=6)


def put(*, to, subject, body, about=None, due_at=None, using="default") -> OutboxMessage:
    """Write a mail to be sent when the present transaction commits; return its row."""
    key = new_id()
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    message = OutboxMessage(
        id=key,
        to=to,
        subject=" ".join(subject.split()),
        body=body,
        about=about,
        headers_id=f"<{key}@{domain}>",
    )
    if due_at is not None:
        message.due_at = due_at
    message.save(using=using, force_insert=True)
    company = connections[using].tenant
    transaction.on_commit(lambda: wake("send_due_mail", company), using=using)
    return message


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
        message = OutboxMessage.objects.due().claimed().first()
        if message is None:
            return False
        crash_point("outbox.claimed")
        _send(message, mail)
        crash_point("outbox.sent")
    return True


def _send(message, mail):
    message.attempts += 1
    try:
        EmailMessage(
            subject=message.subject,
            body=message.body,
            from_email=settings.DEFAULT_FROM_EMAIL,
            to=[message.to],
            headers={"Message-ID": message.headers_id},
            connection=mail,
        ).send()
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
