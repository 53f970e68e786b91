"""Notices about delivery (RFC 3464): what did not arrive, why, and whether it still may."""

import re
from dataclasses import dataclass
from email import message_from_string, policy
from email.message import Message as MailMessage

MESSAGE_ID = re.compile(r"<[^<>\s]{3,290}>")
STATUS = re.compile(r"\b[245]\.\d{1,3}\.\d{1,3}\b")
LONGEST_REASON = 300

IN_WORDS = {
    "1.1": "There is no such address.",
    "1.2": "There is no such mail server.",
    "1.10": "This address takes no mail.",
    "2.1": "The mailbox is closed.",
    "2.2": "The mailbox is full.",
    "3.4": "The message is too large for them.",
    "4.1": "Their mail server does not answer.",
    "4.7": "Their mail server did not take it in time.",
    "7.1": "Their mail server refuses our mail.",
}
"""What a status says, by its subject and detail (RFC 3463)."""


@dataclass(frozen=True)
class Bounce:
    """What a mail server says of mail of ours: `action` is failed, delayed, delivered, …

    `message_ids` are those of the mail it is about, as far as it was sent back.
    """

    action: str
    status: str
    diagnostic: str
    recipient: str
    message_ids: tuple[str, ...]

    @property
    def is_final(self) -> bool:
        """Whether nobody tries any more."""
        return self.action == "failed"

    @property
    def reason(self) -> str:
        """The reason in words, and then as the server gave it."""
        words = IN_WORDS.get(self.status[2:], "")
        if not words:
            words = "It could not be delivered." if self.is_final else "It is late."
        given = " ".join(filter(None, [self.status, self.diagnostic]))
        return f"{words} ({given})"[:LONGEST_REASON] if given else words


def read_bounce(message: MailMessage) -> Bounce | None:
    """Return what `message` reports of a delivery; None where it reports none."""
    if message.get_content_type() != "multipart/report" or not message.is_multipart():
        return None
    parts = list(message.walk())
    reports = [part for part in parts if part.get_content_type() == "message/delivery-status"]
    blocks = [block for report in reports for block in _blocks(report)]
    about = [block for block in blocks if "Action" in block or "Status" in block]
    if not about:
        return None
    # Of several recipients the one who got nothing counts.
    block = next((each for each in about if _word(each, "Action") == "failed"), about[0])
    status = STATUS.search(_text(block, "Status"))
    return Bounce(
        action=_word(block, "Action") or "failed",
        status=status[0] if status else "",
        diagnostic=_behind_type(_text(block, "Diagnostic-Code")),
        recipient=_behind_type(_text(block, "Final-Recipient")),
        message_ids=tuple(dict.fromkeys(_returned_ids(parts))),
    )


def _blocks(report):
    payload = report.get_payload()
    if isinstance(payload, list):
        return payload
    words = str(payload).replace("\r\n", "\n")
    return [message_from_string(block, policy=policy.compat32) for block in words.split("\n\n")]


def _returned_ids(parts):
    """Message-IDs in what was sent back: a whole mail, or its headers."""
    for part in parts:
        kind, payload = part.get_content_type(), part.get_payload()
        if kind == "message/rfc822" and isinstance(payload, list) and payload:
            yield from MESSAGE_ID.findall(_text(payload[0], "Message-ID"))
        elif kind in {"text/rfc822-headers", "message/rfc822-headers"}:
            inner = payload[0] if isinstance(payload, list) else None
            inner = inner or message_from_string(str(payload), policy=policy.compat32)
            yield from MESSAGE_ID.findall(_text(inner, "Message-ID"))


def _text(message, name):
    found = [str(value) for key, value in message.raw_items() if key.lower() == name.lower()]
    words = " ".join(found[0].split()) if found else ""
    return words.replace("\0", "").encode("utf-8", "replace").decode()


def _word(message, name):
    return _text(message, name).partition(" ")[0].lower()


def _behind_type(value):
    """What stands behind the type: "smtp; 550 no such user" says "550 no such user"."""
    return value.partition(";")[2].strip() if ";" in value else value
