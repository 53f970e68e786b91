"""Where a message stands, in words: planned, leaving, sent, delivered, bounced, not sent."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from pipeline.models import Message, MessageKind
from pipeline.models.messages import Direction

SOON = timedelta(minutes=2)


@dataclass(frozen=True)
class MessageState:
    """`name` is for programs and `words` for people; `why` where it did not arrive.

    `at` is when it was planned for, left, came or failed.
    """

    name: str
    words: str
    at: datetime | None
    tone: str = ""
    why: str = ""

    @property
    def waits(self) -> bool:
        """Whether it can still be taken back."""
        return self.name in {"planned", "leaving", "delayed"}


def state_of(message: Message) -> MessageState:
    """Return where `message` stands, read from its outbox row, which is selected."""
    if message.direction == Direction.IN:
        return _received(message)
    mail = message.outbox
    if mail is None:
        return _left(message, message.created_at)
    if mail.cancelled_at:
        return MessageState("taken_back", "Taken back", mail.cancelled_at)
    if mail.given_up_at:
        return MessageState("not_sent", "Not sent", mail.given_up_at, "bad", say_error(mail))
    if mail.sent_at:
        return _left(message, mail.sent_at)
    if mail.attempts:
        return MessageState("delayed", "Trying again", mail.due_at, "warn", say_error(mail))
    if mail.due_at > timezone.now() + SOON:
        return MessageState("planned", "Planned", mail.due_at)
    return MessageState("leaving", "Leaving", mail.due_at)


def say_error(mail) -> str:
    """Say why a mail did not leave; what the server said stands behind."""
    if not mail.last_error:
        return "The mail server did not take it."
    if mail.last_error.startswith(("ConnectionRefused", "TimeoutError", "gaierror", "OSError")):
        return f"The mail server could not be reached ({mail.last_error})."
    return f"The mail server did not take it ({mail.last_error})."


def _received(message):
    if message.kind == MessageKind.AUTOMATION:
        return MessageState("automatic", "Automatic reply", message.created_at)
    if message.answered_at is None:
        return MessageState("waiting", "Waits for an answer", message.created_at, "warn")
    return MessageState("received", "Received", message.created_at)


def _left(message, at):
    if message.bounced_at:
        return MessageState("bounced", "Bounced", message.bounced_at, "bad", message.bounce_reason)
    if message.bounce_reason:
        return MessageState("sent", "Sent, on its way", at, "warn", message.bounce_reason)
    if message.delivered_at:
        return MessageState("delivered", "Delivered", message.delivered_at, "good")
    return MessageState("sent", "Sent", at)
