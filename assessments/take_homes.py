"""Take-homes: setting the brief, taking in what was handed in, reviewing it."""

from datetime import datetime

from django.utils import timezone

from assessments.briefs import LONGEST_BRIEF, tasks_for
from assessments.models import TakeHome, TakeHomeReview, Verdict
from config.records.audit import acting
from config.records.files import discard_file, store_file
from pipeline.framework.editing import current_version
from pipeline.models import Application, Stage, StageKind


class IllegalTakeHome(Exception):
    """Why this cannot be done with the take-home, as a sentence."""


def set_brief(
    application: Application,
    stage: Stage,
    *,
    by,
    brief: str,
    due_at: datetime | None,
    task: str = "",
) -> TakeHome:
    """Write what `application` is asked to do in `stage`, and until when; return the take-home.

    `task` is the key of the framework's task that the brief was made from. Raises
    IllegalTakeHome where the stage has no take-home, the brief is too long, the work is in
    already, or no such task fits the opening.
    """
    _check_stage(application, stage)
    if len(brief) > LONGEST_BRIEF:
        raise IllegalTakeHome(f"A brief has at most {LONGEST_BRIEF:,} characters.")
    with acting(by):
        take_home = _locked(application, stage)
        if take_home.is_in:
            raise IllegalTakeHome("The work is handed in; its brief stays as it was.")
        take_home.brief, take_home.due_at = brief, due_at
        _note_task(take_home, task)
        take_home.save(update_fields=["brief", "due_at", "task", "framework_version"])
    return take_home


def hand_in(
    application: Application, stage: Stage, *, by, link: str = "", upload=None, at=None
) -> TakeHome:
    """Record what was handed in, a link or a file or both; return the take-home.

    Until somebody reviews it, handing in again replaces it. Raises IllegalTakeHome, and
    ValidationError where the file is not taken.
    """
    _check_stage(application, stage)
    if not link and upload is None:
        raise IllegalTakeHome("Give a link or a file.")
    if at is not None and at > timezone.now():
        raise IllegalTakeHome("It cannot be handed in in the future.")
    with acting(by):
        take_home = _locked(application, stage)
        if take_home.reviews.exists():
            raise IllegalTakeHome("It is reviewed already; what was handed in stays.")
        replaced = take_home.file
        take_home.link = link
        take_home.file = store_file(upload, by=by) if upload else None
        take_home.handed_in_at = at or timezone.now()
        take_home.save(update_fields=["link", "file", "handed_in_at"])
        if replaced is not None:
            discard_file(replaced)
    return take_home


def review(take_home: TakeHome, *, by, verdict: str, note: str) -> TakeHomeReview:
    """Write the review of `by`; return it. Each reviewer writes one.

    Raises IllegalTakeHome where nothing is handed in, `by` has reviewed it or is no reviewer.
    """
    with acting(by):
        take_home = TakeHome.objects.select_for_update().get(pk=take_home.pk)
        if not take_home.is_in:
            raise IllegalTakeHome("Nothing is handed in yet.")
        if verdict not in Verdict.values or not note.strip():
            raise IllegalTakeHome("A review has a verdict and says why.")
        if not TakeHome.objects.reviewable_by(by).filter(pk=take_home.pk).exists():
            raise IllegalTakeHome("Its reviewers are the opening's team and who sits in its stage.")
        if take_home.reviews.filter(reviewer=by).exists():
            raise IllegalTakeHome("You have reviewed it already.")
        return TakeHomeReview.objects.create(
            take_home=take_home, reviewer=by, verdict=verdict, note=note.strip()
        )


def _note_task(take_home, task):
    """A task that stays is still read in the version in which it was set."""
    if task == take_home.task:
        return
    if task and task not in {fitting.key for fitting in tasks_for(take_home.application.opening)}:
        raise IllegalTakeHome("There is no such task for this opening.")
    take_home.task = task
    take_home.framework_version = current_version() if task else None


def _check_stage(application, stage):
    if stage.kind != StageKind.TAKE_HOME or stage.opening_id != application.opening_id:
        raise IllegalTakeHome(f"{stage.name} has no take-home.")


def _locked(application, stage) -> TakeHome:
    TakeHome.objects.get_or_create(application=application, stage=stage)
    return TakeHome.objects.select_for_update().get(application=application, stage=stage)
