"""What the moves of an application add up to: its present stage and state, and its stays."""

from pipeline import rules
from pipeline.models import Application, Stay
from pipeline.rules import ApplicationState, Move
from pipeline.stays import stays

PROJECTED = ["stage", "state", "version", "stage_entered_at", "ended_at"]


def project(application: Application, history: list[Move]) -> None:
    """Write where `history` leaves `application` onto its row, and its stays anew."""
    visits = stays(history)
    set_projection(application, rules.replay(history), visits)
    application.save(update_fields=PROJECTED)
    rows = stay_rows(application, visits)
    Stay.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["application", "visit"],
        update_fields=["stage", "kind", "entered_at", "left_at", "outcome"],
    )
    application.stays.filter(visit__gt=len(rows)).delete()


def set_projection(application: Application, state: rules.State, visits) -> None:
    """Set the projected fields of `application`, without saving."""
    application.stage_id = state.stage.id
    application.state = state.state
    application.version = state.sequence
    latest = visits[-1]
    application.stage_entered_at = latest.entered_at
    is_over = state.state != ApplicationState.ACTIVE
    application.ended_at = _end(latest, state) if is_over else None


def _end(latest, state):
    """Hired: from entering that stage on. Closed: when the last stage was left."""
    return latest.entered_at if state.state == ApplicationState.HIRED else latest.left_at


def stay_rows(application: Application, visits) -> list[Stay]:
    """Return the rows for `visits`, not saved."""
    return [
        Stay(
            application=application,
            opening_id=application.opening_id,
            stage_id=visit.stage.id,
            kind=visit.stage.kind,
            visit=number,
            entered_at=visit.entered_at,
            left_at=visit.left_at,
            outcome=visit.left_by or "",
        )
        for number, visit in enumerate(visits, start=1)
    ]
