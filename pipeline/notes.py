"""Writing notes about a candidate."""

from django.core.exceptions import ValidationError
from django.db.models import Q

from config.accounts.models import User
from config.records.audit import acting, person_of
from pipeline.blind.reading import is_hidden
from pipeline.models import Application, Note
from pipeline.people_due import wake_keepers

LONGEST = 20_000


def write_note(candidate, *, by, text: str, application=None) -> Note:
    """Write a note; with `application` it belongs to that opening, else to the person.

    Raises ValidationError where it is blank or too long.
    """
    text = text.strip()
    if not text:
        raise ValidationError({"text": "Write something first."})
    if len(text) > LONGEST:
        raise ValidationError({"text": f"A note has at most {LONGEST:,} characters."})
    with acting(by):
        wake_keepers()
        return Note.objects.create(
            candidate=candidate,
            application=application,
            author=person_of(by),
            text=text,
        )


def notes_of(application: Application, user: User):
    """Notes on this application and on the person; not those on other applications.

    Of somebody who is hidden from `user`, their own notes and the applicant's message alone.
    """
    here = Q(application=None) | Q(application=application)
    if is_hidden(application):
        here &= Q(author=None) | Q(author=user)
    notes = Note.objects.filter(here, candidate=application.candidate_id)
    return notes.select_related("author")
