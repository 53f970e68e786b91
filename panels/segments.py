"""Whose scorecards an application waits for."""

from collections.abc import Sequence
from uuid import UUID

from panels.gates import missing_from
from pipeline.models import Application, StageKind
from pipeline.models.processes import Gate
from pipeline.work_queue.segments import Of, Segment


def card_segments(applications: Sequence[Application]) -> dict[UUID, Segment]:
    """The applications whose panel owes scorecards, and who they are (two queries).

    Where a gate asks for cards and nobody is seated, it waits for a panel. In a take-home stage
    cards count only where its gate asks for them: else the work is reviewed instead.
    """
    rated = [
        row
        for row in applications
        if row.stage.kind != StageKind.TAKE_HOME or row.stage.gate == Gate.SCORECARDS
    ]
    if not rated:
        return {}
    gated = {row.pk for row in rated if row.stage.gate == Gate.SCORECARDS}
    found = {}
    for key, people in missing_from(rated).items():
        if people:
            found[key] = Segment(_words(people), Of.INTERVIEWERS, tuple(people))
        elif people is None and key in gated:
            found[key] = Segment("a panel to be seated", Of.OWNER)
    return found


def _words(people):
    return "a scorecard" if len(people) == 1 else "scorecards"
