"""What a note sets off: whoever is mentioned is told, and follows; so does its author."""

from collections.abc import Callable

from django.urls import reverse

from config.accounts.models import User
from config.accounts.roles import Role
from pipeline.happenings import announce
from pipeline.models import Application, Candidate, HappeningKind, Mention, Note, Topic
from pipeline.notices.following import let_follow
from pipeline.notices.mentions import Mentions, match_names, read_mentions
from pipeline.notices.sight import who_sees
from pipeline.notices.telling import CANDIDATE, tell

MOST_LOOKED_AT, MOST_OFFERED = 40, 8


def mentions_in(text: str, candidate: Candidate, application: Application | None) -> Mentions:
    """Return whom a note on the application, or on the person, mentions: see `read_mentions`."""
    return read_mentions(text, sees=_seeing(candidate, application))


def mentionable(
    typed: str, candidate: Candidate, application: Application | None, *, by: User
) -> list[User]:
    """Return colleagues who see what a note is about and whose name begins as `typed`, a few."""
    found = match_names(typed, User.objects.active().exclude(pk=by.pk).by_name())
    return _seeing(candidate, application)(found[:MOST_LOOKED_AT])[:MOST_OFFERED]


def tell_of_note(note: Note, people: list[User], *, by: User) -> None:
    """Tell `people`, whom the note mentions; announce it wherever the person runs."""
    Mention.objects.bulk_create([Mention(note=note, person=person) for person in people])
    for application in _runs_of(note):
        let_follow(application, who_sees(application, [*people, by]))
        announce(HappeningKind.NOTE_WRITTEN, application, by=by, note=str(note.pk))
    for person in people:
        _tell_mentioned(note, person, by=by)


def _tell_mentioned(note, person, *, by):
    application = note.application or _shown_to(person, note.candidate_id)
    tell(
        [person],
        topic=Topic.MENTION,
        sentence=f"{by.name} mentioned you in a note about {CANDIDATE}."
        if application
        else f"{by.name} mentioned you in a note.",
        href=reverse("pipeline:application", args=[application.pk]) + "#history"
        if application
        else reverse("pipeline:candidate", args=[note.candidate_id]),
        key=f"note-{note.pk}",
        application=application,
        by=by,
    )


def _runs_of(note) -> list[Application]:
    if note.application:
        return [note.application]
    return list(Application.objects.active().filter(candidate=note.candidate_id))


def _shown_to(person, candidate_id) -> Application | None:
    """The latest application of a person that somebody sees: what a notice to them is about."""
    rows = Application.objects.visible_to(person).filter(candidate=candidate_id)
    key = rows.order_by("-pk").values_list("pk", flat=True).first()
    return Application.objects.select_related("candidate").get(pk=key) if key else None


def _seeing(candidate, application) -> Callable[[list[User]], list[User]]:
    if application is not None:
        return lambda people: who_sees(application, people)
    applications = list(Application.objects.filter(candidate=candidate.pk).order_by("-pk"))

    def sees(people):
        seen = {each for row in applications for each in who_sees(row, people)}
        return [each for each in people if each.holds(Role.RECRUITER) or each in seen]

    return sees
