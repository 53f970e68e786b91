"""The editor of an automation: one form of plain selects, put together from the typed lists."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms

from pipeline.automations.names import Names
from pipeline.automations.registry import ACTIONS, CONDITIONS, TRIGGERS, Action, Condition
from pipeline.automations.sentences import say_automation
from pipeline.automations.settings import MOST_ACTIONS, Plan, settings_form
from pipeline.forms.stages import rearranged
from pipeline.models import Automation, Opening


class HeadForm(forms.Form):
    """Its name, and the version that the editor began from."""

    name = forms.CharField(max_length=120)
    version = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)


@dataclass
class Typed:
    """What stands in the editor, sound or not: texts by the names of fields."""

    trigger: str
    head: dict[str, Any] = field(default_factory=dict)
    settings: dict[str, Any] = field(default_factory=dict)
    conditions: dict[str, Any] = field(default_factory=dict)
    actions: list[tuple[str, dict[str, Any]]] = field(default_factory=list)


def typed_from(automation: Automation) -> Typed:
    """Return the editor of an automation as it is kept."""
    actions = [
        (each["name"], {name: value for name, value in each.items() if name != "name"})
        for each in automation.actions
        if each["name"] in ACTIONS
    ]
    conditions = {each["name"]: each["value"] for each in automation.conditions}
    head = {"name": automation.name, "version": automation.version}
    trigger = automation.trigger if automation.trigger in TRIGGERS else next(iter(TRIGGERS))
    return Typed(trigger, head, dict(automation.trigger_settings), conditions, actions)


def typed_in(data: Mapping[str, str]) -> Typed:
    """Return what was sent, after the small button that sent it."""
    trigger = data.get("trigger", "")
    typed = Typed(trigger if trigger in TRIGGERS else next(iter(TRIGGERS)))
    typed.head = {name: data.get(name, "") for name in ("name", "version")}
    typed.settings = _under("when", data)
    typed.conditions = {
        name: value for name in CONDITIONS if (value := data.get(f"if-{name}-value", ""))
    }
    for place in range(MOST_ACTIONS):
        name = data.get(f"then-{place}-action", "")
        if name in ACTIONS:
            typed.actions.append((name, _under(f"then-{place}", data)))
    change = data.get("change", "")
    if change == "add":
        if data.get("add") in ACTIONS and len(typed.actions) < MOST_ACTIONS:
            typed.actions.append((data["add"], {}))
    elif change:
        typed.actions = rearranged(typed.actions, change, most=MOST_ACTIONS)
    return typed


class AutomationEditor:
    """The forms of an automation in one; `is_sent` says that they are to be checked."""

    def __init__(self, typed: Typed, *, opening: Opening | None, company, is_sent: bool = False):
        self.typed, self.opening, self.company = typed, opening, company
        self.is_sent = is_sent
        self.head = self._form(HeadForm, typed.head)
        self.trigger = TRIGGERS[typed.trigger]
        self.when = self._settings(self.trigger, typed.settings, "when")
        self.conditions = [
            (entry, self._settings(entry, self._given(entry), f"if-{entry.name}", needed=False))
            for entry in CONDITIONS.values()
        ]
        self.actions = [
            (ACTIONS[name], self._settings(ACTIONS[name], values, f"then-{place}"))
            for place, (name, values) in enumerate(typed.actions)
        ]
        self.refusals: list[str] = []

    @property
    def triggers(self):
        return [(entry.name, entry.label) for entry in TRIGGERS.values()]

    @property
    def addable(self) -> list[Action]:
        return list(ACTIONS.values()) if len(self.actions) < MOST_ACTIONS else []

    @property
    def has_conditions(self) -> bool:
        return bool(self.typed.conditions)

    def is_valid(self) -> bool:
        forms_here = [self.head, self.when, *(form for _, form in self.conditions + self.actions)]
        # All are asked, so that each says what is wrong with it.
        unsound = [form for form in forms_here if not form.is_valid()]
        if not self.actions:
            self.refusals.append("Say what it does: add an action.")
        return not unsound and bool(self.actions)

    def plan(self) -> Plan:
        """Return what is described; the editor is valid."""
        conditions = [
            {"name": entry.name, "value": form.cleaned_data["value"]}
            for entry, form in self.conditions
            if form.cleaned_data["value"] not in (None, "")
        ]
        actions = [{"name": entry.name, **form.cleaned_data} for entry, form in self.actions]
        name, settings = self.head.cleaned_data["name"], self.when.cleaned_data
        return Plan(name, self.trigger.name, settings, conditions, actions)

    def sentence(self) -> str:
        """Say what stands in the editor, or nothing while something is missing."""
        head = {"name": self.typed.head.get("name") or "-"}
        typed = Typed(
            self.typed.trigger, head, self.typed.settings, self.typed.conditions, self.typed.actions
        )
        sent = AutomationEditor(typed, opening=self.opening, company=self.company, is_sent=True)
        if not sent.is_valid():
            return ""
        return say_automation(automation_of(sent.plan(), self.opening), Names(self.company))

    def _form(self, kind, values):
        return kind(values) if self.is_sent else kind(initial=values)

    def _settings(self, entry, values, prefix, *, needed=True):
        if self.is_sent:
            data = {f"{prefix}-{name}": value for name, value in values.items()}
            return settings_form(entry, self.opening, data, prefix=prefix, needed=needed)
        return settings_form(entry, self.opening, prefix=prefix, initial=values, needed=needed)

    def _given(self, entry: Condition):
        value = self.typed.conditions.get(entry.name)
        return {} if value is None else {"value": value}


def automation_of(plan: Plan, opening: Opening | None) -> Automation:
    """Return an automation that is not saved: to be said, or tried out."""
    return Automation(
        opening=opening,
        name=plan.name,
        trigger=plan.trigger,
        trigger_settings=dict(plan.trigger_settings),
        conditions=list(plan.conditions),
        actions=list(plan.actions),
    )


def _under(prefix, data):
    names = [name for name in data if name.startswith(f"{prefix}-")]
    return {name.removeprefix(f"{prefix}-"): data.get(name) for name in names}
