"""Writing a plan: a statement for each kind of row, in the transaction of the caller."""

from __future__ import annotations

from pipeline.event_logs.planning import Plan
from pipeline.hiring_seats import make_room
from pipeline.models import Application, Candidate, LoggedEvent, Offer, Stage, StageMove, Stay
from pipeline.opening_locks import lock_opening
from pipeline.projection import PROJECTED

BATCH = 2_000


def write(plan: Plan) -> None:
    """Save all rows of `plan`. The audit triggers see each of them."""
    if plan.receiver.is_new:
        plan.receiver.opening.save(force_insert=True)
        Stage.objects.bulk_create(plan.receiver.stages)
    Candidate.objects.bulk_create(plan.candidates, BATCH)
    Application.objects.bulk_create(plan.new_applications, BATCH)
    Application.objects.bulk_update(plan.changed_applications, [*PROJECTED, "offered_at"], BATCH)
    StageMove.objects.bulk_create(plan.moves, BATCH)
    Stay.objects.filter(application__in=plan.changed_applications).delete()
    Stay.objects.bulk_create(plan.stays, BATCH)
    Offer.objects.bulk_create(plan.new_offers, BATCH)
    Offer.objects.bulk_update(plan.changed_offers, ["status", "closed_at", "version"], BATCH)
    LoggedEvent.objects.bulk_create(plan.events, BATCH)
    make_room(lock_opening(plan.receiver.opening))
