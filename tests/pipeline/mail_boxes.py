"""What tests of mail share: settings of an operator, and a receiver that knows ids."""

import email
from email import policy

from django.core.mail.backends.base import BaseEmailBackend

from config.records.inbound import Inbound
from config.records.models import OutboxMessage
from config.records.outbox import send_due

ADDRESS = "reply@hire.example.com"
SECRET = b"a secret of thirty-two bytes, yes"
INBOUND = Inbound(address=ADDRESS, secret=SECRET, domains=frozenset({"acme.example.com"}))


class Receiver(BaseEmailBackend):
    """A mail server that reads what it gets as the wire would carry it."""

    def __init__(self):
        super().__init__()
        self.mails, self.envelopes = [], []

    def send_messages(self, letters):
        for letter in letters:
            raw = letter.message().as_bytes()
            self.mails.append(email.message_from_bytes(raw, policy=policy.default))
            self.envelopes.append(letter.from_email)
        return len(letters)


def delivered() -> Receiver:
    """Send all that waits, whatever its hour; return who received it."""
    from django.utils import timezone

    OutboxMessage.objects.waiting().update(due_at=timezone.now())
    receiver = Receiver()
    send_due(open_connection=lambda: receiver)
    return receiver


def text_of(mail, kind="plain") -> str:
    return mail.get_body([kind]).get_content()
