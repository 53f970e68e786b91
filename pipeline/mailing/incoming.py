"""Reading a mail that came in: who sent it, to what it answers, what it says and brings along."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr

from pipeline.mailing.bounces import Bounce, read_bounce
from pipeline.mailing.html_text import text_of_html
from pipeline.mailing.markdown import clean_html
from pipeline.mailing.threads import names_in

LONGEST_TEXT, LONGEST_HTML = 100_000, 300_000
MESSAGE_ID = re.compile(r"<[^<>\s]{3,290}>")
TO = ("Delivered-To", "X-Original-To", "Envelope-To", "To", "Cc", "Resent-To")
AUTOMATIC = re.compile(r"auto_reply|bulk|junk|list", re.IGNORECASE)


@dataclass(frozen=True)
class Attachment:
    name: str
    content: bytes


@dataclass(frozen=True)
class Mail:
    """A mail as it was read; whatever was broken in it is blank.

    `names` are what stands behind the + in the addresses that it came to; `references` the
    Message-IDs that it answers, the nearest first. One that `is_automatic` no person wrote.
    """

    message_id: str
    sender: str
    subject: str
    recipients: tuple[str, ...]
    names: tuple[str, ...]
    references: tuple[str, ...]
    text: str
    html: str
    attachments: tuple[Attachment, ...]
    is_automatic: bool
    bounce: Bounce | None


def read_mail(raw: bytes) -> Mail:
    """Return what `raw` says, however it is broken."""
    message = message_from_bytes(raw, policy=policy.default)
    text, html = _bodies(message)
    recipients = tuple(value for name in TO for value in headers_in(message, name))
    return Mail(
        message_id=next(iter(MESSAGE_ID.findall(header_in(message, "Message-ID"))), ""),
        sender=parseaddr(header_in(message, "From"))[1].lower()[:320],
        subject=header_in(message, "Subject")[:300],
        recipients=recipients,
        names=tuple(names_in(recipients)),
        references=_references(message),
        text=text[:LONGEST_TEXT],
        html=html,
        attachments=tuple(_attachments(message)),
        is_automatic=_is_automatic(message),
        bounce=read_bounce(message),
    )


def header_in(message: EmailMessage, name: str) -> str:
    """Return the first header of this name in one line; blank where there is none."""
    return next(iter(headers_in(message, name)), "")


def headers_in(message: EmailMessage, name: str) -> list[str]:
    """Return every header of this name, decoded; as it stands where that fails."""
    try:
        values = [str(value) for value in message.get_all(name, [])]
    except Exception:  # the library's own parser fails on some broken headers, in many ways
        values = [str(value) for key, value in message.raw_items() if key.lower() == name.lower()]
    return [" ".join(storable(value).split()) for value in values]


def storable(text: str) -> str:
    """Return `text` without what the database cannot keep."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()


def _references(message):
    answered = MESSAGE_ID.findall(header_in(message, "In-Reply-To"))
    earlier = MESSAGE_ID.findall(header_in(message, "References"))
    return tuple(dict.fromkeys([*answered, *reversed(earlier)]))[:50]


def _is_automatic(message):
    submitted = header_in(message, "Auto-Submitted").lower()
    return bool(
        (submitted and not submitted.startswith("no"))
        or header_in(message, "X-Autoreply")
        or header_in(message, "X-Autorespond")
        or AUTOMATIC.fullmatch(header_in(message, "Precedence"))
        or header_in(message, "Return-Path") == "<>"
    )


def _bodies(message) -> tuple[str, str]:
    """The text, made from HTML where there is nothing else, and the cleaned HTML."""
    parts = [part for part in _leaves(message) if not _is_attached(part)]
    plain = [_content(part) for part in parts if part.get_content_type() == "text/plain"]
    html = [_content(part) for part in parts if part.get_content_type() == "text/html"]
    whole = "\n".join(html)[:LONGEST_HTML]
    text = "\n\n".join(words for words in plain if words.strip()) or text_of_html(whole)
    return text.replace("\r\n", "\n").strip(), clean_html(whole).strip()


def _content(part) -> str:
    try:
        return storable(part.get_content())
    except Exception:  # an unknown charset, or an encoding that is none
        payload = part.get_payload(decode=True)
        return storable((payload if isinstance(payload, bytes) else b"").decode("utf-8", "replace"))


def _leaves(part) -> Iterator[EmailMessage]:
    """The parts that hold something; a mail within the mail is one."""
    if part.get_content_maintype() == "multipart" and isinstance(part.get_payload(), list):
        for inner in part.get_payload():
            yield from _leaves(inner)
    else:
        yield part


def _is_attached(part):
    is_text = part.get_content_type() in {"text/plain", "text/html"}
    return part.get_content_disposition() == "attachment" or bool(_name_of(part)) or not is_text


def _attachments(message) -> Iterator[Attachment]:
    """What is attached; pictures within the text, as in signatures, are not."""
    for number, part in enumerate(_leaves(message), 1):
        is_within = part["Content-ID"] and part.get_content_disposition() != "attachment"
        if not _is_attached(part) or (is_within and part.get_content_maintype() == "image"):
            continue
        yield Attachment(_name_of(part) or f"attachment-{number}", _bytes_of(part))


def _name_of(part):
    try:
        return storable(part.get_filename() or "")
    except Exception:  # a name in an encoding that is none
        return ""


def _bytes_of(part):
    if part.is_multipart():
        return b"".join(bytes(inner) for inner in part.get_payload())
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""
