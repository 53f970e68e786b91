"""How mail comes in, and from which addresses it may go out: what the operator decides."""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qs, unquote, urlsplit

PORTS = {"imap": 143, "imaps": 993}
SHORTEST_SECRET = 24
LONGEST_LOCAL = 12


class UnusableInbound(ValueError):
    """The setting cannot be used; the text is one sentence for the operator."""


@dataclass(frozen=True)
class Mailbox:
    """A folder on an IMAP server. `imap` upgrades to TLS unless `is_plain`."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    folder: str = "INBOX"
    use_ssl: bool = True
    is_plain: bool = False


@dataclass(frozen=True)
class Inbound:
    """Where replies come to, what signs the webhook, which mailbox is read, who may send.

    Without an `address` replies go to whoever wrote; without a `secret` no webhook is open.
    Companies may send from addresses of `domains`.
    """

    address: str = ""
    secret: bytes = field(default=b"", repr=False)
    mailbox: Mailbox | None = None
    domains: frozenset[str] = frozenset()


def read_inbound(environ: Mapping[str, str]) -> Inbound:
    """Read the INBOUND_… variables and MAIL_DOMAINS. Raises UnusableInbound."""
    url = environ.get("INBOUND_IMAP_URL", "").strip()
    domains = environ.get("MAIL_DOMAINS", "").lower().split(",")
    return Inbound(
        address=_address(environ.get("INBOUND_ADDRESS", "").strip().lower()),
        secret=_secret(environ.get("INBOUND_SECRET", "").strip()),
        mailbox=read_mailbox_url(url) if url else None,
        domains=frozenset(filter(None, (domain.strip() for domain in domains))),
    )


def read_mailbox_url(url: str) -> Mailbox:
    """Read imaps://user:password@host/folder, or imap:// (STARTTLS unless ?starttls=no)."""
    problem = "INBOUND_IMAP_URL must look like imaps://user:password@host/INBOX."
    try:
        parts = urlsplit(url)
        port = parts.port or PORTS.get(parts.scheme, 0)
    except ValueError:
        raise UnusableInbound(problem) from None
    if parts.scheme not in PORTS or not parts.hostname or not parts.username:
        raise UnusableInbound(problem)
    return Mailbox(
        host=parts.hostname,
        port=port,
        user=unquote(parts.username),
        password=unquote(parts.password or ""),
        folder=unquote(parts.path.strip("/")) or "INBOX",
        use_ssl=parts.scheme == "imaps",
        is_plain=parse_qs(parts.query).get("starttls", ["yes"])[-1] == "no",
    )


def _address(text):
    if not text:
        return ""
    local, at, domain = text.rpartition("@")
    is_sound = at and local.isascii() and local.isalnum() and "." in domain and domain.isascii()
    if not is_sound or any(sign.isspace() for sign in domain) or len(local) > LONGEST_LOCAL:
        raise UnusableInbound(
            f"INBOUND_ADDRESS must look like reply@hire.example.com, with at most {LONGEST_LOCAL} "
            "letters and digits before the @; mail to reply+anything@ has to arrive there as well."
        )
    return text


def _secret(text):
    """The key of a webhook: "whsec_" and base64, as the Standard Webhooks specification has it."""
    if not text:
        return b""
    try:
        secret = base64.b64decode(text.removeprefix("whsec_"), validate=True)
    except (binascii.Error, ValueError):
        secret = b""
    if len(secret) < SHORTEST_SECRET:
        raise UnusableInbound(
            f"INBOUND_SECRET must be whsec_ and the base64 of at least {SHORTEST_SECRET} random "
            "bytes."
        )
    return secret
