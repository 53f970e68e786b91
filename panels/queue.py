"""Scorecards that wait for somebody: derived from seats and the cards that are not in."""

from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from panels.models import PanelSeat, Scorecard
from pipeline.clock_reading import days_left_of
from pipeline.models import Application, StageKind
from pipeline.models.processes import Gate
from pipeline.queue import QueueItem


def owing_scorecards(user):
    """Active applications in whose stage `user` sits and has submitted no card yet.

    In a take-home stage the work handed in is reviewed instead, unless its gate asks for cards.
    """
    here = {"stage": OuterRef("stage")}
    seats = PanelSeat.objects.counting_for(OuterRef("pk")).filter(interviewer=user, **here)
    cards = Scorecard.objects.submitted().filter(
        interviewer=user, application=OuterRef("pk"), **here
    )
    asks_for_cards = ~Q(stage__kind=StageKind.TAKE_HOME) | Q(stage__gate=Gate.SCORECARDS)
    stages = PanelSeat.objects.filter(interviewer=user).values("stage")
    return Application.objects.active().filter(
        asks_for_cards, Exists(seats), ~Exists(cards), stage__in=stages
    )


def scorecards_due(user, company):
    """The scorecards that `user` owes, as things to do (one query)."""
    if not user.can("scorecards.fill"):
        return
    owed = owing_scorecards(user).select_related("candidate", "opening", "stage")
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


def drafts_of(user):
    """The drafts of `user` for an outer Application in its stage."""
    return Scorecard.objects.drafts().filter(
        interviewer=user, application=OuterRef("pk"), stage=OuterRef("stage")
    )
