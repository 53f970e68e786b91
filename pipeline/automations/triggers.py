"""The triggers that the pipeline knows itself."""

from functools import partial

from pipeline.automations.fields import choice_field, days_field, stage_field
from pipeline.automations.past import (
    past_clocks,
    past_deadlines,
    past_moves,
    past_offers,
    past_replies,
    past_stays,
)
from pipeline.automations.registry import Trigger
from pipeline.automations.spans import say_days
from pipeline.automations.timed import clocks_due, stays_due
from pipeline.models import ApplicationState, HappeningKind
from pipeline.models.moves import MoveKind

EVERY_STATE = frozenset(ApplicationState)
WHOSE = {"any": "a deadline", "candidate": "a deadline of the candidate", "us": "our own deadline"}
ENTERING = (MoveKind.ENTER, MoveKind.ADVANCE, MoveKind.RETURN)


def _enters(happening, settings):
    stage = happening.stage
    return stage is not None and settings["stage"] in (stage.kind, str(stage.pk))


def _passes(happening, settings):
    wanted = {"candidate": True, "us": False}.get(settings["whose"])
    return wanted is None or happening.data.get("is_for_candidate") is wanted


def _says(sentence):
    return lambda settings, names: sentence


def _of(name, label, sentence, kind, history, *, states=EVERY_STATE):
    return Trigger(
        name, label, _says(sentence), kinds=frozenset({kind}), history=history, states=states
    )


ENTERS = Trigger(
    "enters",
    "An application enters a stage",
    lambda settings, names: f"an application enters {names.stage(settings['stage'])}",
    lambda opening: {"stage": stage_field(opening)},
    kinds=frozenset({HappeningKind.ENTERED, HappeningKind.HIRED}),
    matches=_enters,
    history=partial(past_moves, ENTERING),
    states=frozenset({ApplicationState.ACTIVE, ApplicationState.HIRED}),
    stays=True,
)

STOOD = Trigger(
    "stood",
    "An application has stood in a stage for some days",
    lambda settings, names: (
        f"an application has stood in {names.stage(settings['stage'])} "
        f"for {say_days(settings['days'], names.company)}"
    ),
    lambda opening: {"stage": stage_field(opening), "days": days_field()},
    find_due=stays_due,
    history=past_stays,
    stays=True,
)

CLOCK_LEFT = Trigger(
    "clock_left",
    "A clock has so many days left",
    lambda settings, names: f"a clock has {say_left(settings['days'])} left",
    lambda opening: {"days": days_field("Days left", least=0)},
    find_due=clocks_due,
    history=past_clocks,
)

DEADLINE_PASSED = Trigger(
    "deadline_passed",
    "A deadline passes",
    lambda settings, names: f"{WHOSE[settings['whose']]} passes",
    lambda opening: {
        "whose": choice_field(
            "Whose", [("any", "Any"), ("candidate", "The candidate's"), ("us", "Our own")]
        )
    },
    kinds=frozenset({HappeningKind.DEADLINE_PASSED}),
    matches=_passes,
    history=past_deadlines,
)


def say_left(days: int) -> str:
    return "1 day" if days == 1 else f"{days} days" if days else "no day"


PIPELINE_TRIGGERS = [
    ENTERS,
    STOOD,
    DEADLINE_PASSED,
    CLOCK_LEFT,
    _of(
        "reply",
        "A candidate writes",
        "a candidate writes",
        HappeningKind.REPLY_RECEIVED,
        past_replies,
    ),
    _of(
        "offer_extended",
        "An offer is extended",
        "an offer is extended",
        HappeningKind.OFFER_EXTENDED,
        partial(past_offers, None),
    ),
    _of(
        "offer_accepted",
        "An offer is accepted",
        "an offer is accepted",
        HappeningKind.OFFER_ACCEPTED,
        partial(past_offers, "accepted"),
    ),
    _of(
        "offer_declined",
        "An offer is declined",
        "an offer is declined",
        HappeningKind.OFFER_DECLINED,
        partial(past_offers, "declined"),
    ),
    _of(
        "rejected",
        "An application is rejected",
        "an application is rejected",
        HappeningKind.REJECTED,
        partial(past_moves, (MoveKind.REJECT,)),
        states=frozenset({ApplicationState.REJECTED}),
    ),
    _of(
        "withdrawn",
        "A candidate withdraws",
        "a candidate withdraws",
        HappeningKind.WITHDRAWN,
        partial(past_moves, (MoveKind.WITHDRAW,)),
        states=frozenset({ApplicationState.WITHDRAWN}),
    ),
]
