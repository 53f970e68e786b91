"""What automations know of take-homes: that one is handed in, and how its brief is sent."""

from datetime import datetime

from django.db import connection

from assessments.briefs import brief_of, tasks_for
from assessments.models import TakeHome
from assessments.take_homes import set_brief
from pipeline.automations.actions import humane_hour
from pipeline.automations.deadlines import open_deadlines
from pipeline.automations.fields import choice_field
from pipeline.automations.past import MOST
from pipeline.automations.registry import ACTIVE, Action, Doing, NothingToDo, Past, Trigger
from pipeline.automations.registry import Settings as Given
from pipeline.emails import fill
from pipeline.happenings import AUTOMATION
from pipeline.mailing.fields import Filling, say_day, values_of
from pipeline.mailing.markdown import escape
from pipeline.mailing.sending import send_message
from pipeline.models import (
    Deadline,
    EmailTemplate,
    HappeningKind,
    MessageKind,
    StageKind,
    Task,
)

FITTING = "fitting"
TEMPLATE = "take_home"


def past_hand_ins(settings: Given, since: datetime, until: datetime) -> list[Past]:
    rows = TakeHome.objects.filter(handed_in_at__gt=since, handed_in_at__lte=until)
    told = rows.order_by("-handed_in_at").values_list("application", "handed_in_at", "stage")
    return [Past(*row) for row in told[:MOST]]


def send_brief(doing: Doing, settings: Given) -> str:
    """Set the brief of a task of the framework and write it to the candidate.

    A brief that somebody set already is theirs, and is written as it is.
    """
    application, stage = doing.application, doing.application.stage
    if stage.kind != StageKind.TAKE_HOME:
        raise NothingToDo(f"No brief: {stage.name} has no take-home.")
    known = TakeHome.objects.filter(application=application, stage=stage).first()
    if known and known.is_in:
        raise NothingToDo("No brief: the work is handed in already.")
    deadline = open_deadlines(application).filter(is_for_candidate=True).order_by("due_at").first()
    due_at = deadline.due_at if deadline else known and known.due_at
    if known is None or not known.brief:
        task = _task(application.opening, settings["task"])
        words = {"brief": brief_of(task), "task": task.key, "due_at": due_at}
        known = set_brief(application, stage, by=AUTOMATION, **words)
    if not application.candidate.email:
        raise NothingToDo("The brief is set, and not sent: no email address is known.")
    _write(doing, known.brief, due_at)
    return "Sent the brief of the take-home."


def keep_deadline(deadline: Deadline) -> None:
    """Let the brief of the stage say the day that was set for the candidate."""
    here = TakeHome.objects.filter(application=deadline.application, stage=deadline.stage_id)
    here.filter(handed_in_at=None, due_at=None).update(due_at=deadline.due_at)


def _task(opening, key) -> Task:
    for task in tasks_for(opening):
        if key in (FITTING, task.key):
            return task
    raise NothingToDo("No brief: no task of the framework fits this opening.")


def _write(doing, brief, due_at):
    application, template = doing.application, EmailTemplate.objects.get(key=TEMPLATE)
    names = ("company", "candidate", "opening", "page")
    values = values_of(names, Filling(application, AUTOMATION))
    there = due_at.astimezone(connection.tenant.zone) if due_at else None
    values["deadline"] = say_day(there) if there else "the day that we agree on"
    escaped = {name: escape(value) for name, value in values.items()}
    send_message(
        application,
        by=AUTOMATION,
        subject=fill(template.subject, {**values, "brief": ""}),
        text=fill(template.body, {**escaped, "brief": brief}),
        kind=MessageKind.AUTOMATION,
        template=template,
        due_at=humane_hour(doing) if doing.is_timed else None,
    )


def _tasks(opening):
    tasks = Task.objects.in_use().order_by("name").values_list("key", "name")
    return {"task": choice_field("Task", [(FITTING, "The first that fits"), *tasks])}


def _say_brief(settings, names):
    if settings["task"] == FITTING:
        return "send the take-home brief"
    return f"send the take-home brief “{_name_of(settings['task'])}”"


def _name_of(key):
    return Task.objects.filter(key=key).values_list("name", flat=True).first() or "that is gone"


HANDED_IN = Trigger(
    "take_home_in",
    "A take-home is handed in",
    lambda settings, names: "a take-home is handed in",
    kinds=frozenset({HappeningKind.TAKE_HOME_HANDED_IN}),
    history=past_hand_ins,
    states=ACTIVE,
)

BRIEF = Action("brief", "Send the take-home brief", _say_brief, _tasks, do=send_brief, order=5)
