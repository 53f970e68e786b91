"""Rows of automations for the world of every row."""

from datetime import timedelta

from django.utils import timezone

from pipeline.automations.deadlines import set_deadline
from pipeline.automations.editing import create_automation
from pipeline.automations.settings import Plan
from pipeline.models import AutomationRun


def make_automated(application, *, by, name: str) -> dict:
    """An automation of the opening with two runs, and a deadline; return their keys by noun."""
    actions = ({"name": "note", "text": f"{name} note"},)
    plan = Plan(f"{name} automation", "enters", {"stage": "technical"}, (), actions)
    row = create_automation(plan, by=by, opening=application.opening)
    for state, outcome in (("done", "done"), ("failed", "failed")):
        AutomationRun.objects.create(
            automation=row,
            application=application,
            occasion=state,
            state=state,
            due_at=timezone.now(),
            did=[{"place": 0, "action": "note", "outcome": outcome, "words": f"{name} words"}],
        )
    due_at = timezone.now() + timedelta(days=3)
    what = f"{name} plan"
    deadline = set_deadline(
        application, by=by, what=what, due_at=due_at, is_for_candidate=True, stage=application.stage
    )
    return {"automations": row.pk, "deadlines": deadline.pk}
