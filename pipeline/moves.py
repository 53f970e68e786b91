"""Moving applications: each step is judged, appended to history, and projected.

The rules are in `pipeline.rules`; here they meet the rows. History is only ever added to.
"""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from config.records.audit import acting, person_of
from pipeline import rules
from pipeline.gates import closed_gates
from pipeline.locks import lock_application
from pipeline.models import Application, StageMove
from pipeline.openings import note_hire
from pipeline.projection import project
from pipeline.rules import IllegalMove, MoveKind, Step

__all__ = [
    "IllegalMove",
    "StaleApplication",
    "enter",
    "hire",
    "move",
    "reinstate",
    "reject",
    "undo",
    "withdraw",
]


class StaleApplication(Exception):
    """Somebody was faster; `application` is as they left it."""

    def __init__(self, application):
        super().__init__(f"This application is in {application.stage} now.")
        self.application = application


def enter(
    candidate, opening, *, by, origin, happened_at=None, first_contact_at=None, stage=None, **fields
) -> Application:
    """Bring `candidate` into `opening`, at its inbox unless `stage` says otherwise.

    `first_contact_at` None means no clock yet. Raises IntegrityError where the person is
    active in this opening already.
    """
    stage = stage or opening.stages.get(kind="inbox")
    with acting(by):
        application = Application(
            candidate=candidate,
            opening=opening,
            stage=stage,
            origin=origin,
            first_contact_at=first_contact_at,
            **fields,
        )
        application.save(force_insert=True)
        _take(application, Step(MoveKind.ENTER, stage, happened_at or timezone.now()), by=by)
    return application


def move(application, to, *, by, version=None, reason="", happened_at=None) -> StageMove:
    """Move `application` into stage `to` on behalf of `by`; return the StageMove.

    `happened_at` is for what is recorded later than it happened.

    The row is locked first: of two recruiters moving one candidate at once, the second is
    judged by where the first left it.
    Raises StaleApplication where `version` is given and no longer current, and IllegalMove
    where the process has no such step or a gate is closed.
    """
    with acting(by):
        _lock(application, version)
        if to.pk == application.stage_id and application.is_active:
            raise IllegalMove(f"This application is in {to.name} already.")
        is_forward = to.position > application.stage.position
        kind = MoveKind.ADVANCE if is_forward else MoveKind.RETURN
        return _take(application, Step(kind, to, happened_at or timezone.now(), reason), by=by)


def hire(application, *, by, happened_at=None) -> StageMove:
    """Move `application` into the hired stage, where it takes the lowest free seat.

    Its accepted offer is the caller's to see to.
    """
    with acting(by):
        _lock(application, None)
        to = application.opening.stages.get(kind="hired")
        step = Step(MoveKind.ADVANCE, to, happened_at or timezone.now())
        row = _take(application, step, by=by, has_accepted_offer=True)
        note_hire(application.opening, by=by)
    return row


def reject(application, *, by, reason, version=None, happened_at=None) -> StageMove:
    """Reject `application` with a written reason. Raises as `move` does."""
    step = Step(MoveKind.REJECT, None, happened_at or timezone.now(), reason.strip())
    return _close(application, step, by=by, version=version)


def withdraw(application, *, by, reason, version=None, happened_at=None) -> StageMove:
    """Note that the candidate withdrew, and why. Raises as `move` does."""
    step = Step(MoveKind.WITHDRAW, None, happened_at or timezone.now(), reason.strip())
    return _close(application, step, by=by, version=version)


def reinstate(application, *, by, to=None, reason="", version=None) -> StageMove:
    """Bring a closed application back to where it was, or into `to`. Raises as `move` does."""
    with acting(by):
        _lock(application, version)
        step = Step(MoveKind.REINSTATE, to, timezone.now(), reason)
        return _take(application, step, by=by)


def undo(application, *, by, version=None) -> StageMove:
    """Undo the latest move that stands, by a further row. Raises as `move` does.

    An application that was hired goes back to where it was, and its seat comes free; its offer
    stays accepted, and taking that back is a matter of the offer.
    """
    with acting(by):
        _lock(application, version)
        corrects = rules.replay(history_of(application)).undoable
        if corrects is None:
            raise IllegalMove("There is nothing to undo.")
        was_hired = application.state == rules.ApplicationState.HIRED
        step = Step(MoveKind.CORRECT, happened_at=timezone.now(), corrects=corrects)
        row = _take(application, step, by=by)
        if was_hired:
            note_hire(application.opening, by=by)
    return row


def history_of(application) -> list[rules.Move]:
    """Return the recorded moves of `application` for the rules, in order (one query)."""
    return as_history(application.moves.select_related("to_stage").order_by("sequence"))


def as_history(rows: Iterable[StageMove]) -> list[rules.Move]:
    """Return all the rows of one application as the rules read them; `to_stage` is selected."""
    rows = list(rows)
    sequences = {row.pk: row.sequence for row in rows}
    return [
        rules.Move(
            kind=MoveKind(row.kind),
            to=None if row.kind == MoveKind.CORRECT else row.to_stage,
            happened_at=row.happened_at,
            reason=row.reason,
            corrects=sequences.get(row.corrects_id),
            sequence=row.sequence,
        )
        for row in rows
    ]


def _close(application, step, *, by, version):
    with acting(by):
        _lock(application, version)
        return _take(application, step, by=by)


def _lock(application, version):
    """Take the row for this transaction and bring `application` up to date with it."""
    lock_application(application)
    locked = Application.objects.select_related("stage", "opening").get(pk=application.pk)
    if version is not None and locked.version != version:
        raise StaleApplication(locked)
    for field in ("stage", "opening", "state", "version", "offered_at", "first_contact_at"):
        setattr(application, field, getattr(locked, field))


@transaction.atomic(savepoint=False)
def _take(application, step, *, by, has_accepted_offer=False):
    """Judge `step`, append it, and project the history onto the application and its stays."""
    if step.to is not None and step.to.opening_id != application.opening_id:
        raise IllegalMove(f"{step.to.name} is not a stage of this opening.")
    history = history_of(application)
    before = rules.replay(history)
    is_advance = step.kind == MoveKind.ADVANCE
    after = rules.judge(
        before,
        step,
        now=timezone.now(),
        closed_gates=closed_gates(application) if is_advance else (),
        has_accepted_offer=has_accepted_offer,
    )
    corrected = application.moves.get(sequence=step.corrects) if step.corrects else None
    row = StageMove.objects.create(
        application=application,
        sequence=after.sequence,
        kind=step.kind,
        from_stage_id=before.stage and before.stage.id,
        to_stage_id=after.stage.id,
        happened_at=step.happened_at,
        by=person_of(by),
        reason=step.reason,
        corrects=corrected,
    )
    taken = rules.Move(
        kind=step.kind,
        to=step.to,
        happened_at=step.happened_at,
        reason=step.reason,
        corrects=step.corrects,
        sequence=after.sequence,
    )
    project(application, [*history, taken])
    return row
