"""Applications that arrive through the public form."""

import hashlib
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from config.records.audit import acting
from config.records.outbox import put
from config.tenancy.ids import first_id_at
from pipeline.candidates import add_application
from pipeline.documents import add_document
from pipeline.emails import render_email
from pipeline.models import Application, Candidate
from pipeline.models.applications import Origin
from pipeline.notes import write_note

APPLICANT = "applicant"
SOURCE = "application form"
QUIET = timedelta(days=1)
MOST_AN_HOUR = 10


class TooManyApplications(Exception):
    """So many came from one place within an hour that this one was not looked at."""


def receive(
    opening, *, company, nonce: str, address: str | None, resume=None, message: str = "", **person
) -> None:
    """Write down what an applicant sent: a new candidate in the inbox, and a mail that says so.

    Always a new person: whoever applies can neither join nor learn of one who is known. The
    same form sent twice, of the same `nonce`, takes effect once.
    `address` is where the form was sent from; only a digest of it is kept, another one each day.
    Raises ValidationError where the file is refused, and TooManyApplications; then nothing is
    written.
    """
    place = _digest_of(company, address)
    if _came_from(place) >= MOST_AN_HOUR:
        raise TooManyApplications
    try:
        with acting(APPLICANT):
            candidate = Candidate.objects.create(
                source=SOURCE,
                remote_id=_key(nonce, opening, person, message),
                attributes={"consented_at": timezone.now().isoformat(), "sent_from": place},
                **person,
            )
            _enter(candidate, opening, company, resume, message)
    except IntegrityError as error:
        if "candidate_imported_once" not in str(error):
            raise


def _digest_of(company, address):
    words = f"{company.pk} {timezone.now().date()} {address}"
    return salted_hmac("pipeline.applying", words, algorithm="sha256").hexdigest()[:16]


def _came_from(place):
    """How many came from there within the hour; keys are in order of birth."""
    since = first_id_at(timezone.now() - timedelta(hours=1))
    recent = Candidate.objects.filter(pk__gte=since, source=SOURCE)
    return recent.filter(attributes__sent_from=place).count()


def _enter(candidate, opening, company, resume, message):
    with transaction.atomic():
        is_recent = _has_recent_mail(candidate, opening)
        application = add_application(
            candidate, opening, by=APPLICANT, origin=Origin.APPLIED, rule=company.clock_start
        )
        if resume:
            add_document(candidate, resume, by=APPLICANT)
        if message:
            write_note(candidate, by=APPLICANT, text=message, application=application)
        if not is_recent:
            _confirm(application, company)


def _confirm(application, company):
    candidate, opening = application.candidate, application.opening
    subject, body = render_email(
        "application_received",
        company=company.name,
        candidate=candidate.name,
        opening=opening.title,
        days=opening.clock_days,
    )
    put(to=candidate.email, subject=subject, body=body, about=application.pk)


def _has_recent_mail(candidate, opening):
    """One mail a day for an address and an opening: the form is no way to flood a stranger."""
    return Application.objects.filter(
        opening=opening,
        candidate__source=SOURCE,
        candidate__email__iexact=candidate.email,
        created_at__gt=timezone.now() - QUIET,
    ).exists()


def _key(nonce, opening, person, message):
    """A corrected form is another one, though the browser went back to the same page."""
    said = repr((opening.pk, sorted(person.items()), message))
    return f"{nonce}-{hashlib.sha256(said.encode()).hexdigest()[:16]}"
