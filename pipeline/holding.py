"""Holding a clock, with a reason, and letting it go on."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone

from config.records.audit import acting, person_of
from pipeline.locks import lock_application
from pipeline.models import Application, Hold

LONGEST_REASON = Hold._meta.get_field("reason").max_length


def can_hold(application: Application) -> bool:
    """Say whether the application has a clock that runs: nothing else can be held."""
    return (
        application.is_active
        and application.first_contact_at is not None
        and application.offered_at is None
    )


def hold(
    application,
    *,
    by,
    reason: str,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
) -> Hold:
    """Hold the clock of `application` from now or `starts_at`, until `ends_at` or released.

    Holds may overlap, and may be written before they start or after they are over.
    Raises ValidationError keyed by field.
    """
    with acting(by):
        lock_application(application)
        if not can_hold(Application.objects.get(pk=application.pk)):
            raise ValidationError("There is no running clock to hold.")
        starts_at = starts_at or timezone.now()
        _check(reason, starts_at, ends_at)
        return Hold.objects.create(
            application=application,
            starts_at=starts_at,
            ends_at=ends_at,
            reason=reason.strip(),
            by=person_of(by),
        )


def release(hold, *, by) -> Hold:
    """End `hold` now; one that has not begun is called off, and its row goes.

    Raises ValidationError where it is over already.
    """
    with acting(by):
        row = Hold.objects.select_for_update().filter(pk=hold.pk).first()
        now = timezone.now()
        if row is None or (row.ends_at and row.ends_at <= now):
            raise ValidationError("This hold is over already.")
        if row.starts_at >= now:
            row.delete()
        else:
            row.ends_at = now
            row.save(update_fields=["ends_at"])
    return row


def _check(reason, starts_at, ends_at):
    if not reason.strip():
        raise ValidationError({"reason": "Say why the clock is held."})
    if len(reason.strip()) > LONGEST_REASON:
        raise ValidationError({"reason": f"Say it in at most {LONGEST_REASON} characters."})
    if ends_at is not None and ends_at <= starts_at:
        raise ValidationError({"ends_at": "A hold ends after it starts."})
