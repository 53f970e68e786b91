"""What is done once a day for each company: linking the audit trail, dropping what is over."""

from collections.abc import Callable
from datetime import timedelta

from django.contrib.sessions.models import Session
from django.utils import timezone

from config.accounts.models import SignInFailure
from config.records.chain import link_chain
from config.records.heartbeats import beat
from config.records.models import Heartbeat, IdempotencyKey

DAY = timedelta(days=1)
KEYS_LIVE = timedelta(days=2)
HEARTBEAT = "housekeeping"

CHORES: list[Callable[[], object]] = []
"""What higher rooms drop once a day; they add to it in `AppConfig.ready()`."""


def keep_house_if_due() -> bool:
    """Do the day's housekeeping unless it was done within a day; say whether it was done."""
    now = timezone.now()
    if Heartbeat.objects.filter(name=HEARTBEAT, beat_at__gt=now - DAY).exists():
        return False
    link_chain()
    Session.objects.filter(expire_date__lt=now).delete()
    IdempotencyKey.objects.filter(created_at__lt=now - KEYS_LIVE).delete()
    SignInFailure.objects.old().delete()
    for chore in CHORES:
        chore()
    beat(HEARTBEAT)
    return True
