"""Changing many applications at once: those that can be are, and the others are named.

Each application is judged by itself and in the order of the keys, so that two people who change
the same ones wait for each other and never both ways. All of it is one transaction, and one
ManyChange says what was done to each.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from config.accounts.models import User
from config.records.audit import acting
from pipeline import moves
from pipeline.blind.reading import STILL_HIDDEN, refuse_hidden
from pipeline.mailing.fields import UnknownField
from pipeline.mailing.sending import Unsendable
from pipeline.mailing.writing import write_message
from pipeline.models import Application, EmailTemplate, ManyChange, Stage, StageKind
from pipeline.moves import IllegalMove, StaleApplication
from pipeline.people.tags import tag_people
from pipeline.rules import MoveKind
from pipeline.work_queue.owners import assign

MOST_AT_ONCE = 200
MESSAGE_WAITS = timedelta(minutes=1)
REFUSALS = (IllegalMove, Unsendable, UnknownField, ValidationError, PermissionDenied)


@dataclass(frozen=True, slots=True)
class Picked:
    """An application as `by` reads it, and the version that their page showed, if it said."""

    application: Application
    version: int | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why one application was left as it was, in a sentence that names nobody."""

    application: Application
    sentence: str


@dataclass(frozen=True)
class Outcome:
    """What came of it. `same` needed nothing; `refused` were left as they were."""

    change: ManyChange
    done: int
    same: int
    refused: Sequence[Refusal]


def move_many(picked: Iterable[Picked], *, by: User, to: Stage | StageKind) -> Outcome:
    """Move them into a stage; or each into the first stage of a kind that its opening has."""

    def move_one(each):
        row = moves.move(each.application, _stage_for(each, to), by=by, version=each.version)
        return {"move": str(row.pk), "version": each.application.version}

    name = to.name if isinstance(to, Stage) else to.label
    return _change("move", picked, move_one, by=by, say=f"Moved {{}} to {name}.")


def reject_many(picked: Iterable[Picked], *, by: User, reason: str) -> Outcome:
    """Reject them, each for the same written reason. Nobody is told before the undo window ends."""

    def reject_one(each):
        row = moves.reject(each.application, by=by, reason=reason, version=each.version)
        return {"move": str(row.pk), "version": each.application.version}

    return _change("reject", picked, reject_one, by=by, say="Rejected {}.")


def tag_many(picked: Iterable[Picked], *, by: User, name: str) -> Outcome:
    """Put a tag on the people; who has it keeps it. Raises ValidationError for no name of one."""
    picked = list(picked)
    people = [each.application.candidate for each in picked]
    with acting(by):
        tag, new = tag_people([who for who in people if not who.is_stand_in], name, by=by)
        fresh = set(new)

        def tag_one(each):
            refuse_hidden(each.application.candidate)
            key = each.application.candidate_id
            if key not in fresh:
                return None
            fresh.discard(key)  # one person may be here by two applications
            return {"candidate": str(key), "tag": str(tag.pk)}

        return _change("tag", picked, tag_one, by=by, say=f"Tagged {{}} {tag.name}.")


def assign_many(picked: Iterable[Picked], *, by: User, owner: User | None) -> Outcome:
    """Give them to `owner`, or to nobody by name."""

    def assign_one(each):
        former = assign(each.application, owner, by=by)
        if former == owner:
            return None
        return {"before": former and str(former.pk), "after": owner and str(owner.pk)}

    say = f"{{}} now with {owner.name}." if owner else "{} now with nobody by name."
    return _change("assign", picked, assign_one, by=by, say=say)


def message_many(
    picked: Iterable[Picked],
    *,
    by: User,
    subject: str,
    text: str,
    template: EmailTemplate | None = None,
) -> Outcome:
    """Write the same to each, filled for each. It leaves in a minute, and till then comes back."""
    due_at = timezone.now() + MESSAGE_WAITS
    words = {"subject": subject, "text": text, "template": template}

    def write_one(each):
        message = write_message(each.application, by=by, due_at=due_at, **words)
        return {"message": str(message.pk)}

    return _change("message", picked, write_one, by=by, say="Writing to {} in a minute.")


def _change(
    kind, picked: Iterable[Picked], change_one: Callable[[Picked], dict | None], *, by, say
) -> Outcome:
    done, same, refused = [], 0, []
    with acting(by):
        for each in sorted(picked, key=lambda each: each.application.pk):
            try:
                with transaction.atomic():
                    row = change_one(each)
            except StaleApplication as late:
                refused.append(Refusal(each.application, say_where(late.application)))
            except REFUSALS as why:
                refused.append(Refusal(each.application, _say(why)))
            else:
                same += row is None
                done += [{"application": str(each.application.pk), **row}] if row else []
        change = ManyChange.objects.create(
            kind=kind,
            by=by,
            rows=done + [_row_of(each) for each in refused],
            sentence=say.format(count_people(len(done)))[:300],
        )
    return Outcome(change, len(done), same, refused)


def count_people(number: int) -> str:
    return f"{number} {'person' if number == 1 else 'people'}"


def say_where(application: Application) -> str:
    """Say who was faster and what they did, without the candidate's name (one query)."""
    move = application.moves.select_related("by", "to_stage").latest("sequence")
    who = move.by.name if move.by else "An import"
    match move.kind:
        case MoveKind.REJECT:
            return f"{who} rejected them meanwhile."
        case MoveKind.WITHDRAW:
            return f"{who} noted meanwhile that they withdrew."
        case _:
            return f"{who} moved them to {move.to_stage.name} meanwhile."


def _stage_for(each, to):
    if isinstance(to, Stage):
        return to
    stages = each.application.opening.stages
    stage = stages.filter(kind=to).order_by("position").first()
    if stage is None:
        raise IllegalMove(f"Their opening has no stage of the kind {to.label}.")
    return stage


def _row_of(refusal):
    return {"application": str(refusal.application.pk), "refused": refusal.sentence}


def _say(why) -> str:
    if isinstance(why, PermissionDenied):
        return STILL_HIDDEN
    return " ".join(why.messages) if isinstance(why, ValidationError) else str(why)
