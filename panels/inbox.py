"""The inbox of an opening as one reviewer goes through it: who is in it, in which order."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from panels.inbox_marks import applied_before, is_referred
from panels.models import PanelSeat, Scorecard
from panels.queue import is_owed_by
from pipeline.clocks import count_days
from pipeline.models import Application, Opening, ScreeningAnswer, StageKind

AHEAD, BEHIND = 10, 3
"""How many of those who follow, and of those before, stand beside the one being read."""

ORDER = ("rank", F("first_contact_at").asc(nulls_last=True), "pk")


@dataclass(frozen=True)
class InboxSieve:
    """Which applicants to go through: all, or fewer."""

    mine: bool = False
    flagged: bool = False
    referred: bool = False
    earlier: bool = False

    def sift(self, applications, user):
        """Keep those who wait for the rating of `user`, have a flag, and so on."""
        if self.mine:
            applications = applications.filter(is_owed_by(user))
        if self.flagged:
            applications = applications.filter(has_flag())
        if self.referred:
            applications = applications.filter(is_referred())
        if self.earlier:
            applications = applications.filter(applied_before(user))
        return applications


@dataclass(frozen=True)
class Line:
    """One applicant in the queue, as far as this reviewer may know.

    `ratings_in` is None where colleagues' cards are withheld from the reader.
    """

    application: Application
    days: int | None
    ratings_in: int | None

    @property
    def key(self) -> UUID:
        return self.application.pk


@dataclass(frozen=True)
class Queue:
    """Those around the one being read. `place` counts from 1; None where that one is not in it."""

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


def applicants_of(opening, user):
    """The applications in the inbox of `opening` that `user` may see, in order.

    Referrals come first, then who waits longest by the clock.
    """
    applications = Application.objects.visible_to(user).active().filter(opening=opening)
    return in_order(applications.filter(stage__kind=StageKind.INBOX))


def in_order(applications):
    """Rank applications: by `rank`, the first contact and the key."""
    rank = Case(When(is_referred(), then=Value(0)), default=Value(1), output_field=IntegerField())
    return applications.annotate(rank=rank).order_by(*ORDER)


def first_of(applications) -> UUID | None:
    return applications.values_list("pk", flat=True).first()


def next_of(applications, here: Application) -> UUID | None:
    """Return who follows `here`, else whoever is first, but `here` (two queries at most).

    `here` comes `in_order`; it need not be among them any more.
    """
    others = applications.exclude(pk=here.pk)
    return first_of(others.filter(_follows(here))) or first_of(others)


def read_queue(applications, sieve: InboxSieve, here: Application, user, company, now) -> Queue:
    """Return the queue around `here`, which comes `in_order` (four queries, whatever the number).

    `applications` are those of `applicants_of`, not sifted yet.
    """
    sifted = sieve.sift(applications, user)
    counted = sifted.order_by().aggregate(
        number=Count("pk"),
        before=Count("pk", filter=_precedes(here)),
        found=Count("pk", filter=Q(pk=here.pk)),
    )
    shown = _with_marks(sifted, user)
    behind = list(shown.filter(_precedes(here)).reverse()[:BEHIND])[::-1]
    ahead = list(shown.filter(Q(pk=here.pk) | _follows(here))[: AHEAD + 1])
    after = [row for row in ahead if row.pk != here.pk]
    return Queue(
        lines=[_line(row, company, now) for row in (*behind, *ahead)],
        place=counted["before"] + 1 if counted["found"] else None,
        number=counted["number"],
        previous=behind[-1].pk if behind else None,
        next=after[0].pk if after else None,
        **_numbers(applications, user),
    )


def empty_queue(applications, user) -> Queue:
    """Return the queue in which nobody waits, with how many there are beside it (one query)."""
    none = {"place": None, "number": 0, "previous": None, "next": None}
    return Queue(lines=[], **none, **_numbers(applications, user))


def _numbers(applications, user):
    return applications.order_by().aggregate(
        n_all=Count("pk"), n_mine=Count("pk", filter=is_owed_by(user))
    )


def has_flag() -> Q:
    """The condition on Application that holds where an answer was flagged."""
    flagged = ScreeningAnswer.objects.filter(application=OuterRef("pk")).exclude(flag="")
    return Q(Exists(flagged))


def _with_marks(applications, user):
    known = Scorecard.objects.known_to(user).filter(
        application=OuterRef("pk"), stage=OuterRef("stage")
    )
    counted = known.order_by().values("application").annotate(n=Count("pk")).values("n")
    return applications.select_related("candidate", "opening").annotate(
        is_referred=is_referred(),
        is_earlier=applied_before(user),
        is_flagged=has_flag(),
        is_owed=is_owed_by(user),
        ratings_in=Coalesce(Subquery(counted, output_field=IntegerField()), 0),
    )


def _line(row, company, now: datetime) -> Line:
    return Line(
        application=row,
        days=count_days(row.first_contact_at, now, company.zone),
        ratings_in=None if row.is_owed else row.ratings_in,
    )


def _follows(here) -> Q:
    """The condition on applications `in_order` that come after `here`."""
    began = here.first_contact_at
    if began is None:
        later = Q(first_contact_at=None, pk__gt=here.pk)
    else:
        later = Q(first_contact_at__gt=began) | Q(first_contact_at=None)
        later |= Q(first_contact_at=began, pk__gt=here.pk)
    return Q(rank__gt=here.rank) | Q(rank=here.rank) & later


def _precedes(here) -> Q:
    """The condition on applications `in_order` that come before `here`."""
    began = here.first_contact_at
    if began is None:
        sooner = Q(first_contact_at__isnull=False) | Q(first_contact_at=None, pk__lt=here.pk)
    else:
        sooner = Q(first_contact_at__lt=began) | Q(first_contact_at=began, pk__lt=here.pk)
    return Q(rank__lt=here.rank) | Q(rank=here.rank) & sooner
