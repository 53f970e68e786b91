"""The day by which a candidate hears from us: promised in each stage, and kept or made good.

A promise is made when an application enters a stage: as many days ahead as the stage ideally
takes, else as it takes at most, working days where the company counts those; in a stage that says
neither, by the end of the clock. Somebody may name another day. One that is missed is replaced by
a later one, for which the page apologises: as many days ahead as the stage's maximum leaves beyond
its ideal, at least two and at most five.
"""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from config.records.audit import acting, person_of
from pipeline.candidate_pages.apologies import apologise
from pipeline.candidate_pages.days_ahead import days_ahead
from pipeline.candidate_pages.wording import say_day
from pipeline.days import today
from pipeline.locks import lock_application
from pipeline.models import (
    Application,
    ApplicationState,
    Happening,
    HappeningKind,
    Promise,
    Topic,
)
from pipeline.models.openings import OpeningStatus
from pipeline.notices.telling import CANDIDATE, tell
from pipeline.work_queue.owners import owner_of

TASK = "look_after_candidates"
ROUND = "promises"
FEWEST_MORE, MOST_MORE = 2, 5
MOST_AHEAD = 365
ENTERS = frozenset({HappeningKind.ENTERED, HappeningKind.REINSTATED, HappeningKind.UNDONE})


def promise_on_entering(happening: Happening) -> None:
    """Watch happenings: promise a day to whoever has just come into a stage."""
    if happening.kind in ENTERS:
        is_back = happening.kind == HappeningKind.REINSTATED
        make_promise(happening.application_id, anew=is_back)


def make_promise(key, *, anew: bool = False) -> Promise | None:
    """Promise a day to the application of `key` in its stage; the one that stands there stays.

    With `anew` it does not. Those of other stages stand no longer. None where nothing is to be
    promised: the process is over, or nothing says how long it takes.
    """
    with acting(ROUND):
        application = _locked(key)
        if application.state != ApplicationState.ACTIVE:
            return None
        standing = application.promises.filter(replaced_at=None)
        left = standing if anew else standing.exclude(stage=application.stage_id)
        left.update(replaced_at=timezone.now())
        present = standing.first()
        if present is None and (day := _first_day(application)):
            present = _write(application, day, by=None)
    return present


def set_promise(application: Application, day: date, *, by) -> Promise:
    """Promise `day` in place of what stands; return it. Raises ValidationError."""
    if not today() <= day <= today() + timedelta(days=MOST_AHEAD):
        raise ValidationError({"due_on": "Name a day from today on, within a year."})
    with acting(by):
        row = _locked(application.pk)
        if row.state != ApplicationState.ACTIVE:
            raise ValidationError(
                {"due_on": "Their process is over: nothing is promised any more."}
            )
        standing = row.promises.filter(replaced_at=None)
        same = standing.filter(stage=row.stage_id, due_on=day).first()
        if same:
            return same
        standing.update(replaced_at=timezone.now())
        return _write(row, day, by=by)


def keep_promises() -> int:
    """Replace every promise that was missed by a later one; return how many there were.

    Each is a transaction of its own. Roles that are paused or over miss nothing.
    """
    missed = 0
    while _replace_next():
        missed += 1
    return missed


def promise_of(application: Application) -> tuple[Promise | None, Promise | None]:
    """Return the promise that stands in the present stage, and the last one missed there.

    One query. A promise that was replaced after its day was missed; one replaced before, moved.
    """
    rows = [row for row in application.promises.all() if row.stage_id == application.stage_id]
    standing = next((row for row in rows if row.replaced_at is None), None)
    zone = connection.tenant.zone
    missed = [
        row
        for row in rows
        if row.replaced_at and row.replaced_at.astimezone(zone).date() > row.due_on
    ]
    return standing, next(iter(missed), None)


def _replace_next() -> bool:
    with transaction.atomic():
        missed = (
            Promise.objects.filter(
                replaced_at=None,
                due_on__lt=today(),
                stage=F("application__stage"),
                application__state=ApplicationState.ACTIVE,
                application__opening__status=OpeningStatus.OPEN,
            )
            .select_for_update(skip_locked=True, of=("self",))
            .order_by("due_on", "id")
            .first()
        )
        if missed is None:
            return False
        with acting(ROUND):
            _replace(missed)
    return True


def _replace(missed):
    application = _locked(missed.application_id)
    missed.replaced_at = timezone.now()
    missed.save(update_fields=["replaced_at"])
    stands_elsewhere = application.stage_id != missed.stage_id
    if stands_elsewhere or application.state != ApplicationState.ACTIVE:
        return
    later = _write(application, days_ahead(days_more(missed.stage)), by=None)
    owner = owner_of(application)
    tell(
        [owner] if owner else [],
        topic=Topic.DUE,
        sentence=f"{CANDIDATE} was to hear from us by {say_day(missed.due_on)}. "
        f"Their page apologises and says {say_day(later.due_on)} now.",
        href=reverse("pipeline:application", args=[application.pk]),
        key=f"promise-{missed.pk}",
        application=application,
    )
    apologise(application, missed, later)


def days_more(stage) -> int:
    """Return how far ahead the promise after a missed one lies."""
    beyond = (stage.maximum_days or 0) - (stage.target_days or stage.maximum_days or 0)
    return min(MOST_MORE, max(FEWEST_MORE, beyond))


def _first_day(application):
    days = application.stage.target_days or application.stage.maximum_days
    if days:
        return days_ahead(days)
    began = application.first_contact_at
    if began is None:
        return None
    zone = connection.tenant.zone
    ends_on = began.astimezone(zone).date() + timedelta(days=application.opening.clock_days - 1)
    return ends_on if ends_on >= today() else None


def _write(application, day, *, by):
    return Promise.objects.create(
        application=application, stage_id=application.stage_id, due_on=day, by=person_of(by)
    )


def _locked(key):
    """The application, ours until the commit: of two promises one waits for the other."""
    row = Application(pk=key)
    lock_application(row)
    return Application.objects.select_related("stage", "opening", "candidate").get(pk=key)
