"""What waits because of panels: scorecards, reviews of inboxes, interviews nobody has begun."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db.models import Count, Exists, F, Min, OuterRef, Q
from django.db.models.functions import Now, TruncDay
from django.urls import reverse
from django.utils import timezone

from panels.models import PanelSeat, Scorecard
from pipeline.clocks import count_days
from pipeline.models import Application, StageKind
from pipeline.models.openings import OpeningStatus
from pipeline.models.processes import Gate
from pipeline.queue import Errand, Kind, QueueItem, Source
from pipeline.templatetags.cards import address_of

MEETING_KINDS = (StageKind.SCREEN, StageKind.TECHNICAL, StageKind.FINAL)
"""Stages whose panel meets the candidate."""


def owing_scorecards(user):
    """Active applications in whose stage `user` sits and has submitted no card yet.

    In a take-home stage the work handed in is reviewed instead, unless its gate asks for cards.
    """
    asks_for_cards = ~Q(stage__kind=StageKind.TAKE_HOME) | Q(stage__gate=Gate.SCORECARDS)
    stages = PanelSeat.objects.filter(interviewer=user).values("stage")
    return Application.objects.active().filter(asks_for_cards, is_owed_by(user), stage__in=stages)


def is_owed_by(user) -> Q:
    """The condition on Application: `user` sits in its stage, and their card is not in."""
    here = {"stage": OuterRef("stage")}
    seats = PanelSeat.objects.counting_for(OuterRef("pk")).filter(interviewer=user, **here)
    cards = Scorecard.objects.submitted().filter(
        interviewer=user, application=OuterRef("pk"), **here
    )
    return Q(Exists(seats)) & ~Q(Exists(cards))


def scorecards_due(user, company):
    """The applications of which `user` owes a scorecard after an interview."""
    if not user.can("scorecards.fill"):
        return None
    return owing_scorecards(user).exclude(stage__kind=StageKind.INBOX).values("pk")


def say_scorecards(applications: Sequence[Application], user, waits) -> Mapping[UUID, Errand]:
    """Say which card is to be filled, or finished (one query)."""
    drafts = Scorecard.objects.drafts().filter(interviewer=user, application__in=applications)
    begun = set(drafts.order_by().values_list("application", "stage"))
    errands = {}
    for row in applications:
        verb = "Finish" if (row.pk, row.stage_id) in begun else "Fill"
        address = reverse("panels:fill_scorecard", args=[row.pk, row.stage_id])
        errands[row.pk] = Errand(f"{verb} your scorecard · {row.stage}", address)
    return errands


def interviews_to_schedule(user, company):
    """The applications whose panel has not met them, a day after they entered the stage.

    Until there are interviews with a time, no card begun by anybody means that nobody met. Where
    an application stands, the usual panel counts unless it has seats of its own.
    """
    if not user.can("applications.move"):
        return None
    seats = PanelSeat.objects.order_by()
    cards = Scorecard.objects.filter(application=OuterRef("pk"), stage=OuterRef("stage"))
    own_seats = seats.filter(application=OuterRef("pk"), stage=OuterRef("stage"))
    rows = Application.objects.active().filter(
        Q(stage__in=seats.usual().values("stage")) | Exists(own_seats),
        ~Exists(cards),
        opening__status=OpeningStatus.OPEN,
        stage__kind__in=MEETING_KINDS,
        stage_entered_at__lt=TruncDay(Now(), tzinfo=company.zone),
    )
    return rows.values("pk")


def say_interviews(applications: Sequence[Application], user, waits) -> Mapping[UUID, Errand]:
    return {
        row.pk: Errand(f"Find a time · {row.stage}", address_of(row.pk)) for row in applications
    }


def reviews_due(user, company):
    """The inboxes whose résumés wait for the rating of `user`, one thing each (one query).

    As urgent as the first contact that is longest ago.
    """
    if not user.can("inbox.review"):
        return
    owed = owing_scorecards(user).filter(stage__kind=StageKind.INBOX).order_by()
    inboxes = owed.values("opening", "opening__title", "opening__clock_days").annotate(
        number=Count("pk"),
        longest=Min("first_contact_at", filter=Q(offered_at=None)),
    )
    for inbox in inboxes.order_by(F("opening")):
        number = inbox["number"]
        day = count_days(inbox["longest"], timezone.now(), company.zone)
        yield QueueItem(
            what=f"Review {number} application{'' if number == 1 else 's'}",
            candidate="",
            opening=inbox["opening__title"],
            href=reverse("panels:inbox", args=[inbox["opening"]]),
            days_left=day and inbox["opening__clock_days"] - day,
            kind=Kind.INBOX,
        )


def seats_in_inboxes(user):
    """The seats of `user` where résumés are reviewed."""
    return PanelSeat.objects.filter(interviewer=user, stage__kind=StageKind.INBOX)


PANEL_SOURCES = (
    Source(Kind.SCORECARD, scorecards_due, say_scorecards),
    Source(Kind.SCHEDULE, interviews_to_schedule, say_interviews),
)
