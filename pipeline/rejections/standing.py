"""How it stands with the mail of a rejection, for who manages the application."""

from dataclasses import dataclass

from django.db import connection
from django.db.models import prefetch_related_objects

from config.accounts.models import User
from pipeline.chronicle import MOVES
from pipeline.mailing.markdown import render_plain
from pipeline.models import Application, ApplicationState, Message, MessageKind, StageMove
from pipeline.models.moves import MoveKind
from pipeline.rejections.hours import say_hour, zone_of
from pipeline.sections import Section
from pipeline.visibility import manages


@dataclass(frozen=True)
class RejectionMail:
    """What became of telling somebody. Without `message`, none was planned or will be.

    `state` is planned, sent, failed, stopped, none, or unreachable without any address; told
    where a mail went out of a rejection that was undone since.
    `hour` says when it goes out, or went, by the clock of their `zone`.
    """

    application: Application
    state: str
    zone: str
    message: Message | None = None
    hour: str = ""

    @property
    def plain(self) -> str:
        """What the mail says, without its marks."""
        return render_plain(self.message.text) if self.message else ""

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
    return _rejecting_moves(application)[-1]


def read_rejection(application: Application, company) -> RejectionMail | None:
    """Return how it stands with the mail; None where there was no rejection to tell of.

    Two queries, and none beside that for the moves where nobody was rejected; `application` has
    its true candidate selected.
    """
    moves = _rejecting_moves(application)
    if not moves:
        return None
    zone = zone_of(application.candidate, company)
    is_rejected = application.state == ApplicationState.REJECTED
    told = Message.objects.filter(kind=MessageKind.REJECTION, decision__in=[m.pk for m in moves])
    messages = {message.decision: message for message in told.select_related("outbox")}
    message = messages.get(moves[-1].pk)
    state = _state_of(message, application)
    if not is_rejected:
        message = _last_sent(messages.values())
        state = "told"
        if message is None:
            return None
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


def _rejecting_moves(application) -> list[StageMove]:
    """Every move that rejected, the latest last; the timeline reads the moves anyway."""
    prefetch_related_objects([application], MOVES)
    moves = sorted(application.moves.all(), key=lambda move: move.sequence)
    return [move for move in moves if move.kind == MoveKind.REJECT]


def _last_sent(messages):
    sent = [message for message in messages if message.outbox and message.outbox.sent_at]
    return max(sent, key=lambda message: message.outbox.sent_at, default=None)
