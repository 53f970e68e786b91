"""From what happened, or a time that has come, to runs: each occasion once."""

from collections.abc import Iterable

from django.db import connection, transaction
from django.utils import timezone

from config.tenancy.wakeups import wake
from pipeline.automations.effective import automations_for
from pipeline.automations.registry import TRIGGERS
from pipeline.happenings import AUTOMATION
from pipeline.models import Automation, AutomationRun, Happening

TASK = "look_at_automations"


def start_automations(happening: Happening) -> None:
    """A watcher: write down which automations are to act on what happened.

    What an automation did itself starts none, nor does a deadline that one set because another
    deadline had passed. Being asked again about the same happening changes nothing.
    """
    if happening.data.get("actor") == AUTOMATION or happening.data.get("is_answer"):
        return
    runs = [
        _run(automation, happening.application_id, f"happened:{happening.pk}", happening.stage_id)
        for automation in automations_for(happening.application.opening_id)
        if _is_meant(automation, happening)
    ]
    _write(runs)


def start_timed() -> int:
    """Write down for whom the time of an automation has come; return how many that were."""
    company, started = connection.tenant, 0
    for automation in Automation.objects.filter(is_on=True).order_by("id"):
        trigger = TRIGGERS.get(automation.trigger)
        if trigger is None or trigger.find_due is None:
            continue
        found = trigger.find_due(automation, company)
        runs = [_run(automation, due.application_id, due.occasion, due.stage_id) for due in found]
        started += _write(runs)
    return started


def stage_of_occasion(occasion: str) -> str:
    """Return the key of the stage in which a run was triggered; blank where none was noted."""
    return occasion.partition("@")[2]


def _is_meant(automation, happening):
    trigger = TRIGGERS.get(automation.trigger)
    if trigger is None or happening.kind not in trigger.kinds:
        return False
    if automation.switched_on_at is None or happening.happened_at < automation.switched_on_at:
        return False
    return trigger.matches(happening, automation.trigger_settings)


def _run(automation, application_id, occasion, stage_id):
    return AutomationRun(
        automation=automation,
        application_id=application_id,
        occasion=f"{occasion}@{stage_id}" if stage_id else occasion,
        due_at=timezone.now(),
    )


def _write(runs: Iterable[AutomationRun]) -> int:
    runs = list(runs)
    if runs:
        AutomationRun.objects.bulk_create(runs, ignore_conflicts=True)
        company = connection.tenant
        transaction.on_commit(lambda: wake(TASK, company))
    return len(runs)
