"""What a mail of the outbox looks like on the wire, and whom it is from."""

import re
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from config.records.models import OutboxMessage

SPECIALS = re.compile(r'[()<>@,:;".\[\]\\]')
NO_NAME = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def may_send_from(address: str) -> bool:
    """Say whether the operator lets a company's mail be from this address."""
    return address.rpartition("@")[2].lower() in settings.INBOUND.domains


def sender_of(company) -> str:
    """Return the From of a company's mail: its name, and its own address where that is allowed.

    Elsewhere it is the installation's address. Blank for no company.
    """
    name = getattr(company, "sender_name", "") or getattr(company, "name", "")
    own = getattr(company, "sender_address", "")
    address = own if own and may_send_from(own) else parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    if not name or not address:
        return ""
    return with_name(name, address)


def with_name(name: str, address: str) -> str:
    """Return an address with the name of who has it, whatever signs the name has."""
    name = " ".join(NO_NAME.sub(" ", name).split())
    if SPECIALS.search(name):
        quoted = name.replace("\\", "\\\\").replace('"', '\\"')
        name = f'"{quoted}"'
    return f"{name} <{address}>" if name else address


def is_reply_address(address: str) -> bool:
    """Say whether mail to this address comes in to threads: reply+…@hire.example.com."""
    local, _, domain = settings.INBOUND.address.partition("@")
    place, _, its_domain = address.lower().partition("@")
    return bool(local) and its_domain == domain and place.startswith(f"{local}+")


def letter_of(message: OutboxMessage, *, connection=None) -> EmailMultiAlternatives:
    """Return the mail, whose Message-ID is the row's own.

    What is sent back because it could not be delivered comes to the address of its thread.
    """
    sender = message.sender or settings.DEFAULT_FROM_EMAIL
    headers = {
        "Message-ID": message.headers_id,
        "From": sender,
        "In-Reply-To": message.in_reply_to,
        "References": message.references,
        "Auto-Submitted": "auto-generated" if message.is_automatic else "",
    }
    letter = EmailMultiAlternatives(
        subject=message.subject,
        body=message.body,
        from_email=message.reply_to if is_reply_address(message.reply_to) else sender,
        to=[message.to],
        reply_to=[message.reply_to] if message.reply_to else None,
        headers={name: value for name, value in headers.items() if value},
        connection=connection,
    )
    if message.html:
        letter.attach_alternative(message.html, "text/html")
    return letter
