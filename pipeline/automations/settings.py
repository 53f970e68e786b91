"""Checking what triggers, conditions and actions are told, wherever it comes from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from pipeline.automations.registry import ACTIONS, CONDITIONS, TRIGGERS, Entry
from pipeline.models import Opening

MOST_ACTIONS = 10
MOST_CONDITIONS = 20


@dataclass(frozen=True)
class Plan:
    """What an automation is made of, as its row keeps it."""

    name: str
    trigger: str
    trigger_settings: Mapping[str, Any] = field(default_factory=dict)
    conditions: Sequence[Mapping[str, Any]] = ()
    actions: Sequence[Mapping[str, Any]] = ()


def settings_form(
    entry: Entry, opening: Opening | None, data=None, *, prefix=None, initial=None, needed=True
) -> forms.Form:
    """Return the form of the fields of `entry`; where it is not `needed` all may stay blank."""
    fields = entry.fields(opening)
    for each in fields.values():
        each.required = each.required and needed
        if not needed and isinstance(each, forms.ChoiceField):
            each.choices = [("", "Any"), *each.choices]
    kind = type("SettingsForm", (forms.Form,), fields)
    return kind(data, prefix=prefix, initial=initial, auto_id="id_%s")


def check_plan(plan: Plan, opening: Opening | None) -> Plan:
    """Return `plan` with its settings cleaned. Raises ValidationError keyed by part:
    "trigger", "conditions" or "actions"."""
    name = " ".join(plan.name.replace("\0", "").split())
    if not name or len(name) > 120:
        raise ValidationError({"name": "Give it a name of at most 120 characters."})
    if not plan.actions:
        raise ValidationError({"actions": "Say what it does: add an action."})
    if len(plan.actions) > MOST_ACTIONS or len(plan.conditions) > MOST_CONDITIONS:
        raise ValidationError({"actions": f"At most {MOST_ACTIONS} actions."})
    conditions = [_named("conditions", CONDITIONS, each, opening) for each in plan.conditions]
    actions = [_named("actions", ACTIONS, each, opening) for each in plan.actions]
    trigger = _known("trigger", TRIGGERS, plan.trigger)
    settings = _checked("trigger", trigger, plan.trigger_settings, opening)
    return Plan(name, plan.trigger, settings, conditions, actions)


def _named(part, registry, settings, opening):
    if not isinstance(settings, Mapping):
        raise ValidationError({part: "Each is an object with a name."})
    entry = _known(part, registry, settings.get("name"))
    given = {name: value for name, value in settings.items() if name != "name"}
    return {"name": entry.name, **_checked(part, entry, given, opening)}


def _known(part, registry, name):
    if not isinstance(name, str) or name not in registry:
        raise ValidationError({part: f"There is no “{name}” to choose."})
    return registry[name]


def _checked(part, entry, settings, opening):
    form = settings_form(entry, opening, {name: _text(value) for name, value in settings.items()})
    if unknown := sorted(set(settings) - set(form.fields)):
        raise ValidationError({part: f"“{entry.name}” has no setting “{unknown[0]}”."})
    if form.is_valid():
        return form.cleaned_data
    name, errors = next(iter(form.errors.items()))
    raise ValidationError({part: f"{entry.label}, {form[name].label}: {' '.join(errors)}"})


def _text(value):
    return value if isinstance(value, str) or value is None else str(value)
