"""Gates: what must be true before an application leaves its stage forward.

An explicit list that higher rooms add to in `AppConfig.ready()`.
"""

from collections.abc import Callable

from pipeline.models import Application

GateKeeper = Callable[[Application], str | None]
"""Returns why this application may not leave its stage yet, as a sentence; None where it may."""

GATES: dict[str, GateKeeper] = {}
"""By the gate that a stage names (`pipeline.models.processes.Gate`)."""


def closed_gates(application: Application) -> list[str]:
    """Return a sentence for each gate of the application's stage that is closed."""
    keeper = GATES.get(application.stage.gate)
    sentence = keeper(application) if keeper else None
    return [sentence] if sentence else []
