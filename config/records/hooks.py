"""Posts to the webhooks of others, by the outbox: at least once, under an id that never changes.

They have a round of their own, so that a slow chat never keeps a candidate's mail waiting.
"""

import json
import socket
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from config.records.crashes import crash_point
from config.records.hook_addresses import Resolve
from config.records.hook_posts import PostFailed, post_json
from config.records.models import OutboxMessage
from config.tenancy.ids import new_id
from config.tenancy.wakeups import wake

TASK = "post_due_hooks"
MOST_ATTEMPTS = 6

Listener = Callable[[OutboxMessage], None]
"""Hears of each post that was tried, within its transaction: taken, put off or given up."""

LISTENERS: list[Listener] = []


def are_hooks_offered() -> bool:
    """Say whether the operator lets anything be posted anywhere."""
    return bool(settings.CHAT_HOSTS)


def put_post(url: str, text: str, *, about: UUID) -> OutboxMessage:
    """Write `text` to be posted to `url` when the present transaction commits; return its row."""
    key = new_id()
    body = json.dumps({"text": text}, ensure_ascii=False)
    row = OutboxMessage.objects.create(
        id=key, hook=url, subject="Chat", body=body, about=about, headers_id=str(key)
    )
    company = connection.tenant
    transaction.on_commit(lambda: wake(TASK, company))
    return row


def post_due(*, resolve: Resolve = socket.getaddrinfo) -> int:
    """Post what is due in the present company, one by one; return how many were tried."""
    tried = 0
    while _post_next(resolve):
        tried += 1
    return tried


def _post_next(resolve) -> bool:
    with transaction.atomic():
        row = OutboxMessage.objects.due().exclude(hook="").claimed().first()
        if row is None:
            return False
        crash_point("hooks.claimed")
        _post(row, resolve)
        crash_point("hooks.posted")
        for listen in LISTENERS:
            listen(row)
    return True


def _post(row, resolve):
    row.attempts += 1
    try:
        post_json(row.hook, row.body, row.headers_id, resolve=resolve)
    except PostFailed as failure:
        row.last_error = str(failure)[:500]
        if failure.is_final or row.attempts >= MOST_ATTEMPTS:
            row.given_up_at = timezone.now()
        else:
            row.due_at = timezone.now() + timedelta(minutes=2**row.attempts)
    else:
        row.sent_at, row.last_error = timezone.now(), ""
    row.save(update_fields=["attempts", "sent_at", "last_error", "due_at", "given_up_at"])
