"""Bringing people in, and changing what is known of them."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from config.records.audit import acting
from pipeline.blind.reveals import BROUGHT_IN, note_known
from pipeline.first_contact import first_contact
from pipeline.models import Application, Candidate
from pipeline.models.applications import Origin
from pipeline.moves import enter
from pipeline.people_due import wake_keepers

EDITABLE = ("name", "email", "phone", "location", "links")
MERGED = "This record was merged into another one. Open the person again."


def add_candidate(*, by, **fields) -> Candidate:
    """Add a person with the `EDITABLE` fields; whether somebody has their address is no bar."""
    with acting(by):
        wake_keepers()
        return Candidate.objects.create(**fields)


def change_candidate(candidate, *, by, **changes) -> Candidate:
    """Change `EDITABLE` fields of a person; return them as they now are.

    Raises ValidationError where the record was merged into another meanwhile.
    """
    assert set(changes) <= set(EDITABLE), changes
    with acting(by):
        candidate = Candidate.objects.select_for_update().get(pk=candidate.pk)
        if candidate.merged_into_id:
            raise ValidationError(MERGED, code="merged")
        for name, value in changes.items():
            setattr(candidate, name, value)
        candidate.save(update_fields=list(changes))
        wake_keepers()
    return candidate


def add_application(
    candidate, opening, *, by, origin: str, rule: str, contacted_at: datetime | None = None
) -> Application:
    """Bring a person into the inbox of `opening`; `contacted_at` None is now.

    `rule` is the company's ClockStart: whether our outreach counts as first contact.
    Raises ValidationError where the person is active in this opening already.
    """
    contacted_at = contacted_at or timezone.now()
    try:
        with transaction.atomic():
            application = enter(
                candidate,
                opening,
                by=by,
                origin=origin,
                happened_at=contacted_at,
                outreach_at=contacted_at if origin == Origin.SOURCED else None,
                first_contact_at=first_contact(origin, contacted_at, None, rule),
            )
            note_known(application, by=by, reason=BROUGHT_IN)
            return application
    except IntegrityError as error:
        if "application_active_once" not in str(error):
            raise
        sentence = f"{candidate.name} is in this opening already."
        raise ValidationError({"opening": sentence}, code="active_once") from error


def manages_person(user, candidate: Candidate) -> bool:
    """Say whether `user` may change this person: one of `managed_by(user)` (one query)."""
    return Candidate.objects.managed_by(user).filter(pk=candidate.pk).exists()
