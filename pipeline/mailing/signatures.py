"""Signatures of webhooks, as the Standard Webhooks specification has them (version 1)."""

import base64
import hashlib
import hmac
import time

TOLERANCE_SECONDS = 300
LONGEST_TIME = 12


def sign(secret: bytes, key: str, sent_at: int, body: bytes) -> str:
    """Return the signature of a request: "v1," and base64 of its HMAC-SHA256."""
    signed = f"{key}.{sent_at}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(secret, signed, hashlib.sha256).digest()).decode()


def is_signed(secret: bytes, headers, body: bytes) -> bool:
    """Say whether `body` was signed with `secret`, within five minutes of now.

    Of several signatures, as while a secret is exchanged, one has to be right.
    """
    key, moment = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not key or not moment.isdecimal() or len(moment) > LONGEST_TIME:
        return False
    if abs(time.time() - int(moment)) > TOLERANCE_SECONDS:
        return False
    right = sign(secret, key, int(moment), body).encode()
    given = headers.get("webhook-signature", "").encode().split(b" ")
    return any(hmac.compare_digest(right, each) for each in given)
