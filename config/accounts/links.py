"""Signed links: bound to one company and one purpose, and expiring."""

from datetime import timedelta

from django.core import signing


def sign(company, purpose: str, value: str) -> str:
    """Return a token for `value` that only `read` for the same company and purpose accepts."""
    return signing.dumps(value, salt=_salt(company, purpose))


def read(company, purpose: str, token: str, *, life: timedelta) -> str | None:
    """Return the value of `token`, or None where it is forged, foreign or older than `life`."""
    try:
        return signing.loads(token, salt=_salt(company, purpose), max_age=life)
    except signing.BadSignature:
        return None


def _salt(company, purpose):
    return f"fortnight.{purpose}.{company.pk}"
