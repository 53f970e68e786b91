"""Public answers that browsers and feed readers keep, and ask about again."""

from datetime import datetime
from hashlib import sha256

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date


def answer_conditionally(
    request: HttpRequest,
    response: HttpResponse,
    *,
    seconds: int = 0,
    changed_at: datetime | None = None,
) -> HttpResponse:
    """Return `response` with its validators, or 304 where the asker has it already.

    For `seconds` nobody needs to ask again; with 0 everybody asks each time, so that a role
    that has closed is gone at once.
    """
    response["ETag"] = f'"{sha256(response.content).hexdigest()[:32]}"'
    if changed_at is not None:
        response["Last-Modified"] = http_date(changed_at.timestamp())
    if seconds:
        patch_cache_control(response, public=True, max_age=seconds)
    else:
        patch_cache_control(response, no_cache=True)
    return get_conditional_response(
        request,
        etag=response["ETag"],
        last_modified=changed_at and int(changed_at.timestamp()),
        response=response,
    )
