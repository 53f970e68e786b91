"""What applications wait for before they can go on: a few words for each card of a board.

An explicit list that higher rooms add to in `AppConfig.ready()`.
"""

from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

from pipeline.models import Application

WaitFinder = Callable[[Sequence[Application]], Mapping[UUID, str]]
"""Returns words such as "2 scorecards", by the application's key, in one query for them all.

The applications come with their `stage` selected.
"""

WAIT_FINDERS: dict[str, WaitFinder] = {}
"""By the gate that a stage names (`pipeline.models.processes.Gate`)."""


def waits_of(applications: Sequence[Application]) -> dict[UUID, str]:
    """Return what each application waits for, where it waits for anything."""
    waits: dict[UUID, str] = {}
    for gate, find in WAIT_FINDERS.items():
        gated = [application for application in applications if application.stage.gate == gate]
        if gated:
            waits.update(find(gated))
    return waits
