"""What applications may be waiting for, to filter by: a list that higher rooms add to.

`pipeline.waits` says it in words for the cards that are shown; here it is a condition, for
choosing the cards.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from pipeline.decisions_due import READY
from pipeline.models import Message, Offer
from pipeline.models.applications import Origin
from pipeline.models.messages import Direction
from pipeline.models.offers import OfferStatus
from pipeline.models.processes import Gate

CANDIDATE = "candidate"


@dataclass(frozen=True)
class Wait:
    """One thing that applications wait for. `condition` returns what holds of those that do.

    Where it `is_candidates`, it is the candidate who keeps the others waiting.
    """

    key: str
    label: str
    condition: Callable[[], Q]
    is_candidates: bool = False


def _waits_for_answer() -> Q:
    offers = Offer.objects.filter(application=OuterRef("pk"), status=OfferStatus.EXTENDED)
    return Q(Exists(offers))


def _waits_for_contact() -> Q:
    return Q(origin=Origin.SOURCED, first_contact_at=None)


def _waits_for_our_reply() -> Q:
    letters = Message.objects.filter(
        thread__application=OuterRef("pk"), direction=Direction.IN, answered_at=None
    )
    return Q(Exists(letters))


def _is_shut(gate) -> Callable[[], Q]:
    """What the gate of their stage asks for is not there, as higher rooms know it."""

    def condition():
        return Q(stage__gate=gate) & ~READY[gate]() if gate in READY else Q(pk__in=[])

    return condition


WAITS: list[Wait] = [
    Wait("scorecards", "Scorecards", _is_shut(Gate.SCORECARDS)),
    Wait("take_home", "A take-home or its review", _is_shut(Gate.TAKE_HOME)),
    Wait("reply", "Our reply", _waits_for_our_reply),
    Wait("contact", "Their first reply", _waits_for_contact, is_candidates=True),
    Wait("offer", "Their answer to an offer", _waits_for_answer, is_candidates=True),
]


def wait_options() -> list[tuple[str, str]]:
    """Return what can be asked for, as key and label."""
    return [(CANDIDATE, "The candidate"), *((wait.key, wait.label) for wait in WAITS)]


def waits_for(key: str) -> Q:
    """Return the condition on Application for the option `key`."""
    condition = Q(pk__in=[])
    for wait in WAITS:
        if wait.is_candidates if key == CANDIDATE else wait.key == key:
            condition |= wait.condition()
    return condition
