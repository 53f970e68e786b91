"""Requests that may be sent again: `Idempotency-Key`."""

import hashlib
import json
from functools import wraps

from django.db import transaction
from rest_framework.exceptions import ValidationError
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response

from config.records.models import IdempotencyKey

LONGEST_KEY = 200


def idempotent(post):
    """Let a POST with an Idempotency-Key take effect once; repeats get the first answer.

    The key is written in the transaction of the effect: both are there or neither. A request
    that failed leaves no key and may be tried again.
    """

    @wraps(post)
    def once(self, request, *args, **kwargs):
        key = request.headers.get("Idempotency-Key", "")
        if not key:
            return post(self, request, *args, **kwargs)
        if len(key) > LONGEST_KEY:
            raise ValidationError({"Idempotency-Key": f"At most {LONGEST_KEY} characters."})
        fingerprint = _fingerprint(request)
        with transaction.atomic():
            row, is_new = IdempotencyKey.objects.get_or_create(
                user=request.user, key=key, defaults={"fingerprint": fingerprint, "status": 0}
            )
            if not is_new:
                return _repeat(row, fingerprint)
            response = post(self, request, *args, **kwargs)
            row.status = response.status_code
            row.body = json.loads(JSONRenderer().render(response.data) or "null")
            row.save(update_fields=["status", "body"])
            return response

    return once


def _repeat(row, fingerprint):
    if row.fingerprint != fingerprint:
        raise ValidationError({"Idempotency-Key": "This key came with another request before."})
    return Response(row.body, status=row.status, headers={"Idempotent-Replayed": "true"})


def _fingerprint(request):
    body = json.dumps(request.data, sort_keys=True, default=str)
    return hashlib.sha256(f"{request.method} {request.path} {body}".encode()).hexdigest()
