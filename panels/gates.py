"""The gate of scorecards: all cards of the panel are in before a stage is left.

It names people and never ratings: who moves candidates learns whom to ask, and no more.
"""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q

from panels.models import PanelSeat, Scorecard
from pipeline.models import Application


def scorecards_gate(application) -> str | None:
    """Say whose card is missing, or that nobody is seated; None where the gate is open."""
    row = _with_panels([application.pk]).get()
    if not row.panel:
        return f"No panel is seated for {application.stage.name}."
    *others, last = row.missing or [None]
    if last is None:
        return None
    if not others:
        return f"Waiting for the scorecard of {last}."
    return f"Waiting for the scorecards of {', '.join(others)} and {last}."


def scorecard_waits(applications: Sequence[Application]) -> dict[UUID, str]:
    """Say in a few words which cards each application waits for (two queries).

    Where an application stands, the usual panel counts unless it has seats of its own: the
    simplest case of `counting_for`, and one that a board can afford.
    """
    keys = [application.pk for application in applications]
    stages = {application.stage_id for application in applications}
    seats = _seats_in(stages, keys)
    submitted = _submitted_in(stages, keys) if seats else frozenset()
    waits = {}
    for application in applications:
        key, stage = application.pk, application.stage_id
        panel = seats.get((stage, key)) or seats.get((stage, None))
        names = [name for who, name in panel or () if (key, stage, who) not in submitted]
        if words := _words(names) if panel else "a panel":
            waits[key] = words
    return waits


def _seats_in(stages, keys):
    """The interviewers' keys and names, by stage and application (None: the usual panel)."""
    seats = PanelSeat.objects.filter(stage__in=stages).filter(
        Q(application=None) | Q(application__in=keys)
    )
    found = defaultdict(list)
    columns = ("stage_id", "application_id", "interviewer_id", "interviewer__name")
    for stage, application, *interviewer in seats.values_list(*columns):
        found[stage, application].append(interviewer)
    return found


def _submitted_in(stages, keys):
    cards = Scorecard.objects.submitted().filter(application__in=keys, stage__in=stages)
    return frozenset(cards.order_by().values_list("application_id", "stage_id", "interviewer_id"))


def _words(missing):
    if len(missing) > 1:
        return f"{len(missing)} scorecards"
    return f"scorecard of {missing[0]}" if missing else ""


def _with_panels(keys):
    """Applications with the names of their `panel` where they stand, and of those `missing`."""
    stage = OuterRef("stage")
    panel = PanelSeat.objects.counting_for(OuterRef("pk")).filter(stage=stage)
    cards = Scorecard.objects.submitted().filter(
        application=OuterRef(OuterRef("pk")),
        stage=OuterRef("stage"),
        interviewer=OuterRef("interviewer"),
    )
    return Application.objects.filter(pk__in=keys).annotate(
        panel=ArraySubquery(panel.values("interviewer__name")),
        missing=ArraySubquery(panel.filter(~Exists(cards)).values("interviewer__name")),
    )
