"""Applications that arrive through the public form."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from config.accounts.addresses import network_of
from config.records.audit import acting
from config.records.outbox import put
from config.tenancy.ids import first_id_at
from pipeline.applying.answers import Given, write_answers
from pipeline.applying.consents import consent_attributes
from pipeline.applying.held_uploads import give_to, let_go
from pipeline.applying.questions import asked_questions, digest_of
from pipeline.documents import add_document
from pipeline.emails import render_email
from pipeline.first_contact import first_contact
from pipeline.models import Application, Candidate
from pipeline.models.applications import Origin
from pipeline.moves import enter
from pipeline.notes import write_note
from pipeline.people_due import wake_keepers

APPLICANT = "applicant"
SOURCE = "application form"
QUIET = timedelta(days=1)
MOST_AN_HOUR = 10
MOST_ALIKE_AN_HOUR = 3
SHORTEST_ALIKE = 60
"""Characters: two people may well say "Available from May"."""

LINK = re.compile(
    r"://|@|\bwww\.|\w\.\w{2,}/|\w\w\.(?:com|net|org|info|biz|io|ai|dev|app|co|me|ru|cn|top|xyz|site|"
    r"online|shop|club|link|live)\b",
    re.IGNORECASE,
)
"""What mail programs make a link of, as far as no name has it."""


class TooManyApplications(Exception):
    """So many came within an hour that this one was not looked at; its text says of what kind."""


class QuestionsChanged(Exception):
    """Somebody changed the questions, or the words agreed to, while the form was filled in."""


@dataclass(frozen=True)
class Sent:
    """A form as it was sent.

    `seen` is the digest of the questions and the words of `consent` that it showed. `has_held`
    says that its résumé is held already; a `resume` that came with it takes its place.
    """

    nonce: UUID
    person: Mapping[str, str]
    seen: str
    consent: str
    resume: object = None
    has_held: bool = False
    message: str = ""
    answers: tuple[Given, ...] = ()
    channel: str = ""

    def key_for(self, opening) -> str:
        """A corrected form is another one, though the browser went back to the same page."""
        answers = [(str(given.question.pk), given.answer) for given in self.answers]
        said = repr((str(opening.pk), sorted(self.person.items()), self.message, answers))
        return f"{self.nonce.hex}-{hashlib.sha256(said.encode()).hexdigest()[:16]}"

    @property
    def words(self) -> str:
        """All that was written freely, however it is spaced."""
        written = [given.answer for given in self.answers if not given.question.options]
        return " ".join(" ".join([self.message, *written]).casefold().split())


def has_link(name: str) -> bool:
    """Say whether a mail that greets `name` would lead somewhere; "J.R. Osei" does not."""
    return LINK.search(name) is not None


def receive(opening, sent: Sent, *, company, address: str | None) -> None:
    """Write down what an applicant sent: a new candidate in the inbox, and a mail that says so.

    Always a new person: whoever applies can neither join nor learn of one who is known. The
    same form sent twice takes effect once.
    `address` is where the form was sent from; only a digest of it is kept, another one each day.
    Raises ValidationError where the file is refused, TooManyApplications, and QuestionsChanged;
    then nothing is written.
    """
    place, said = place_of(company, address), _digest_of_words(sent)
    _judge(place, said)
    try:
        with acting(APPLICANT):
            candidate = Candidate.objects.create(
                source=SOURCE,
                remote_id=sent.key_for(opening),
                attributes={
                    **consent_attributes(sent.consent, timezone.now()),
                    "sent_from": place,
                    **({"said": said} if said else {}),
                },
                **sent.person,
            )
            _enter(candidate, opening, company, sent)
            wake_keepers()
    except IntegrityError as error:
        if "candidate_imported_once" not in str(error):
            raise


def place_of(company, address: str | None) -> str:
    """Return the digest of an address: one per company and day, from which none can be told."""
    words = f"{company.pk} {timezone.now().date()} {network_of(address)}"
    return salted_hmac("pipeline.applying", words, algorithm="sha256").hexdigest()[:16]


def _digest_of_words(sent):
    if len(sent.words) < SHORTEST_ALIKE:
        return ""
    return hashlib.sha256(sent.words.encode()).hexdigest()[:16]


def _judge(place, said):
    """Raise TooManyApplications by what came within the hour; keys are in order of birth."""
    since = first_id_at(timezone.now() - timedelta(hours=1))
    recent = Candidate.objects.filter(pk__gte=since, source=SOURCE)
    if recent.filter(attributes__sent_from=place).count() >= MOST_AN_HOUR:
        raise TooManyApplications(
            "Many applications came from your connection within the hour. Please try again later."
        )
    if said and recent.filter(attributes__said=said).count() >= MOST_ALIKE_AN_HOUR:
        raise TooManyApplications(
            "The same text came several times within the hour. Say it in words of your own, and "
            "send the form again."
        )


def _enter(candidate, opening, company, sent):
    with transaction.atomic():
        is_recent = _has_recent_mail(candidate, opening)
        now = timezone.now()
        application = enter(
            candidate,
            opening,
            by=APPLICANT,
            origin=Origin.APPLIED,
            happened_at=now,
            first_contact_at=first_contact(Origin.APPLIED, now, None, company.clock_start),
            channel=sent.channel,
        )
        # The new row holds the opening's: from here on nobody changes its questions.
        if digest_of(asked_questions(opening), sent.consent) != sent.seen:
            raise QuestionsChanged
        write_answers(application, sent.answers)
        _keep_resume(candidate, sent)
        if sent.message:
            write_note(candidate, by=APPLICANT, text=sent.message, application=application)
        if not is_recent:
            _confirm(application, company)


def _keep_resume(candidate, sent):
    if sent.resume:
        add_document(candidate, sent.resume, by=APPLICANT)
        let_go(sent.nonce, by=APPLICANT)
    elif sent.has_held:
        give_to(candidate, by=APPLICANT, nonce=sent.nonce)


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
