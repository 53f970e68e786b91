"""What the page of one's work queue shows of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from config.accounts.models import User
from pipeline.clock_reading import Reading, read_clocks
from pipeline.queue import Kind, QueueItem
from pipeline.work_queue.reading import MOST_ITEMS, Queue, read_queue
from pipeline.work_queue.segments import Segment
from pipeline.work_queue.whose import Whose

SOON_DAYS = 2


@dataclass(frozen=True)
class Line:
    """An item with its clock; `owner` and `waits` are blank where that is no news.

    `tone` is bad, warn or nothing.
    """

    item: QueueItem
    reading: Reading | None
    left: str
    tone: str
    owner: str
    waits: str


@dataclass(frozen=True)
class Chip:
    """A kind to look at alone, with how many of it there are; the blank kind is all."""

    kind: str
    label: str
    number: int
    is_chosen: bool


@dataclass(frozen=True)
class QueuePage:
    lines: Sequence[Line]
    chips: Sequence[Chip]
    whose: Whose
    kind: str
    number: int
    total: int
    page: int

    @property
    def first(self) -> int:
        return (self.page - 1) * MOST_ITEMS + 1

    @property
    def last(self) -> int:
        return self.first + len(self.lines) - 1

    @property
    def earlier(self) -> int | None:
        return self.page - 1 if self.page > 1 else None

    @property
    def further(self) -> int | None:
        return self.page + 1 if self.last < self.number else None


def queue_page(user: User, company, *, kind="", whose="", page=1, now) -> QueuePage:
    """Return one page of the queue of `user`; what `kind` or `whose` does not name is ignored."""
    kind = kind if kind in Kind.values else ""
    chosen = Whose(whose) if whose in Whose.values else Whose.MINE
    skip = (page - 1) * MOST_ITEMS
    queue = read_queue(user, company, kind=kind, whose=chosen, skip=skip, now=now)
    applications = {item.application for item in queue.items if item.application}
    readings = read_clocks(applications, company, now=now) if applications else {}
    return QueuePage(
        lines=list(_lines(queue, readings, user)),
        chips=list(_chips(queue, kind)),
        whose=chosen,
        kind=kind,
        number=queue.number,
        total=queue.total,
        page=page,
    )


def say_days_left(days: int | None) -> str:
    """Say "5 days left", "last day", "1 day over", or nothing."""
    if days is None:
        return ""
    if days == 0:
        return "last day"
    words = f"{abs(days)} day{'' if abs(days) == 1 else 's'}"
    return f"{words} left" if days > 0 else f"{words} over"


def _lines(queue: Queue, readings: Mapping[UUID, Reading], user) -> Iterator[Line]:
    for item in queue.items:
        key = item.application and item.application.pk
        days = item.days_left
        is_soon = days is not None and days <= SOON_DAYS
        yield Line(
            item=item,
            reading=readings.get(key),
            left=say_days_left(days),
            tone="bad" if is_soon and days < 0 else "warn" if is_soon else "",
            owner=_owner(queue, key, user),
            waits="" if item.kind == Kind.DECISION else _waits(queue.segments.get(key)),
        )


def _owner(queue, key, user) -> str:
    if key not in queue.owners:
        return ""
    owner = queue.owners[key]
    if owner is None:
        return "nobody’s"
    return "yours" if owner == user else f"{owner.name}’s"


def _waits(segment: Segment | None) -> str:
    """What keeps it, where that is not the decision itself."""
    if segment is None or not segment.is_in_the_way:
        return ""
    return f"waits for {segment.phrase}"


def _chips(queue: Queue, kind) -> Iterator[Chip]:
    yield Chip("", "All", queue.total, not kind)
    for each in Kind:
        number = queue.counts.get(each, 0)
        if number or each == kind:
            yield Chip(each.value, str(each.label), number, each == kind)
