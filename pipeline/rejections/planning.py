"""The mail of a rejection: planned with it, taken back with it, told once.

It is written in the transaction of the move whose key it names as its decision, so that none
is forgotten and none is sent twice, whatever crashes.
"""

from datetime import datetime

from django.db import connection
from django.utils import timezone

from config.records.audit import acting, person_of
from config.records.crashes import crash_point
from config.records.models import OutboxMessage
from pipeline.mailing.sending import Unsendable, change_message, send_message, take_back
from pipeline.models import Application, Message, MessageKind, Note, StageMove
from pipeline.rejections.hours import hour_for
from pipeline.rejections.letters import Letter, word_letter


def plan_rejection(
    application: Application, move: StageMove, *, by, letter: Letter | None = None
) -> Message | None:
    """Plan the mail that tells of `move`; return it. None where nobody can or shall be written to.

    Belongs into the transaction of the move, which it never keeps from happening: where no mail
    can be made a note says why.
    """
    letter, row = letter or Letter(), _as_known(application)
    if letter.no_mail:
        _note(row, f"No mail about the rejection: {letter.no_mail}", by=by)
        return None
    if not row.candidate.email:
        return None
    try:
        return _plan(row, move, letter, move.recorded_at, by=by)
    except (Unsendable, ValueError) as why:
        _note(row, f"No mail about the rejection could be planned: {why}", by=by)
        return None


def plan_anew(application: Application, move: StageMove, letter: Letter, *, by) -> Message:
    """Plan the mail of a rejection that stands, after it was taken back or never planned.

    Raises Unsendable where it was told already or cannot be sent, and UnknownField.
    """
    with acting(by):
        row = _as_known(application)
        kept = Message.objects.filter(decision=move.pk, kind=MessageKind.REJECTION)
        earlier = kept.select_related("outbox").select_for_update(of=("self",)).first()
        if earlier and not _is_taken_back(earlier):
            raise Unsendable("Their mail is planned already, or has left.")
        # The decision is told by the new mail; what never left tells of nothing.
        kept.update(decision=None)
        return _plan(row, move, letter, timezone.now(), by=by)


def rewrite_rejection(message: Message, letter: Letter, *, by) -> Message:
    """Give the mail that waits other words, for the same hour. Raises as `plan_anew`."""
    with acting(by):
        row = _as_known(message.thread.application)
        words = word_letter(row, letter, by=by, reason="")
        return change_message(message, by=by, subject=words.subject, text=words.text)


def take_back_rejections(application: Application, *, by) -> int:
    """Take back every mail of a rejection that has not left; return how many there were."""
    messages = _messages_of(application).filter(outbox__sent_at=None, outbox__cancelled_at=None)
    return sum(take_back(message, by=by) for message in messages)


def bring_back_rejections(application: Application, *, by, since: datetime) -> None:
    """Plan again what was taken back at `since` or later: the rejection stands after all."""
    row = _as_known(application)
    due_at = hour_for(row.candidate, connection.tenant, at=timezone.now())
    taken_back = OutboxMessage.objects.filter(
        message__in=_messages_of(application), sent_at=None, cancelled_at__gte=since
    )
    taken_back.update(cancelled_at=None, due_at=due_at)


def stop_rejection(message: Message, *, by) -> bool:
    """Send no mail after all; say whether it had not left yet."""
    with acting(by):
        return take_back(message, by=by)


def _plan(row, move, letter, at, *, by):
    words = word_letter(row, letter, by=by, reason=move.reason)
    message = send_message(
        row,
        by=by,
        subject=words.subject,
        text=words.text,
        kind=MessageKind.REJECTION,
        decision=move.pk,
        due_at=hour_for(row.candidate, connection.tenant, at=at),
        template=words.template,
    )
    crash_point("rejections.planned")
    return message


def _as_known(application):
    """The application with its true candidate: whoever rejects may not know who it is."""
    rows = Application.objects.select_related("candidate", "opening", "stage", "owner")
    return rows.get(pk=application.pk)


def _messages_of(application):
    return Message.objects.filter(
        thread__application=application.pk, kind=MessageKind.REJECTION, direction="out"
    ).select_related("outbox")


def _is_taken_back(message):
    mail = message.outbox
    return mail is None or mail.cancelled_at is not None


def _note(row, text, *, by):
    """A note of nobody's would be the candidate's own words."""
    if person_of(by) is None:
        return
    Note.objects.create(
        candidate=row.candidate, application=row, author=person_of(by), text=text[:20_000]
    )
