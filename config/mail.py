"""How mail leaves: one URL into Django's settings."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

BACKENDS = "django.core.mail.backends"
PORTS = {"smtp": 587, "smtps": 465}


class UnusableURL(ValueError):
    """No mail can leave by this URL."""


@dataclass(frozen=True)
class Mail:
    """What EMAIL_URL says, in Django's terms; `folder` is where mail is written instead of sent."""

    backend: str
    host: str = ""
    port: int = 0
    user: str = ""
    password: str = ""
    use_tls: bool = False
    use_ssl: bool = False
    folder: Path | None = None


def read_mail_url(url: str) -> Mail:
    """Read smtp://, smtps://, folder:// or console://. Raises UnusableURL.

    smtp:// upgrades to TLS before it signs in, unless the URL ends in ?starttls=no.
    """
    try:
        parts = urlsplit(url)
        port = parts.port or PORTS.get(parts.scheme, 0)
    except ValueError:
        raise UnusableURL(url) from None
    if parts.scheme == "console":
        return Mail(f"{BACKENDS}.console.EmailBackend")
    if parts.scheme == "folder" and parts.path.startswith("/"):
        return Mail(f"{BACKENDS}.filebased.EmailBackend", folder=Path(unquote(parts.path)))
    if parts.scheme not in PORTS or not parts.hostname:
        raise UnusableURL(url)
    starttls = parse_qs(parts.query).get("starttls", ["yes"])[-1] != "no"
    return Mail(
        f"{BACKENDS}.smtp.EmailBackend",
        host=parts.hostname,
        port=port,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        use_tls=parts.scheme == "smtp" and starttls,
        use_ssl=parts.scheme == "smtps",
    )
