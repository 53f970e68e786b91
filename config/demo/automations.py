"""Automations of a demo company that are on, and people on whom they act at once."""

from config.demo.evidence import fill_scorecard
from panels.models import Scorecard
from panels.seats import panel_of
from pipeline.automations.editing import switch_automation
from pipeline.models import Application, Automation
from pipeline.moves import move

SWITCHED_ON = ("Take-home brief and deadline", "All scorecards are in")
MOVED_ON = 2


def let_automations_act(telling) -> None:
    """Switch some on, and let somebody enter the take-home after that."""
    recruiter = telling.people["recruiter"]
    for row in Automation.objects.filter(name__in=SWITCHED_ON, opening=None):
        switch_automation(row, by=recruiter, is_on=True)
    waiting = Application.objects.active().filter(stage__kind="technical", opening__status="open")
    waiting = waiting.filter(opening__stages__kind="take_home").select_related("opening", "stage")
    for application in waiting.order_by("id").distinct()[:MOVED_ON]:
        here = {"application": application, "stage": application.stage}
        submitted = Scorecard.objects.submitted().filter(**here)
        known = set(submitted.values_list("interviewer", flat=True))
        for place in panel_of(application).seats:
            if place.interviewer_id not in known:
                fill_scorecard(telling.dice, application, place, telling.now)
        to = application.opening.stages.filter(kind="take_home").first()
        move(application, to, by=recruiter)
