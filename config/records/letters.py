"""What a mail of the outbox looks like on the wire, and whom it is from."""

from email.headerregistry import Address
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from config.records.models import OutboxMessage


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
    return str(Address(" ".join(name.split()), addr_spec=address))


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
