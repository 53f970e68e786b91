"""Deadlines: set, met, dropped, and noticed once when they pass."""

from collections.abc import Callable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from config.records.audit import acting, person_of
from pipeline.happenings import announce_each
from pipeline.locks import lock_application
from pipeline.models import Application, Automation, Deadline, Happening, HappeningKind, Stage

LONGEST_WHAT = Deadline._meta.get_field("what").max_length
BATCH = 200

DeadlineKeeper = Callable[[Deadline], None]
"""Takes note of a deadline that was set for a candidate, in the transaction that sets it."""

DEADLINE_KEEPERS: list[DeadlineKeeper] = []
"""Higher rooms add to it in `AppConfig.ready()`."""


def open_deadlines(application: Application):
    """The deadlines that are neither met nor dropped, the next first; passed ones as well."""
    return application.deadlines.filter(met_at=None, dropped_at=None)


def set_deadline(
    application: Application,
    *,
    by,
    what: str,
    due_at: datetime,
    is_for_candidate: bool,
    stage: Stage | None = None,
    automation: Automation | None = None,
) -> Deadline:
    """Set a deadline for the application; return it. With a `stage`, it is over once that is left.

    Raises ValidationError where it says nothing, or lies in the past.
    """
    what = " ".join(what.replace("\0", "").split())
    if not what or len(what) > LONGEST_WHAT:
        raise ValidationError({"what": f"Say in at most {LONGEST_WHAT} characters what is due."})
    if due_at <= timezone.now():
        raise ValidationError({"due_at": "This is over already."})
    with acting(by):
        lock_application(application)
        deadline = Deadline.objects.create(
            application=application,
            stage=stage,
            what=what,
            due_at=due_at,
            by=person_of(by),
            automation=automation,
            is_for_candidate=is_for_candidate,
        )
        if is_for_candidate:
            for keep in DEADLINE_KEEPERS:
                keep(deadline)
    return deadline


def meet_deadline(deadline: Deadline, *, by) -> bool:
    """Note that it was done; say whether it was open."""
    return _end(deadline, "met_at", by=by)


def drop_deadline(deadline: Deadline, *, by) -> bool:
    """Ask for it no longer; say whether it was open."""
    return _end(deadline, "dropped_at", by=by)


def reopen_deadline(deadline: Deadline, *, by) -> bool:
    """Undo either; say whether it was over. What had passed before stays passed."""
    with acting(by):
        over = Deadline.objects.exclude(met_at=None, dropped_at=None).filter(pk=deadline.pk)
        row = over.select_for_update().first()
        if row is None:
            return False
        row.met_at = row.dropped_at = None
        row.save(update_fields=["met_at", "dropped_at"])
    return True


def meet_by_hand_in(happening: Happening) -> None:
    """A watcher: what was handed in meets what was asked of the candidate in that stage."""
    if happening.kind != HappeningKind.TAKE_HOME_HANDED_IN:
        return
    asked = open_deadlines(happening.application).filter(is_for_candidate=True)
    at_stage = Q(stage=happening.data.get("stage")) | Q(stage=None)
    with acting(happening.by or "system"):
        asked.filter(at_stage).update(met_at=happening.happened_at)


def notice_passed_deadlines() -> int:
    """Announce each deadline that passed, once; return how many there were.

    Those of applications that are closed, or have left its stage, pass unnoticed.
    """
    noticed = 0
    while batch := _notice_some():
        noticed += batch
    return noticed


def _notice_some():
    with transaction.atomic():
        passed = Deadline.objects.filter(
            Q(stage=None) | Q(stage=F("application__stage")),
            met_at=None,
            dropped_at=None,
            passed_at=None,
            due_at__lte=timezone.now(),
            application__state="active",
        )
        rows = passed.select_for_update(skip_locked=True, of=("self",))
        rows = list(rows.select_related("application", "automation")[:BATCH])
        if rows:
            keys = [row.pk for row in rows]
            Deadline.objects.filter(pk__in=keys).update(passed_at=timezone.now())
            told = [(row.application, _said_of(row)) for row in rows]
            announce_each(HappeningKind.DEADLINE_PASSED, told, by="deadline")
    return len(rows)


def _said_of(deadline):
    """`is_answer` marks one that an automation set because another had passed.

    It starts no automation: else two could set each other deadlines for ever.
    """
    automation = deadline.automation
    return {
        "deadline": str(deadline.pk),
        "what": deadline.what,
        "is_for_candidate": deadline.is_for_candidate,
        "is_answer": automation is not None and automation.trigger == "deadline_passed",
    }


def _end(deadline, field, *, by):
    with acting(by):
        waiting = Deadline.objects.select_for_update().filter(met_at=None, dropped_at=None)
        row = waiting.filter(pk=deadline.pk).first()
        if row is None:
            return False
        setattr(row, field, timezone.now())
        row.save(update_fields=[field])
    return True
