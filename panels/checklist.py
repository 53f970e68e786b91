"""The panels' step on the way from a new company to its first candidate."""

from django.db.models import Exists

from panels.models import PanelSeat
from pipeline.checklist import Step

SEAT_A_PANEL = Step(
    key="panel",
    title="Seat the first panel",
    why="Who interviews in which stage, and which criteria each of them rates.",
    view="pipeline:openings",
    opening_view="panels:panel",
    action="panels.seat",
    is_done=lambda company, user: Exists(PanelSeat.objects.all()),
    order=60,
)
