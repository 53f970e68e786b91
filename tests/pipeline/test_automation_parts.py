"""Automations are made of sound parts, and each can be said."""

import pytest
from django.core.exceptions import ValidationError

from pipeline.automations.names import Names
from pipeline.automations.registry import ACTIONS, CONDITIONS, TRIGGERS
from pipeline.automations.sentences import say_automation
from pipeline.automations.settings import Plan, check_plan
from pipeline.models import Automation
from tests.pipeline.automating import NOTE, minimal


@pytest.mark.parametrize(
    ("parts", "part"),
    [
        ({"name": " "}, "name"),
        ({"actions": ()}, "actions"),
        ({"trigger": "never"}, "trigger"),
        ({"trigger_settings": {"stage": "nowhere"}}, "trigger"),
        ({"trigger": "stood", "trigger_settings": {"stage": "screen", "days": 0}}, "trigger"),
        ({"trigger_settings": {"stage": "screen", "days": 1}}, "trigger"),
        ({"conditions": ({"name": "level", "value": "emperor"},)}, "conditions"),
        ({"conditions": ({"name": "owner"},)}, "conditions"),
        ({"actions": ({"name": "advance"},)}, "actions"),
        ({"actions": ({"name": "mail", "template": "offer"},)}, "actions"),
        ({"actions": ({"name": "note", "text": "a\x00b"},)}, "actions"),
        ({"actions": ("note",)}, "actions"),
        ({"actions": (NOTE,) * 11}, "actions"),
    ],
)
def test_what_it_cannot_be_made_of_is_named(acme, parts, part):
    plan = {
        "name": "N",
        "trigger": "enters",
        "trigger_settings": {"stage": "screen"},
        "actions": (NOTE,),
    }
    with pytest.raises(ValidationError) as caught:
        check_plan(Plan(**{**plan, **parts}), None)
    assert list(caught.value.message_dict) == [part]


def test_each_entry_says_itself(acme):
    """Whatever can be chosen can be said, also where what it names is gone."""
    for registry in (TRIGGERS, CONDITIONS, ACTIONS):
        for entry in registry.values():
            assert entry.say(minimal(entry), Names(acme))


def test_the_shipped_ones_are_sound_and_only_harmless_ones_are_on(acme):
    said = {row.name: say_automation(row, Names(acme)) for row in Automation.objects.all()}
    assert said["Take-home brief and deadline"] == (
        "When an application enters Take-home, set a deadline of 5 days for the candidate "
        "(“Hand in the take-home”) and send the take-home brief."
    )
    on = Automation.objects.filter(is_on=True)
    assert {action["name"] for row in on for action in row.actions} == {"tell"}
    for row in Automation.objects.all():
        check_plan(
            Plan(row.name, row.trigger, row.trigger_settings, row.conditions, row.actions), None
        )
