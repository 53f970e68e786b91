"""Automations for tests: made, switched on, and let act."""

from dataclasses import replace
from datetime import timedelta

from django.utils import timezone

from pipeline.automations.editing import create_automation, switch_automation
from pipeline.automations.round import look_at_automations
from pipeline.automations.settings import Plan, settings_form
from pipeline.happenings import look_at_happenings
from pipeline.models import Automation, AutomationRun

NOTE = {"name": "note", "text": "Seen."}
ENTERS_SCREEN = Plan("Note it", "enters", {"stage": "screen"}, (), (NOTE,))


def make_automation(*, by, opening=None, is_on=True, plan=ENTERS_SCREEN, **parts) -> Automation:
    """An automation on since an hour ago; the shipped ones are off."""
    Automation.objects.filter(by=None).update(is_on=False)
    row = create_automation(replace(plan, **parts), by=by, opening=opening)
    if is_on:
        row = switch_automation(row, by=by, is_on=True)
        row.switched_on_at = timezone.now() - timedelta(hours=1)
        row.save(update_fields=["switched_on_at"])
    return row


def let_act() -> list[AutomationRun]:
    """Do what workers do until nothing is left; return all runs, the oldest first."""
    while look_at_happenings():
        pass
    look_at_automations()
    return list(AutomationRun.objects.order_by("id"))


def minimal(entry):
    """Settings that the entry takes: the first choice, the least number, a word."""
    given = {}
    for name, field in settings_form(entry, None).fields.items():
        choices = [key for key, _ in getattr(field, "choices", [])]
        given[name] = choices[0] if choices else getattr(field, "min_value", "word")
    return given
