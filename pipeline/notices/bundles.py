"""Notices at once: what came for one person within a couple of minutes goes out together.

Nobody is written to of what they have read meanwhile, or may no longer see.
"""

import logging
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from config.accounts.models import User
from config.records.crashes import crash_point
from config.records.hooks import are_hooks_offered
from config.tenancy.ids import first_id_at
from pipeline.models import ChatHook, Notice
from pipeline.models.notices import Channel, Pace
from pipeline.notices.chats import post_lines
from pipeline.notices.choices import SETTLED, chosen
from pipeline.notices.letters import mail_lines
from pipeline.notices.reading import read_lines
from pipeline.notices.sight import readable

log = logging.getLogger(__name__)

TASK = "tell_people"

TOGETHER = timedelta(minutes=2)
OLDEST = timedelta(days=7)
"""What a worker that was away for longer finds is no news any more."""


def send_bundles() -> int:
    """Write the mails and posts that are due into the outbox; return how many."""
    sent = sum(_send(person, Channel.MAIL) for person in _due(Channel.MAIL))
    if are_hooks_offered():
        hooks = ChatHook.objects.filter(failed_at=None).values("person")
        sent += sum(_send(each, Channel.CHAT) for each in _due(Channel.CHAT).filter(pk__in=hooks))
    return sent


def waiting_for(channel: Channel):
    """Notices that are to go out by `channel` at once, and have not."""
    return Notice.objects.filter(
        chosen(channel, Pace.AT_ONCE),
        pk__gt=first_id_at(timezone.now() - OLDEST),
        read_at=None,
        **{SETTLED[channel]: None},
    )


def _due(channel):
    """Who has waited long enough for one of them (one query, however many there are)."""
    old = waiting_for(channel).filter(created_at__lte=timezone.now() - TOGETHER)
    return User.objects.active().filter(pk__in=old.values("person"))


def _send(person, channel) -> bool:
    """Send one person's; of two workers at once the second finds nothing left."""
    try:
        with transaction.atomic():
            mine = User.objects.select_for_update(skip_locked=True, no_key=True)
            if not mine.filter(pk=person.pk).exists():
                return False
            return _send_all(person, channel)
    except Exception:  # whatever is wrong with one must not keep the others from being told
        log.exception("Notices of %s were not sent by %s.", person.pk, channel)
        return False


def _send_all(person, channel) -> bool:
    rows = waiting_for(channel).filter(person=person)
    keys = list(rows.values_list("pk", flat=True))
    readable_rows = Notice.objects.filter(readable(person), pk__in=keys).order_by("pk")
    lines = read_lines(readable_rows, person, names=channel == Channel.MAIL)
    if lines and channel == Channel.MAIL:
        mail_lines(person, lines)
    elif lines:
        post_lines(ChatHook.objects.get(person=person), lines)
    Notice.objects.filter(pk__in=keys).update(**{SETTLED[channel]: timezone.now()})
    crash_point("notices.bundled")
    return bool(lines)
