"""The daily digest: once a day at eight in the morning of each person, if there is something.

A row says that a person's day is done. It is written in the transaction of the mail, so that of
two workers one sends it, and one that was away at eight sends it later that day.
"""

import logging
from collections import defaultdict
from datetime import date, datetime, time, timedelta

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from config.accounts.models import User
from config.records.crashes import crash_point
from config.records.hooks import are_hooks_offered
from config.tenancy.ids import first_id_at
from pipeline.models import ChatHook, Digest, Notice, Topic
from pipeline.models.notices import Channel, Pace
from pipeline.notices.chats import post_lines
from pipeline.notices.choices import Choices, choices_of
from pipeline.notices.letters import MOST_WAITING, DigestContents, mail_digest
from pipeline.notices.reading import read_lines, zone_named, zone_of
from pipeline.notices.sight import notices_for
from pipeline.work_queue.reading import read_queue

log = logging.getLogger(__name__)

AT = time(8)
OLDEST, OVERLAP = timedelta(days=7), timedelta(hours=1)
"""What was written shortly before the last digest may have been committed after it."""


def send_digests(*, now: datetime | None = None) -> int:
    """Send the digests that are due at `now`; return how many people's day was seen to."""
    now = now or timezone.now()
    return sum(_send(person, now) for person in due_people(now))


def due_people(now: datetime) -> list[User]:
    """Return whose eight o'clock of their day has struck without a digest (two queries)."""
    people = User.objects.active().exclude(roles=[])
    zones = people.order_by().values_list("time_zone", flat=True).distinct()
    by_day: dict[date, list[str]] = defaultdict(list)
    for name in zones:
        local = now.astimezone(zone_named(name))
        if local.time() >= AT:
            by_day[local.date()].append(name)
    if not by_day:
        return []
    due = Q(pk__in=[])
    for day, names in by_day.items():
        had_theirs = Exists(Digest.objects.filter(person=OuterRef("pk"), day=day))
        due |= Q(time_zone__in=names) & ~Q(had_theirs)
    return list(people.filter(due).order_by("pk"))


def _send(person, now) -> bool:
    try:
        with transaction.atomic():
            mine = User.objects.select_for_update(skip_locked=True, no_key=True)
            if not mine.filter(pk=person.pk).exists():
                return False
            return _see_to_day(person, now)
    except Exception:  # whatever is wrong with one must not keep the others from their digest
        log.exception("The digest of %s was not sent.", person.pk)
        return False


def _see_to_day(person, now) -> bool:
    day = now.astimezone(zone_of(person)).date()
    last = Digest.objects.filter(person=person).order_by("-day").first()
    row, is_new = Digest.objects.get_or_create(person=person, day=day)
    if not is_new:
        return False
    since = max(now - OLDEST, last.created_at - OVERLAP) if last else now - OLDEST
    row.number = _tell(person, day, since)
    row.save(update_fields=["number"])
    crash_point("digests.written")
    return True


def _tell(person, day, since) -> int:
    """Write the mail and the post of a day; return how many things the mail tells."""
    choices, now = choices_of(person), timezone.now()
    fresh = _fresh(person, since)
    mailed = [row for row in _for(Channel.MAIL, fresh, choices) if row.mailed_at is None]
    posted = [row for row in _for(Channel.CHAT, fresh, choices) if row.posted_at is None]
    contents = DigestContents(*_waiting(person, choices), read_lines(mailed, person))
    if contents.waiting or contents.news:
        mail_digest(person, day, contents)
    _post(person, posted)
    _note(mailed, mailed_at=now)
    _note(posted, posted_at=now)
    _note({*mailed, *posted, *_for(Channel.IN_APP, fresh, choices)}, digested_at=now)
    return contents.number_waiting + len(contents.news)


def _fresh(person, since) -> list[Notice]:
    """What came since the last digest, was not read or told, and may still be seen."""
    rows = notices_for(person).filter(pk__gt=first_id_at(since), read_at=None, digested_at=None)
    return list(rows.order_by("pk"))


def _for(channel, rows, choices: Choices):
    """Those of `rows` that their person wants in the digest by `channel`."""
    return [row for row in rows if choices[Topic(row.topic), channel] == Pace.DIGEST]


def _note(rows, **moments):
    Notice.objects.filter(pk__in=[row.pk for row in rows]).update(**moments)


def _waiting(person, choices: Choices):
    """What waits for them and how much it is, unless they want no mail of what is due."""
    if choices[Topic.DUE, Channel.MAIL] == Pace.NEVER:
        return [], 0
    queue = read_queue(person, connection.tenant, most=MOST_WAITING)
    return queue.items, queue.total


def _post(person, rows):
    hook = ChatHook.objects.filter(person=person, failed_at=None).first() if rows else None
    lines = read_lines(rows, person, names=False) if hook and are_hooks_offered() else []
    if hook and lines:
        post_lines(hook, lines, heading="New since the last digest:")
