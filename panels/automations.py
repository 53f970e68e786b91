"""What automations know of scorecards: that they are in, and how they are asked for."""

from datetime import datetime

from django.db.models import Exists, OuterRef
from django.urls import reverse

from config.accounts.models import User
from panels.models import PanelSeat, Scorecard
from pipeline.automations.past import MOST
from pipeline.automations.registry import Action, Doing, NothingToDo, Past, Settings, Trigger
from pipeline.models import Application, HappeningKind, Topic
from pipeline.notices.telling import CANDIDATE, tell


def past_cards(settings: Settings, since: datetime, until: datetime) -> list[Past]:
    rows = Scorecard.objects.filter(submitted_at__gt=since, submitted_at__lte=until)
    told = rows.order_by("-submitted_at").values_list("application", "submitted_at", "stage")
    return [Past(*row) for row in told[:MOST]]


def past_last_cards(settings: Settings, since: datetime, until: datetime) -> list[Past]:
    """The latest card of each panel on which nobody owes one any longer."""
    rows = Scorecard.objects.filter(submitted_at__gt=since, submitted_at__lte=until)
    here = {"application": OuterRef("application"), "stage": OuterRef("stage")}
    later = Scorecard.objects.filter(submitted_at__gt=OuterRef("submitted_at"), **here)
    rows = rows.filter(~Exists(later), ~Exists(_owing(here)))
    told = rows.order_by("-submitted_at").values_list("application", "submitted_at", "stage")
    return [Past(*row) for row in told[:MOST]]


def ask_for_scorecards(doing: Doing, settings: Settings) -> str:
    """Tell everybody on the panel of the present stage whose card is missing."""
    application, stage = doing.application, doing.application.stage
    owing = [place.interviewer for place in owing_seats(application)]
    if not owing:
        raise NothingToDo("Nobody was asked: no scorecard is missing.")
    tell(
        owing,
        topic=Topic.DUE,
        sentence=f"{CANDIDATE}: your scorecard for {stage.name} is missing.",
        href=reverse("panels:fill_scorecard", args=[application.pk, stage.pk]),
        key=f"automation:{doing.run.pk}:{doing.place}",
        application=application,
    )
    return f"Asked {', '.join(_names(owing))} for their scorecards."


def owing_seats(application: Application) -> list[PanelSeat]:
    """Return the seats of the present stage whose card is missing, by name (one query)."""
    stage = application.stage_id
    cards = Scorecard.objects.submitted().filter(application=application, stage=stage)
    seats = PanelSeat.objects.counting_for(application).filter(stage=stage)
    missing = seats.exclude(interviewer__in=cards.values("interviewer"))
    return list(missing.filter(interviewer__is_active=True).select_related("interviewer"))


def _owing(here):
    submitted = Scorecard.objects.submitted().filter(
        application=OuterRef(OuterRef("application")),
        stage=OuterRef("stage"),
        interviewer=OuterRef("interviewer"),
    )
    seats = PanelSeat.objects.counting_for(here["application"]).filter(stage=here["stage"])
    return seats.filter(~Exists(submitted))


def _names(people: list[User]) -> list[str]:
    return sorted(person.name for person in people)


CARD_IN = Trigger(
    "scorecard",
    "A scorecard is submitted",
    lambda settings, names: "a scorecard is submitted",
    kinds=frozenset({HappeningKind.SCORECARD_SUBMITTED}),
    history=past_cards,
)

CARDS_IN = Trigger(
    "scorecards_in",
    "All scorecards of a stage are in",
    lambda settings, names: "all scorecards of a stage are in",
    kinds=frozenset({HappeningKind.SCORECARD_SUBMITTED}),
    matches=lambda happening, settings: bool(happening.data.get("are_all_in")),
    history=past_last_cards,
)

ASK = Action(
    "ask_scorecards",
    "Ask interviewers for their scorecards",
    lambda settings, names: "ask interviewers for the scorecards that are missing",
    do=ask_for_scorecards,
)
