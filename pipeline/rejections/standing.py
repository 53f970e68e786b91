"""How it stands with the mail of a rejection, for who manages the application."""

from dataclasses import dataclass

from django.db import connection

from config.accounts.models import User
from pipeline.models import Application, ApplicationState, Message, MessageKind, StageMove
from pipeline.models.moves import MoveKind
from pipeline.rejections.hours import say_hour, zone_of
from pipeline.sections import Section
from pipeline.visibility import manages


@dataclass(frozen=True)
class RejectionMail:
    """What became of telling somebody. Without `message`, none was planned or will be.

    `state` is planned, sent, failed, stopped, none, or unreachable without any address.
    `hour` says when it goes out, or went, by the clock of their `zone`.
    """

    application: Application
    state: str
    zone: str
    message: Message | None = None
    hour: str = ""

    @property
    def can_change(self) -> bool:
        return self.state == "planned"

    @property
    def can_plan(self) -> bool:
        return self.state in ("none", "stopped")


def standing_move(application: Application) -> StageMove | None:
    """Return the move by which a rejected application was rejected."""
    if application.state != ApplicationState.REJECTED:
        return None
    moves = application.moves.filter(kind=MoveKind.REJECT, corrected_by=None)
    return moves.order_by("-sequence").first()


def read_rejection(application: Application, company) -> RejectionMail | None:
    """Return how it stands with the mail; None where the application is not rejected.

    Three queries at most; `application` has its true candidate selected.
    """
    move = standing_move(application)
    if move is None:
        return None
    zone = zone_of(application.candidate, company)
    told = Message.objects.filter(decision=move.pk, kind=MessageKind.REJECTION)
    message = told.select_related("outbox").first()
    state = _state_of(message, application)
    hour = ""
    if message and message.outbox:
        at = message.outbox.sent_at or message.outbox.due_at
        hour = say_hour(at, application.candidate, company)
    return RejectionMail(application, state, zone.key, message, hour)


def rejection_section(application: Application, user: User) -> Section | None:
    """The part of the application's page, first of all; of nobody who is hidden."""
    if application.candidate.is_stand_in or not manages(user, application):
        return None
    standing = read_rejection(application, connection.tenant)
    return standing and Section("pipeline/_rejection.html", standing, order=-10)


def _state_of(message, application):
    mail = message.outbox if message else None
    if mail is None:
        return "none" if application.candidate.email else "unreachable"
    if mail.cancelled_at:
        return "stopped"
    if mail.given_up_at:
        return "failed"
    return "sent" if mail.sent_at else "planned"
