"""The inbox of an opening as one reviewer goes through it: who is in it, in which order.

The order is read whole, a few values for each applicant, in one statement; names and marks only
of the few who stand beside the one being read.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, Value, When

from panels.inbox.marks import applied_before, is_referred
from panels.models import PanelSeat, Scorecard
from panels.queue import is_owed_by
from pipeline.clocks import count_days
from pipeline.models import Application, Opening, ScreeningAnswer, StageKind

AHEAD, BEHIND = 10, 3
"""How many of those who follow, and of those before, stand beside the one being read."""

LATEST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class InboxSieve:
    """Which applicants to go through: all, or fewer."""

    mine: bool = False
    flagged: bool = False
    referred: bool = False
    earlier: bool = False


@dataclass(frozen=True, slots=True)
class Waiting:
    """One in the inbox. `rank` is 0 for referrals, else 1; `is_owed` says that the reader's own
    rating is missing."""

    key: UUID
    candidate: UUID
    rank: int
    began: datetime | None
    is_owed: bool

    @property
    def order(self) -> tuple:
        """Referrals first, then who waits longest by the clock, last who has none."""
        return (self.rank, self.began or LATEST, self.key)


@dataclass(frozen=True)
class Line:
    """One applicant in the queue, as far as this reader may know.

    `ratings_in` is None where colleagues' cards are withheld from the reader.
    """

    application: Application
    days: int | None
    is_referred: bool
    is_earlier: bool
    is_flagged: bool
    ratings_in: int | None

    @property
    def key(self) -> UUID:
        return self.application.pk


@dataclass(frozen=True)
class Queue:
    """Those around the one being read. `place` counts from 1; None where that one is not in it.

    `number` is how many there are; `n_mine` and `n_all` are of the whole inbox, not sifted.
    """

    lines: list[Line]
    place: int | None
    number: int
    n_mine: int
    n_all: int
    previous: UUID | None
    next: UUID | None


def inboxes_of(user):
    """The openings whose inbox `user` may open: one's own, and where one reads résumés.

    They come with `is_own`: answers and flags are for those who manage the opening.
    """
    seats = PanelSeat.objects.filter(
        interviewer=user, stage__kind=StageKind.INBOX, stage__opening=OuterRef("pk")
    )
    own = Q(pk__in=Opening.objects.visible_to(user).values("pk"))
    return Opening.objects.filter(own | Exists(seats)).annotate(is_own=own)


def seen_in(opening, user):
    """The applications of one of `inboxes_of(user)` that `user` may see, with their `rank`."""
    applications = Application.objects.filter(opening=opening)
    rank = Case(When(is_referred(), then=Value(0)), default=Value(1), output_field=IntegerField())
    # Who manages the opening sees all of it: the same rows, by a much shorter statement.
    seen = applications.read_by(user) if opening.is_own else applications.visible_to(user)
    return seen.annotate(rank=rank)


def wait_in(opening, user) -> list[Waiting]:
    """Return who is in the inbox of `opening`, as far as `user` sees them, in order (one query)."""
    here = seen_in(opening, user).active().filter(stage__kind=StageKind.INBOX).order_by()
    fields = ("pk", "candidate_id", "rank", "first_contact_at", is_owed_by(user))
    rows = (Waiting(*values) for values in here.values_list(*fields))
    return sorted(rows, key=lambda row: row.order)


def sift(waiting: Sequence[Waiting], sieve: InboxSieve, user) -> list[Waiting]:
    """Keep those whom `sieve` asks for, in order (four queries at most)."""
    kept = [
        row
        for row in waiting
        if (row.is_owed or not sieve.mine) and (row.rank == 0 or not sieve.referred)
    ]
    if sieve.flagged:
        flagged = flagged_among([row.key for row in kept])
        kept = [row for row in kept if row.key in flagged]
    if sieve.earlier:
        earlier = applied_before({row.key: row.candidate for row in kept}, user)
        kept = [row for row in kept if row.key in earlier]
    return kept


def waiting_as(application: Application) -> Waiting:
    """Return an application, which came with its rank, in its place of the order."""
    began = application.first_contact_at
    return Waiting(application.pk, application.candidate_id, application.rank, began, False)


def next_of(waiting: Sequence[Waiting], here: Waiting) -> UUID | None:
    """Return who follows `here`, else whoever is first, but `here`, which may be gone."""
    others = [row for row in waiting if row.key != here.key]
    later = (row.key for row in others if row.order > here.order)
    return next(later, others[0].key if others else None)


def read_queue(waiting, sifted, here: Waiting | None, user, company, now) -> Queue:
    """Return the queue around `here`, of those `sifted` (seven queries, whatever the number)."""
    before = [row for row in sifted if here and row.order < here.order]
    after = [row for row in sifted if here and row.order > here.order]
    itself = [row for row in sifted if here and row.key == here.key]
    shown = [*before[-BEHIND:], *itself, *after[:AHEAD]]
    return Queue(
        lines=_lines(shown, user, company, now),
        place=len(before) + 1 if itself else None,
        number=len(sifted),
        n_mine=sum(row.is_owed for row in waiting),
        n_all=len(waiting),
        previous=before[-1].key if before else None,
        next=after[0].key if after else None,
    )


def flagged_among(keys) -> set[UUID]:
    """Return the keys of the applications of which an answer was flagged (one query)."""
    flagged = ScreeningAnswer.objects.filter(application__in=keys).exclude(flag="")
    return set(flagged.values_list("application_id", flat=True))


def _lines(shown: Sequence[Waiting], user, company, now: datetime) -> list[Line]:
    keys = [row.key for row in shown]
    rows = Application.objects.filter(pk__in=keys).select_related("candidate")
    applications = {row.pk: row for row in rows.read_by(user)}
    flagged = flagged_among(keys)
    earlier = applied_before({row.key: row.candidate for row in shown}, user)
    known = Scorecard.objects.known_to(user).filter(
        application__in=keys, stage=F("application__stage")
    )
    ratings = Counter(known.order_by().values_list("application_id", flat=True))
    return [
        Line(
            application=applications[row.key],
            days=count_days(row.began, now, company.zone),
            is_referred=row.rank == 0,
            is_earlier=row.key in earlier,
            is_flagged=row.key in flagged,
            ratings_in=None if row.is_owed else ratings[row.key],
        )
        for row in shown
        if row.key in applications
    ]
