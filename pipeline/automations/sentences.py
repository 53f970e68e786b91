"""Automations as sentences."""

from collections.abc import Sequence

from pipeline.automations.names import Names
from pipeline.automations.registry import ACTIONS, CONDITIONS, TRIGGERS, Settings
from pipeline.models import Automation


def say_automation(automation: Automation, names: Names) -> str:
    """Say it: "When an application enters Take-home, send the brief and set a deadline."."""
    conditions = [say_condition(each, names) for each in automation.conditions]
    when = f"When {say_trigger(automation, names)}"
    only = f" and {_list_of(conditions)}" if conditions else ""
    return f"{when}{only}, {say_actions(automation, names)}."


def say_actions(automation: Automation, names: Names) -> str:
    return _list_of([say_action(each, names) for each in automation.actions])


def say_trigger(automation: Automation, names: Names) -> str:
    trigger = TRIGGERS.get(automation.trigger)
    if trigger is None:
        return f"something happens that nobody knows any longer ({automation.trigger})"
    return trigger.say(automation.trigger_settings, names)


def say_condition(condition: Settings, names: Names) -> str:
    known = CONDITIONS.get(condition["name"])
    return known.say(condition, names) if known else f"{condition['name']} holds"


def say_action(action: Settings, names: Names) -> str:
    known = ACTIONS.get(action["name"])
    return known.say(action, names) if known else f"do {action['name']}"


def _list_of(parts: Sequence[str]) -> str:
    *first, last = parts or ["do nothing"]
    return f"{', '.join(first)} and {last}" if first else last
