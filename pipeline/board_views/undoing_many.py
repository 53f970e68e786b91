"""One's latest changes of many, and taking them back where nothing happened since."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from config.accounts.models import User
from config.records.audit import acting
from pipeline import moves
from pipeline.board_views.many_changes import Refusal, count_people, say_where
from pipeline.locks import lock_application
from pipeline.mailing.sending import take_back
from pipeline.models import Application, ManyChange, Message, Tag
from pipeline.moves import IllegalMove, StaleApplication
from pipeline.people.tags import untag_people
from pipeline.work_queue.owners import assign

MOST_SHOWN = 50
NOT_YOURS = "You are not in charge of them any more."
SHOWN_REFUSED = 50


class TooLate(Exception):
    """Why a change of many is not taken back, as a sentence."""


class Stands(Exception):
    """Why one row of it stands, as a sentence that names nobody."""


@dataclass(frozen=True)
class ShownChange:
    """A change of many for whoever made it: `refused` are names with sentences."""

    change: ManyChange
    done: int
    is_undoable: bool
    refused: Sequence[tuple[str, str]] = ()


def window() -> timedelta:
    """How long a change of many can be taken back: as long as the company holds its letters."""
    return timedelta(minutes=connection.tenant.undo_minutes)


def changes_by(user: User) -> list[ShownChange]:
    """Return the latest changes of many that `user` made, the newest first (one query)."""
    return [_shown(row) for row in ManyChange.objects.filter(by=user)[:MOST_SHOWN]]


def change_shown(key: UUID, user: User) -> ShownChange | None:
    """Return one of them with the names of who was left out, as `user` reads them."""
    change = ManyChange.objects.filter(by=user, pk=key).first()
    if change is None:
        return None
    said = {row["application"]: row["refused"] for row in change.rows if "refused" in row}
    rows = Application.objects.managed_by(user).filter(pk__in=list(said)[:SHOWN_REFUSED])
    names = [(row.candidate.name, said[str(row.pk)]) for row in rows.select_related("candidate")]
    return _shown(change, sorted(names))


def undo_change(key: UUID, *, by: User) -> tuple[ManyChange, int, Sequence[Refusal]]:
    """Take back what `by` did to many, by further rows; return how many, and whose stands and why.

    Raises ManyChange.DoesNotExist for anybody else's, and TooLate.
    """
    with acting(by):
        change = ManyChange.objects.select_for_update().get(pk=key, by=by)
        if change.undone_at:
            raise TooLate("This is undone already.")
        if change.created_at < timezone.now() - window():
            raise TooLate("This was too long ago to be undone at once. Open each of them.")
        done, stands = _undo_rows(change, by)
        change.undone_at = timezone.now()
        change.save(update_fields=["undone_at"])
    return change, done, stands


def say_undone(done: int, stands: Sequence[Refusal]) -> str:
    """Say how many are as they were, and that some are not."""
    sentence = f"Undone for {count_people(done)}."
    if stands:
        sentence += f" {count_people(len(stands))} stayed: {stands[0].sentence}"
    return sentence


def _undo_rows(change, by):
    rows = {row["application"]: row for row in change.rows if "refused" not in row}
    found = Application.objects.managed_by(by).filter(pk__in=rows)
    found = found.select_related("candidate", "opening", "stage", "owner").order_by("pk")
    undo_one, done, stands = UNDOERS[change.kind], 0, []
    for application in found:
        try:
            with transaction.atomic():
                undo_one(application, rows.pop(str(application.pk)), by)
        except StaleApplication as late:
            stands.append(Refusal(application, say_where(late.application)))
        except (IllegalMove, Stands) as why:
            stands.append(Refusal(application, str(why)))
        else:
            done += 1
    stands += [Refusal(Application(pk=key), NOT_YOURS) for key in rows]
    return done, stands


def _undo_move(application, row, by):
    """Of an application that went on since, the version is another."""
    moves.undo(application, by=by, version=row["version"])


def _untag(application, row, by):
    tag = Tag.objects.filter(pk=row["tag"]).first()
    if tag is None or not untag_people([application.candidate_id], tag, by=by):
        raise Stands("The tag is gone already.")


def _give_back(application, row, by):
    lock_application(application)
    owner = Application.objects.values_list("owner", flat=True).get(pk=application.pk)
    if str(owner or "") != (row["after"] or ""):
        raise Stands("They were given to somebody else since.")
    former = User.objects.filter(pk=row["before"]).first() if row["before"] else None
    assign(application, former, by=by)


def _call_back(application, row, by):
    message = Message.objects.filter(pk=row["message"]).first()
    if message is None or not take_back(message, by=by):
        raise Stands("The message has left.")


UNDOERS: dict[str, Callable] = {
    "move": _undo_move,
    "reject": _undo_move,
    "tag": _untag,
    "assign": _give_back,
    "message": _call_back,
}


def _shown(change, refused=()):
    done = sum("refused" not in row for row in change.rows)
    is_recent = change.created_at > timezone.now() - window()
    return ShownChange(change, done, bool(done and is_recent and not change.undone_at), refused)
