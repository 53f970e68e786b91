"""What the minute's round does for automations."""

from pipeline.automations.deadlines import notice_passed_deadlines
from pipeline.automations.running import run_due_automations
from pipeline.automations.watching import start_timed


def look_at_automations() -> None:
    """Notice deadlines that passed and times that have come, then do what is due."""
    notice_passed_deadlines()
    start_timed()
    run_due_automations()
