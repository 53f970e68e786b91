"""One person's work queue: what waits for them, the least time left first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from config.accounts.models import User
from pipeline.models import Application
from pipeline.queue import SOURCES, Errand, Kind, QueueItem
from pipeline.work_queue.finding import Found, Thing, find_things
from pipeline.work_queue.hints import finders_for
from pipeline.work_queue.owners import owners_of
from pipeline.work_queue.segments import Segment, segments_of
from pipeline.work_queue.whose import Whose

MOST_ITEMS = 50
SHOWN_FIELDS = (
    "state",
    "origin",
    "first_contact_at",
    "stage_entered_at",
    "offered_at",
    "ended_at",
    "owner",
    "candidate__name",
    "opening__title",
    "opening__clock_days",
    "opening__is_blind",
    "stage__name",
    "stage__kind",
    "stage__gate",
    "stage__owner",
    "stage__position",
    "stage__target_days",
    "stage__maximum_days",
)


@dataclass(frozen=True)
class Queue:
    """The items shown, how many things there are of each kind, of the kind asked for, in all.

    `owners` and `segments` are those of the applications among them, by their key; empty for
    somebody who moves nobody.
    """

    items: Sequence[QueueItem]
    counts: Mapping[Kind, int]
    number: int
    total: int
    owners: Mapping[UUID, User | None]
    segments: Mapping[UUID, Segment]


def read_queue(
    user: User,
    company,
    *,
    kind: str = "",
    whose: str = Whose.MINE,
    skip: int = 0,
    most: int = MOST_ITEMS,
    now: datetime | None = None,
) -> Queue:
    """Return what waits for `user`, of one `kind` or of all, from `skip` on.

    The number of queries depends on the kinds that are shown, not on how much waits.
    """
    items = [item for find in finders_for(user) for item in find(user, company)]
    found = find_things(
        user, company, items, whose=Whose(whose), kind=kind, most=most, skip=skip, now=now
    )
    applications = _applications(found, user)
    rows = list(applications.values())
    manages = user.can("applications.move")
    owners = owners_of(rows) if manages else {}
    segments = segments_of(rows, owners) if manages else {}
    errands = _errands(found, applications, user, _waits(segments))
    return Queue(
        items=_items(found, applications, errands, kind),
        counts=found.counts,
        number=found.number,
        total=found.total,
        owners=owners,
        segments=segments,
    )


def _applications(found: Found, user) -> dict[UUID, Application]:
    """The applications among the things, with candidate, opening and stage (one query)."""
    loose = {key for key, items in found.items.items() if items[0].application is None}
    keys = [thing.key for thing in found.things if thing.key not in loose]
    rows = Application.objects.filter(pk__in=keys).read_by(user)
    rows = rows.select_related("candidate", "opening", "stage").only(*SHOWN_FIELDS)
    return {row.pk: row for row in rows}


def _waits(segments) -> dict[UUID, str]:
    """What keeps each application from being decided about."""
    return {key: part.phrase for key, part in segments.items() if part.is_in_the_way}


def _errands(found, applications, user, waits) -> dict[Kind, Mapping[UUID, Errand]]:
    """What to do about the applications shown, by the kind."""
    errands = {}
    for source in SOURCES:
        rows = [
            applications[thing.key]
            for thing in found.things
            if source.kind in thing.kinds and thing.key in applications
        ]
        if rows:
            errands.setdefault(source.kind, {}).update(source.say(rows, user, waits))
    return errands


def _items(found, applications, errands, kind) -> list[QueueItem]:
    """One item for each thing: what is to do first, with what else is to do in `also`."""
    shown = []
    for thing in found.things:
        parts = _parts(thing, found, applications, errands)
        if kind:
            parts.sort(key=lambda part: part.kind != kind)
        if parts:
            first, *others = parts
            shown.append(replace(first, days_left=thing.days_left, also=tuple(others)))
    return shown


def _parts(thing: Thing, found, applications, errands) -> list[QueueItem]:
    given = found.items.get(thing.key, [])
    application = applications.get(thing.key)
    if application is None:
        return list(given)
    order = list(Kind)
    parts = [replace(item, application=application) for item in given]
    for kind in thing.kinds:
        errand = errands.get(kind, {}).get(thing.key)
        if errand:
            parts.append(
                QueueItem(
                    errand.what,
                    application.candidate.name,
                    application.opening.title,
                    errand.href,
                    application=application,
                    kind=kind,
                )
            )
    return sorted(parts, key=lambda part: order.index(part.kind))
