"""Asking who a hidden applicant is before rating them: with a reason, once, for everyone to see."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError

from config.accounts.models import User
from config.records.audit import acting, person_of
from pipeline.blind.hiding import masked_rows
from pipeline.models import Application, Reveal
from pipeline.timeline import Entry
from pipeline.visibility import manages

LONGEST = Reveal._meta.get_field("reason").max_length
BROUGHT_IN = "Brought them into the opening."


def reveal(application: Application, *, by: User, reason: str) -> Reveal:
    """Show `by` who is behind a blind application, because of `reason`; return the Reveal.

    Whoever is known in one opening is known in all: each application that hides them from `by`
    gets a Reveal. Who has asked before keeps the first reason. Raises ValidationError where the
    reason is blank or too long, and where nothing is hidden from `by`.
    """
    reason = reason.strip()
    if not reason:
        raise ValidationError({"reason": "Write why you need to know who it is."})
    if len(reason) > LONGEST:
        raise ValidationError({"reason": f"A reason has at most {LONGEST} characters."})
    with acting(by):
        hiding = masked_rows(application.candidate_id, by)
        made = {row.pk: _keep(row, by, reason) for row in hiding}
        if not made:
            raise ValidationError({"reason": "You see who this is already."})
        return made.get(application.pk) or next(iter(made.values()))


def note_known(application: Application, *, by, reason: str) -> None:
    """Note that `by` knows whom they brought into a blind opening: nothing is hidden from them.

    Nothing happens elsewhere, or where `by` is no person, or brought in a stand-in.
    """
    person = person_of(by)
    if person is None or application.candidate.is_stand_in or not application.opening.is_blind:
        return
    with acting(by):
        _keep(application, person, reason)


def _keep(application, person, reason) -> Reveal:
    found, _ = Reveal.objects.get_or_create(
        application=application, user=person, defaults={"reason": reason}
    )
    return found


def tell_reveals(application: Application, user: User) -> Iterator[Entry]:
    """Who asked who this is, and why, for whoever manages the application."""
    if not manages(user, application):
        return
    for row in application.reveals.select_related("user"):
        yield Entry(row.created_at, "Looked who it is", row.user.name, row.reason)
