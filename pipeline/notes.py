"""Writing notes about a candidate, and who reads them."""

from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q

from config.accounts.models import User
from config.records.audit import acting, person_of
from pipeline.blind.reading import is_hidden
from pipeline.models import Application, Mention, Note
from pipeline.notices.mentions import Mentions
from pipeline.notices.note_news import mentions_in, tell_of_note
from pipeline.people_due import wake_keepers
from pipeline.visibility import manages

LONGEST = 20_000


def write_note(candidate, *, by, text: str, application=None) -> Note:
    """Write a note; with `application` it belongs to that opening, else to the person.

    Whoever a colleague mentions in it is told, and stands there with the whole name. Raises
    ValidationError where it is blank or too long, and where a mention cannot be told: see
    `pipeline.notices.mentions`.
    """
    author = person_of(by)
    mentions = Mentions(_checked(text), ())
    with acting(by):
        if author:
            mentions = mentions_in(mentions.text, candidate, application)
        wake_keepers()
        note = Note.objects.create(
            candidate=candidate, application=application, author=author, text=mentions.text
        )
        if author:
            tell_of_note(note, mentions.people, by=author)
    return note


def notes_of(application: Application, user: User):
    """Notes on this application and on the person; not those on other applications.

    Each has the names that it mentions as `mentioned`. Of somebody who is hidden from `user`,
    only their own notes, those that mention them and the applicant's message; and for whoever
    does not manage the application, only those that mention them.
    """
    here = Q(application=None) | Q(application=application)
    mentioning = Q(Exists(Mention.objects.filter(note=OuterRef("pk"), person=user)))
    if not manages(user, application):
        here &= mentioning
    elif is_hidden(application):
        here &= Q(author=None) | Q(author=user) | mentioning
    notes = Note.objects.filter(here, candidate=application.candidate_id)
    return with_mentions(notes).select_related("author")


def with_mentions(notes):
    """Annotate `mentioned`: the names of whom each note mentions."""
    rows = Mention.objects.filter(note=OuterRef("pk")).values_list("person__name", flat=True)
    return notes.annotate(mentioned=ArraySubquery(rows))


def _checked(text):
    text = text.strip()
    if not text:
        raise ValidationError({"text": "Write something first."})
    if len(text) > LONGEST:
        raise ValidationError({"text": f"A note has at most {LONGEST:,} characters."})
    return text
