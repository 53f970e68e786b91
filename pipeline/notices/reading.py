"""Notices as one person reads them: by their own sight of whoever each is about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from config.accounts.models import User
from config.records.audit import acting
from pipeline.blind.reading import blind_text
from pipeline.models import Application, Notice, Topic
from pipeline.models.notices import Channel, Pace
from pipeline.notices.choices import chosen
from pipeline.notices.sight import notices_for
from pipeline.notices.telling import CANDIDATE

A_PAGE = 50
MOST_COUNTED = 100


@dataclass(frozen=True)
class Line:
    """A notice in words for one reader; `about` says what it belongs to, where that is known."""

    key: UUID
    topic: Topic
    sentence: str
    about: str
    href: str
    at: datetime
    is_unread: bool


@dataclass(frozen=True)
class NoticePage:
    """Notices by the day of their reader in `zone`, the newest first. `before` asks for earlier."""

    zone: ZoneInfo
    days: Sequence[tuple[date, Sequence[Line]]]
    unread: int
    before: UUID | None


def read_lines(notices: Iterable[Notice], user: User, *, names: bool = True) -> list[Line]:
    """Return the notices in words, without those about what `user` may not see (two queries).

    Whoever is hidden from `user` stands there under the alias; without `names`, nobody is named.
    """
    notices = list(notices)
    keys = {notice.application_id for notice in notices if notice.application_id}
    seen = Application.objects.visible_to(user).filter(pk__in=keys)
    rows = {row.pk: row for row in seen.select_related("candidate", "opening")} if keys else {}
    return [
        _line(notice, rows.get(notice.application_id), names)
        for notice in notices
        if notice.application_id is None or notice.application_id in rows
    ]


def shown_to(user: User):
    """The notices that stand in Fortnight for `user`: those for the digest once it has gone."""
    at_once, in_digest = (chosen(Channel.IN_APP, pace) for pace in (Pace.AT_ONCE, Pace.DIGEST))
    return notices_for(user).filter(at_once | in_digest & Q(digested_at__isnull=False))


def count_unread(user: User) -> int:
    """Return how many notices `user` has not read, up to MOST_COUNTED (one query)."""
    return shown_to(user).filter(read_at=None)[:MOST_COUNTED].count()


def read_notices(user: User, *, before: UUID | None = None) -> NoticePage:
    """Return a page of the notices of `user`, those older than the key `before`."""
    rows = shown_to(user).order_by("-pk")
    found = list((rows.filter(pk__lt=before) if before else rows)[: A_PAGE + 1])
    shown, zone = found[:A_PAGE], zone_of(user)
    lines = read_lines(shown, user)
    days = groupby(lines, key=lambda line: line.at.astimezone(zone).date())
    return NoticePage(
        zone=zone,
        days=[(day, list(each)) for day, each in days],
        unread=count_unread(user),
        before=shown[-1].pk if len(found) > A_PAGE else None,
    )


def zone_of(user: User) -> ZoneInfo:
    """Return the zone of a person's days: their own, else the company's."""
    return zone_named(user.time_zone)


def zone_named(name: str) -> ZoneInfo:
    """Return the zone `name`; the company's where it is blank or no longer a zone."""
    try:
        return ZoneInfo(name) if name else connection.tenant.zone
    except ZoneInfoNotFoundError:
        return connection.tenant.zone


def mark_read(keys: Iterable[UUID], *, by: User) -> int:
    """Note that `by` has read these notices of theirs; return for how many that is new."""
    with acting(by):
        rows = Notice.objects.filter(person=by, pk__in=list(keys), read_at=None)
        return rows.update(read_at=timezone.now())


def mark_all_read(*, by: User) -> datetime | None:
    """Note that `by` has read all that is shown; return the moment, None where nothing was new."""
    now = timezone.now()
    with acting(by):
        keys = list(shown_to(by).filter(read_at=None).values_list("pk", flat=True))
        marked = Notice.objects.filter(pk__in=keys, read_at=None).update(read_at=now)
    return now if marked else None


def mark_unread(*, by: User, **which) -> int:
    """Note that `by` has not read these notices after all: of a moment, or of keys."""
    with acting(by):
        return Notice.objects.filter(person=by, **which).update(read_at=None)


def _line(notice, application, names) -> Line:
    sentence, about = notice.sentence, ""
    if application is not None:
        sentence = blind_text(sentence, application) if names else sentence
        is_named = CANDIDATE in sentence
        name = application.candidate.name if names else "a candidate"
        sentence = _capital(sentence.replace(CANDIDATE, name))
        title = application.opening.title
        about = title if is_named or not names else f"{application.candidate.name} · {title}"
    return Line(
        key=notice.pk,
        topic=Topic(notice.topic),
        sentence=sentence,
        about=about,
        href=notice.href,
        at=notice.created_at,
        is_unread=notice.read_at is None,
    )


def _capital(sentence):
    return sentence[:1].upper() + sentence[1:]
