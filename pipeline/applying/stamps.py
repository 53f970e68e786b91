"""Stamps of public forms: which copy of a form was sent, and when it was shown.

A stamp is signed, so that nobody makes up the nonce of another's form, nor an early hour.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from django.core.signing import BadSignature, Signer
from django.utils import timezone

LONGEST = 200


@dataclass(frozen=True)
class Stamp:
    """The stamp of one form; `text` is what the form carries, `nonce` by what it is known."""

    text: str
    nonce: UUID
    shown_at: datetime

    @property
    def age(self) -> timedelta:
        return timezone.now() - self.shown_at


def issue_stamp(company, *, at: datetime | None = None) -> Stamp:
    """Return a new stamp for a form of `company` shown `at`, else now."""
    nonce, seconds = uuid4(), int((at or timezone.now()).timestamp())
    text = _signer_of(company).sign(f"{nonce.hex}-{seconds}")
    return Stamp(text, nonce, datetime.fromtimestamp(seconds, UTC))


def read_stamp(text: str, company) -> Stamp | None:
    """Return the stamp that `text` is, or None where we never gave it to a form of `company`."""
    if len(text) > LONGEST or not text.isascii():
        return None
    try:
        nonce, _, seconds = _signer_of(company).unsign(text).partition("-")
    except BadSignature:
        return None
    return Stamp(text, UUID(nonce), datetime.fromtimestamp(int(seconds), UTC))


def _signer_of(company) -> Signer:
    return Signer(salt=f"pipeline.applying.stamps {company.pk}")
