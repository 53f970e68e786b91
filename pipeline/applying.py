"""Applications that arrive through the public form."""

import hashlib
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from config.records.audit import acting
from config.records.outbox import put
from pipeline.candidates import add_application
from pipeline.documents import add_document
from pipeline.emails import render_email
from pipeline.models import Application, Candidate
from pipeline.models.applications import Origin
from pipeline.notes import write_note

APPLICANT = "applicant"
SOURCE = "application form"
QUIET = timedelta(days=1)


def receive(opening, *, company, nonce: str, resume=None, message: str = "", **person) -> None:
    """Write down what an applicant sent: a new candidate in the inbox, and a mail that says so.

    Always a new person: whoever applies can neither join nor learn of one who is known. The
    same form sent twice, of the same `nonce`, takes effect once.
    Raises ValidationError where the file is refused; then nothing is written.
    """
    try:
        with acting(APPLICANT):
            candidate = Candidate.objects.create(
                source=SOURCE,
                remote_id=_key(nonce, opening, person, message),
                attributes={"consented_at": timezone.now().isoformat()},
                **person,
            )
            _enter(candidate, opening, company, resume, message)
    except IntegrityError as error:
        if "candidate_imported_once" not in str(error):
            raise


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
