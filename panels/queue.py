"""Scorecards that wait for somebody: derived from seats and the cards that are not in."""

from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from panels.models import PanelSeat, Scorecard
from pipeline.clock_reading import days_left_of
from pipeline.models import Application, Opening, StageKind
from pipeline.models.processes import Gate
from pipeline.queue import QueueItem


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
    """The scorecards that `user` owes after interviews, as things to do (one query)."""
    if not user.can("scorecards.fill"):
        return
    owed = owing_scorecards(user).read_by(user).exclude(stage__kind=StageKind.INBOX)
    owed = owed.select_related("candidate", "opening", "stage")
    for application in owed.annotate(is_begun=Exists(drafts_of(user))).order_by(F("id")):
        verb = "Finish" if application.is_begun else "Fill"
        yield QueueItem(
            what=f"{verb} your scorecard · {application.stage.name}",
            candidate=application.candidate.name,
            opening=application.opening.title,
            href=reverse("panels:fill_scorecard", args=[application.pk, application.stage_id]),
            days_left=days_left_of(application, company),
            application=application,
        )


def reviews_due(user, company):
    """The inboxes whose résumés wait for the rating of `user`, one thing each (one query).

    As urgent as the first contact that is longest ago.
    """
    if not user.can("inbox.review"):
        return
    owed = owing_scorecards(user).filter(stage__kind=StageKind.INBOX).select_related("opening")
    by_opening: dict[Opening, list[Application]] = {}
    for application in owed.order_by("opening", "id"):
        by_opening.setdefault(application.opening, []).append(application)
    for opening, waiting in by_opening.items():
        left = [days_left_of(application, company) for application in waiting]
        number = len(waiting)
        yield QueueItem(
            what=f"Review {number} application{'' if number == 1 else 's'}",
            candidate="",
            opening=opening.title,
            href=reverse("panels:inbox", args=[opening.pk]),
            days_left=min((days for days in left if days is not None), default=None),
        )


def drafts_of(user):
    """The drafts of `user` for an outer Application in its stage."""
    return Scorecard.objects.drafts().filter(
        interviewer=user, application=OuterRef("pk"), stage=OuterRef("stage")
    )
