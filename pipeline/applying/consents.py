"""What applicants agree to, and what of it is kept."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.dateparse import parse_datetime

from config.accounts.models import User
from pipeline.candidates import manages_person
from pipeline.models import Candidate
from pipeline.sections import Section


@dataclass(frozen=True)
class Consent:
    """The sentence that somebody ticked; an earlier form kept none. `at` is when they sent it."""

    words: str
    at: datetime | None


def consent_words(company, opening) -> str:
    """Return the sentence that an applicant ticks: who may keep what, and for what."""
    return (
        f"{company.name} may keep what I send here and use it to consider me for “{opening.title}”."
    )


def consent_attributes(words: str, at: datetime) -> dict[str, str]:
    """Return what `Candidate.attributes` keep of a consent."""
    return {"consented_at": at.isoformat(), "consented_to": words}


def consent_of(candidate: Candidate) -> Consent | None:
    """Return what the person agreed to when they applied; None where we never asked them."""
    kept = candidate.attributes
    at, words = kept.get("consented_at"), kept.get("consented_to", "")
    if not isinstance(at, str) or not isinstance(words, str):
        return None
    try:
        moment = parse_datetime(at)
    except ValueError:
        moment = None
    return Consent(words, moment) if moment or words else None


def consent_section(person: Candidate, user: User) -> Section | None:
    """What the person agreed to, for whoever may change them."""
    if not manages_person(user, person):
        return None
    consent = consent_of(person)
    return consent and Section("pipeline/_consent.html", consent, order=30, is_aside=True)
