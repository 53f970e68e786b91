"""The gate of scorecards: all cards of the panel are in before a stage is left.

It names people and never ratings: who moves candidates learns whom to ask, and no more.
"""

from collections.abc import Sequence
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef

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
    """Say in a few words which cards each application waits for (one query)."""
    rows = _with_panels([application.pk for application in applications])
    waits = {row.pk: _words(row.missing) if row.panel else "a panel" for row in rows}
    return {key: words for key, words in waits.items() if words}


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
