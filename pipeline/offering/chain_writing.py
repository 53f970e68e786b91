"""Writing a chain of approvers."""

from collections.abc import Sequence

from django.db import connection

from config.records.audit import acting
from pipeline.models import ApproverStep, Opening
from pipeline.offering.approving import follow_chain
from pipeline.offering.chains import Place, approving_roles, people_who_approve
from pipeline.offering.refusals import IllegalOffer

MOST_STEPS = 10


def write_chain(opening: Opening | None, places: Sequence[Place], *, by) -> list[ApproverStep]:
    """Let the chain of `opening`, or of the company for None, be `places`; return its steps.

    Offers that are being approved go on by the new chain: approvals that were given stand, who
    is no longer in it is asked no longer, and who is new is asked in their turn.
    Raises IllegalOffer for a place that nobody could fill.
    """
    _check(places)
    with acting(by):
        _lock_chain(opening)
        ApproverStep.objects.filter(opening=opening).delete()
        steps = [
            ApproverStep(
                opening=opening,
                position=position,
                person_id=place.person,
                role=place.role,
                is_for_outside=place.is_for_outside,
            )
            for position, place in enumerate(places, start=1)
        ]
        for step in steps:
            step.save(force_insert=True)
        follow_chain(opening, by=by)
    return steps


def _check(places):
    if len(places) > MOST_STEPS:
        raise IllegalOffer(f"A chain has at most {MOST_STEPS} steps.")
    keys = [(place.person, place.role) for place in places]
    if len(set(keys)) != len(keys):
        raise IllegalOffer("Each person and each role stands in a chain once.")
    people = set(people_who_approve().values_list("pk", flat=True))
    for place in places:
        if bool(place.person) == bool(place.role):
            raise IllegalOffer("Each step names a person or a role.")
        if place.role and place.role not in approving_roles():
            raise IllegalOffer("This role does not see pay, and so cannot approve offers.")
        if place.person and place.person not in people:
            raise IllegalOffer("This person cannot approve offers.")


def _lock_chain(opening):
    """Of two who write one chain at once, the second waits."""
    key = f"chain-{opening.pk if opening else 'company'}-{connection.tenant.pk}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [key])
