"""First contact: the moment a clock starts, and putting it right."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone

from config.records.audit import acting
from config.tenancy.models import ClockStart
from pipeline.locks import lock_application
from pipeline.models import Application
from pipeline.models.applications import Origin


def first_contact(
    origin: str, contacted_at: datetime | None, replied_at: datetime | None, rule: str
) -> datetime | None:
    """Return when the clock starts, or None where that has not happened or is not known.

    `contacted_at` is when somebody applied, was referred or imported, or when we wrote to
    them; whom we wrote to counts from their reply, unless the company's `rule` (a ClockStart)
    is our outreach.
    """
    if origin == Origin.SOURCED and rule == ClockStart.REPLY:
        return replied_at
    return contacted_at


def awaits_reply(application: Application) -> bool:
    """Say whether we wrote first and no answer has started the clock."""
    return (
        application.origin == Origin.SOURCED
        and application.is_active
        and application.first_contact_at is None
    )


def record_reply(application, *, by, at: datetime | None = None) -> Application:
    """Start the clock of somebody we wrote to, at their first reply: now, or `at`.

    Raises ValidationError where no reply is waited for, or `at` cannot be.
    """
    with acting(by):
        row = _lock(application)
        if not awaits_reply(row):
            raise ValidationError("No reply is waited for: the clock is set already, or closed.")
        at = at or timezone.now()
        _check(row, at)
        if row.outreach_at and at < row.outreach_at:
            raise ValidationError("A reply cannot come before we wrote.")
        return _set(application, row, at)


def correct_first_contact(application, *, by, at: datetime) -> Application:
    """Set first contact to `at`; the audit trail keeps what it was.

    Raises ValidationError where `at` lies in the future, or after the clock stopped.
    """
    with acting(by):
        row = _lock(application)
        _check(row, at)
        return _set(application, row, at)


def _lock(application):
    lock_application(application)
    return Application.objects.get(pk=application.pk)


def _check(row, at):
    if at > timezone.now():
        raise ValidationError("First contact cannot lie in the future.")
    stopped_at = row.offered_at or row.ended_at
    if stopped_at and at > stopped_at:
        raise ValidationError("First contact cannot come after the clock stopped.")


def _set(application, row, at):
    row.first_contact_at = application.first_contact_at = at
    row.save(update_fields=["first_contact_at"])
    return application
