"""Where an application stands, in words for the candidate, who is told nothing by accident.

A rejection stands on the page once the mail that says so has left, and not before: until then
it is being decided.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from django.utils import timezone

from pipeline.models import (
    Application,
    ApplicationState,
    Message,
    MessageKind,
    StageKind,
    StageMove,
)
from pipeline.models.moves import MoveKind
from pipeline.models.openings import OpeningStatus

UNTOLD = timedelta(days=3)
"""After so long without any mail to wait for, the page itself tells of a rejection."""


class Told(StrEnum):
    """What a candidate may know of the state of their application."""

    RUNNING = "running"
    DECIDING = "deciding"
    OFFER = "offer"
    HIRED = "hired"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


ENDED = frozenset({Told.HIRED, Told.REJECTED, Told.WITHDRAWN})
"""Where the process is over for them: then they are asked how it was."""


@dataclass(frozen=True)
class Standing:
    """`heading` in a few words, and `words` in sentences; `tone` is that of a badge."""

    told: Told
    heading: str
    words: str
    tone: str = ""

    @property
    def is_over(self) -> bool:
        return self.told in ENDED

    @property
    def is_running(self) -> bool:
        """They are in the process, as far as they know, and can act in it."""
        return self.told in (Told.RUNNING, Told.OFFER)


def standing_of(application: Application) -> Standing:
    """Return what the candidate is told; `application` has stage and opening selected."""
    told = told_of(application)
    heading, words, tone = _say(told, application)
    return Standing(told, heading, words, tone)


def told_of(application: Application) -> Told:
    """Return what the candidate may know (one query where it was rejected, else none)."""
    match application.state:
        case ApplicationState.HIRED:
            return Told.HIRED
        case ApplicationState.WITHDRAWN:
            return Told.WITHDRAWN
        case ApplicationState.REJECTED:
            return Told.REJECTED if rejection_is_told(application) else Told.DECIDING
    # An offer being prepared is none yet.
    is_offered = application.stage.kind == StageKind.OFFER and application.offered_at
    return Told.OFFER if is_offered else Told.RUNNING


def rejection_is_told(application: Application) -> bool:
    """Say whether the mail of the rejection has left, or none is to be waited for any more."""
    decisions = StageMove.objects.filter(application=application, kind=MoveKind.REJECT)
    latest = decisions.order_by("-sequence").values("pk")[:1]
    told_by = Message.objects.filter(kind=MessageKind.REJECTION, decision__in=latest)
    message = told_by.select_related("outbox").first()
    mail = message and message.outbox
    if mail and not mail.cancelled_at:
        return bool(mail.sent_at or mail.given_up_at)
    ended_at = application.ended_at
    return ended_at is None or ended_at < timezone.now() - UNTOLD


PAUSES = {
    OpeningStatus.PAUSED: "The role is paused for now; your application stays where it is.",
    OpeningStatus.FILLED: "The role has been filled. You hear from us what that means for you.",
    OpeningStatus.CLOSED: "The role has been closed. You hear from us what that means for you.",
}


def _say(told, application):
    match told:
        case Told.HIRED:
            return "Welcome", "You are joining us. Everything from here on comes by mail.", "good"
        case Told.WITHDRAWN:
            words = "You are no longer in the process for this role. Thank you for your time."
            return "You withdrew", words, ""
        case Told.REJECTED:
            words = (
                "We are not going on with your application for this role. Thank you for the time "
                "and the thought you gave it. What we have to say about it came by mail."
            )
            return "We decided not to go on", words, ""
        case Told.DECIDING:
            words = "It is being decided. You hear from us by mail, and then it stands here too."
            return "Being decided", words, ""
        case Told.OFFER:
            words = "There is an offer for you. Read it in your own time, and ask what you like."
            return "You have an offer", words, "good"
    pause = PAUSES.get(application.opening.status)
    if pause:
        return "Waiting", pause, "warn"
    if application.stage.kind == StageKind.INBOX:
        return "We have your application", "It has arrived, and a person reads it.", ""
    words = f"You are in the step “{application.stage.name}”. What it asks stands below."
    return "In the process", words, ""
