"""Where providers post the mail that came in, and what became of ours; one for the installation."""

import base64
import binascii
import json

from django.conf import settings
from django.http import Http404, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from config.accounts.guards import public_page
from pipeline.mailing.arriving import MOST_BYTES, BelongsToNobody, TooLarge, take_in
from pipeline.mailing.provider_news import UnknownNews, note_news
from pipeline.mailing.signatures import is_signed

MOST_BODY = MOST_BYTES * 3 // 2
"""A mail within JSON is longer than the mail."""


class Unreadable(Exception):
    """What was posted is no mail; the text is a sentence."""


@require_POST
@csrf_exempt
@public_page
def inbound_mail(request):
    """Take in a mail: its bytes as message/rfc822, or JSON {"raw": …}, signed."""
    secret = settings.INBOUND.secret
    if not secret:
        raise Http404
    body = request.read(MOST_BODY + 1)
    if len(body) > MOST_BODY:
        return _answer(413, str(TooLarge()))
    if not is_signed(secret, request.headers, body):
        return _answer(401, "The signature is not right, or too old.")
    try:
        return _take(request.content_type, body)
    except (Unreadable, UnknownNews) as problem:
        return _answer(400, str(problem))
    except TooLarge as problem:
        return _answer(413, str(problem))
    except BelongsToNobody as problem:
        return _answer(422, str(problem))


def _take(content_type, body):
    raw = body
    if content_type == "application/json":
        said = _read_json(body)
        if "raw" not in said:
            note_news(said)
            return _answer(200, "Noted.")
        raw = _raw_of(said)
    if not raw.strip():
        raise Unreadable("There is no mail in this request.")
    _, is_new = take_in(raw)
    return _answer(202, "Kept.") if is_new else _answer(200, "Known already.")


def _read_json(body) -> dict:
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        raise Unreadable("This is no JSON.") from None
    if not isinstance(said, dict):
        raise Unreadable("Send an object with the member “raw”.")
    return said


def _raw_of(said) -> bytes:
    raw = said["raw"]
    if not isinstance(raw, str):
        raise Unreadable("“raw” is the mail as a text.")
    try:
        if said.get("encoding") == "base64":
            return base64.b64decode(raw, validate=True)
        return raw.encode("utf-8", "surrogateescape")
    except (binascii.Error, UnicodeEncodeError, ValueError):
        raise Unreadable("“raw” cannot be read as a mail.") from None


def _answer(status, detail):
    return JsonResponse({"detail": detail}, status=status)
