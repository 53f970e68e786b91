"""Carrying out what automations are to do: each run once, its effects and its state together."""

import logging
from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from config.records.audit import acting
from config.records.crashes import crash_point
from pipeline.automations.conditions import standing_rows
from pipeline.automations.effective import automations_for
from pipeline.automations.names import Names
from pipeline.automations.registry import (
    ACTIONS,
    CONDITIONS,
    TRIGGERS,
    Doing,
    NothingToDo,
    Standing,
)
from pipeline.automations.sentences import say_condition
from pipeline.automations.watching import stage_of_occasion
from pipeline.happenings import AUTOMATION, done_by_automation
from pipeline.locks import lock_application
from pipeline.models import AutomationRun, Stage
from pipeline.models.automations import RunState

log = logging.getLogger(__name__)

MOST_ATTEMPTS = 4
DONE, LEFT, FAILED = "done", "left", "failed"


def run_due_automations() -> int:
    """Carry out each run that is due, one by one; return how many were handled.

    Each is a transaction of its own: a worker that dies gives its run back, undone.
    """
    handled = 0
    while _run_next():
        handled += 1
    return handled


def _run_next() -> bool:
    with transaction.atomic():
        due = AutomationRun.objects.filter(state=RunState.DUE, due_at__lte=timezone.now())
        free = due.select_for_update(skip_locked=True, of=("self",))
        run = free.select_related("automation").order_by("due_at", "id").first()
        if run is None:
            return False
        crash_point("automations.claimed")
        with acting(AUTOMATION), done_by_automation():
            _carry_out(run)
        crash_point("automations.carried_out")
    return True


def _carry_out(run):
    lock_application(run.application)
    application = standing_rows([run.application_id])[run.application_id]
    if why := _why_not(run, application):
        _end(run, RunState.SKIPPED, [{"action": "", "outcome": LEFT, "words": why}])
        return
    did = {step["place"]: step for step in run.did if step.get("outcome") != FAILED}
    for place, settings in _in_order(run.automation.actions):
        if place not in did:
            did[place] = _act(run, application, place, settings)
    steps = [did[place] for place in sorted(did)]
    if any(step["outcome"] == FAILED for step in steps):
        _try_later(run, steps)
    else:
        _end(run, RunState.DONE, steps)


def _why_not(run, application):
    """Why nothing is to be done, as a sentence; the present decides, not the occasion."""
    automation, company = run.automation, connection.tenant
    trigger = TRIGGERS.get(automation.trigger)
    if trigger is None:
        return "Nobody knows its trigger any longer."
    if automation.pk not in {row.pk for row in automations_for(application.opening_id)}:
        return "It was switched off meanwhile."
    if application.state not in trigger.states:
        return f"The application is {application.get_state_display().lower()} by now."
    stage = stage_of_occasion(run.occasion)
    if trigger.stays and stage and stage != str(application.stage_id):
        left = Stage.objects.filter(pk=stage).values_list("name", flat=True).first()
        return f"The candidate has left {left or 'the stage'} by now."
    standing = Standing(application, timezone.now(), application.stage, company)
    return say_unmet(standing, automation.conditions)


def say_unmet(standing: Standing, conditions) -> str:
    """Say which condition does not hold; blank where all do."""
    for settings in conditions:
        condition = CONDITIONS.get(settings["name"])
        if condition is None or not condition.holds(standing, settings):
            return f"It is not so that {say_condition(settings, Names(standing.company))}."
    return ""


def _in_order(actions):
    """Places and settings of the actions, by what must be done first."""

    def order(item):
        action = ACTIONS.get(item[1]["name"])
        return action.order if action else 0

    return sorted(enumerate(actions), key=order)


def _act(run, application, place, settings):
    step = {"place": place, "action": settings["name"]}
    trigger = TRIGGERS[run.automation.trigger]
    doing = Doing(run, application, connection.tenant, place, is_timed=trigger.is_timed)
    try:
        with transaction.atomic():
            action = ACTIONS.get(settings["name"])
            if action is None:
                raise LookupError("Nobody knows this action any longer.")
            return step | {"outcome": DONE, "words": action.do(doing, settings)}
    except NothingToDo as why:
        return step | {"outcome": LEFT, "words": str(why)}
    except Exception as error:  # one failing action must not stop the others
        log.warning("Action %s of run %s failed.", settings["name"], run.pk, exc_info=True)
        words = " ".join(getattr(error, "messages", None) or [str(error) or type(error).__name__])
        return step | {"outcome": FAILED, "words": words[:500]}


def _try_later(run, steps):
    """Wait longer after each failure; what was done is not done again. Give up in the end."""
    run.attempts += 1
    if run.attempts >= MOST_ATTEMPTS:
        _end(run, RunState.FAILED, steps)
        return
    run.did, run.due_at = steps, timezone.now() + timedelta(minutes=2**run.attempts)
    run.save(update_fields=["did", "attempts", "due_at"])


def _end(run, state, steps):
    run.state, run.did, run.ended_at = state, steps, timezone.now()
    run.save(update_fields=["state", "did", "attempts", "ended_at"])
