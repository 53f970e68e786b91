"""Whose a take-home is: the candidate's until it is handed in, then its reviewers'."""

from collections.abc import Sequence
from uuid import UUID

from assessments.models import TakeHome
from pipeline.models import Application, StageKind
from pipeline.work_queue.segments import Of, Segment


def take_home_segments(applications: Sequence[Application]) -> dict[UUID, Segment]:
    """What each take-home stage waits for (one query, and none without such a stage)."""
    stages = {row.pk: row.stage_id for row in applications if row.stage.kind == StageKind.TAKE_HOME}
    if not stages:
        return {}
    found = {key: Segment("the take-home to be sent", Of.OWNER) for key in stages}
    rows = TakeHome.objects.filter(application__in=stages).prefetch_related("reviews")
    for row in rows:
        if row.stage_id != stages[row.application_id]:
            continue
        if not row.is_in:
            found[row.application_id] = Segment("the take-home", Of.CANDIDATE)
        elif row.reviews.all():
            del found[row.application_id]
        else:
            found[row.application_id] = Segment("a review of the take-home", Of.OWNER)
    return found
