"""Threads: the conversation with one candidate, and the address that answers come to."""

from collections.abc import Iterable
from email.utils import getaddresses

from django.conf import settings
from django.db import connection
from django.utils.crypto import get_random_string

from config.records.letters import is_reply_address, with_name
from config.tenancy.marks import MARK_LENGTH, mark_of
from pipeline.models import Application, Message, Thread

TOKEN_LENGTH = 24
ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789"
MOST_REFERENCES = 20


def thread_of(application: Application, subject: str) -> Thread:
    """Return the thread of an application, begun with `subject` where there is none."""
    thread = application.threads.order_by("id").first()
    return thread or Thread.objects.create(
        candidate=application.candidate,
        application=application,
        subject=subject[:300],
        token=get_random_string(TOKEN_LENGTH, ALPHABET),
    )


def headers_of(thread: Thread, *, by) -> dict[str, str]:
    """Return the headers by which a mail program puts the next message into the thread."""
    earlier = thread.messages.exclude(headers_id="").order_by("-id")
    known = list(earlier.values_list("headers_id", flat=True)[:MOST_REFERENCES])
    return {
        "reply_to": answers_go_to(thread, by=by),
        "in_reply_to": known[0] if known else "",
        "references": " ".join(reversed(known)),
    }


def answers_go_to(thread: Thread | None, *, by) -> str:
    """Return the Reply-To of a message; of a thread that is not begun yet the token is left out."""
    if settings.INBOUND.address and thread is None:
        return settings.INBOUND.address.replace("@", "+…@")
    return (reply_address(thread) if thread else "") or personal_address(by)


def reply_address(thread: Thread) -> str:
    """Return the address of the thread, by which its company is found; blank where none is set.

    Of a company the mark stands first, so that a token of one is nothing in another.
    """
    local, _, domain = settings.INBOUND.address.partition("@")
    company = connection.tenant
    return f"{local}+{mark_of(company)}{thread.token}@{domain}" if local else ""


def personal_address(by) -> str:
    """Return the address of whoever writes, or of the company, to which one may answer."""
    if getattr(by, "email", ""):
        return with_name(by.name, by.email)
    return connection.tenant.sender_address


def names_in(addresses: Iterable[str]) -> list[str]:
    """Return what stands behind the + where these headers have an inbound address of ours."""
    found = [address.lower() for _, address in getaddresses([str(each) for each in addresses])]
    ours = [address.partition("@")[0] for address in found if is_reply_address(address)]
    return [place.partition("+")[2] for place in ours]


def mark_and_token(name: str) -> tuple[str, str]:
    """Return the mark of the company and the token of the thread that `name` is made of."""
    return name[:MARK_LENGTH], name[MARK_LENGTH:]


def answered_by(message: Message) -> None:
    """What the candidate wrote before `message`, which somebody wrote, waits no longer."""
    waiting = message.thread.messages.filter(direction="in", answered_at=None, pk__lt=message.pk)
    waiting.update(answered_at=message.created_at)


def unanswered_by(message: Message) -> None:
    """What waited before `message` was taken back waits again."""
    answered = message.thread.messages.filter(direction="in", answered_at=message.created_at)
    answered.update(answered_at=None)
