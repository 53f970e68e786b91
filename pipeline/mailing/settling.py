"""Saying of what a candidate wrote that it needs no answer."""

from django.utils import timezone

from config.records.audit import acting
from pipeline.models import Message


def settle(message: Message, *, by) -> bool:
    """Let a message that came in wait no longer; say whether it did."""
    with acting(by):
        waiting = Message.objects.filter(pk=message.pk, direction="in", answered_at=None)
        return bool(waiting.update(answered_at=timezone.now()))


def unsettle(message: Message, *, by) -> bool:
    """Let it wait for an answer again; say whether it did not."""
    with acting(by):
        settled = Message.objects.filter(pk=message.pk, direction="in", answered_at__isnull=False)
        return bool(settled.update(answered_at=None))
