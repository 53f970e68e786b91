"""Referrals: a colleague speaks for somebody, who thereby enters an opening once.

Who refers somebody learns nothing of who is known already. An address stands for a person: where
one with it is known, the referral is theirs. Where they are active in the opening or were hired
there, the referral is attached to that application, whose clock stays as it is. In any other case
they enter anew, and the clock starts.
"""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from config.accounts.models import User
from config.records.audit import acting
from pipeline.candidates import add_application
from pipeline.documents import add_document
from pipeline.models import Application, ApplicationState, Candidate, Opening, Referral
from pipeline.models.applications import Origin

CHANNEL = "A colleague"
STANDING = (ApplicationState.ACTIVE, ApplicationState.HIRED)


@dataclass(frozen=True)
class Introduction:
    """What a colleague says of somebody; the texts are checked already."""

    name: str
    email: str
    relation: str
    words: str
    resume: object = None


def refer(opening: Opening, said: Introduction, *, by: User, rule: str) -> Referral:
    """Write down that `by` refers somebody for `opening`; return the referral.

    The same said twice is one referral. `rule` is the company's ClockStart. Raises
    ValidationError, keyed `file`, where the résumé is refused; then nothing is written.
    """
    with acting(by):
        _wait_for_turn(said.email)
        candidate = _find_known(said, opening) or _add(said)
        application = _application_of(candidate, opening, by=by, rule=rule)
        if said.resume:
            add_document(candidate, said.resume, by=by, application=application)
        referral, _ = Referral.objects.get_or_create(
            candidate=candidate,
            application=application,
            by=by,
            name=said.name,
            relation=said.relation,
            words=said.words,
        )
    return referral


def _wait_for_turn(email):
    """Of two who refer one person at once the second finds what the first wrote."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtext('referral'), hashtext(%s))",
            [f"{connection.schema_name} {email.casefold()}"],
        )


def _find_known(said, opening):
    """Return who has this address, whoever asks: first who runs in the opening, then by name.

    A record that was merged into another one leads there.
    """
    rows = Candidate.objects.filter(email__iexact=said.email).select_related("merged_into")
    people = {person.pk: person for row in rows if (person := row.merged_into or row)}
    if not people:
        return None
    active = Application.objects.active().filter(opening=opening, candidate__in=people)
    running = set(active.values_list("candidate", flat=True))
    name = said.name.casefold()
    return max(
        people.values(),
        key=lambda person: (person.pk in running, person.name.casefold() == name, person.pk),
    )


def _add(said):
    return Candidate.objects.create(
        name=said.name,
        email=said.email,
        attributes={"agreed_to_referral_at": timezone.now().isoformat()},
    )


def _application_of(candidate, opening, *, by, rule) -> Application:
    """Return the application that the referral belongs to; somebody else may enter them first."""
    standing = candidate.applications.filter(opening=opening, state__in=STANDING)
    application = standing.order_by("state").first()
    if application:
        return application
    try:
        application = add_application(candidate, opening, by=by, origin=Origin.REFERRED, rule=rule)
    except ValidationError:
        return candidate.applications.active().get(opening=opening)
    application.channel = CHANNEL
    application.save(update_fields=["channel"])
    return application
