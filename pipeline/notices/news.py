"""News for followers: what happens to an application, told to whoever follows it."""

from dataclasses import dataclass

from django.urls import reverse

from config.accounts.models import User
from pipeline.blind.hiding import is_masked
from pipeline.models import Happening, HappeningKind, Mention, Note, Topic
from pipeline.notices.following import followers_of
from pipeline.notices.sight import FOR_MANAGERS
from pipeline.notices.telling import CANDIDATE, tell
from pipeline.work_queue.owners import owner_of


@dataclass(frozen=True)
class News:
    """How a kind of happening is told; `by_nobody` where it was no person's doing.

    `key` names what a higher room may have told under the same key already.
    """

    by_somebody: str
    by_nobody: str
    topic: Topic = Topic.FOLLOWED
    is_for_managers: bool = False
    key: str = ""


IS_IN = f"{CANDIDATE} is in {{stage}} now."
NEWS: dict[str, News] = {
    HappeningKind.ENTERED: News(f"{{who}} moved {CANDIDATE} to {{stage}}.", IS_IN),
    HappeningKind.REJECTED: News(f"{{who}} rejected {CANDIDATE}.", f"{CANDIDATE} is rejected."),
    HappeningKind.WITHDRAWN: News(f"{CANDIDATE} withdrew.", f"{CANDIDATE} withdrew."),
    HappeningKind.REINSTATED: News(f"{{who}} brought {CANDIDATE} back to {{stage}}.", IS_IN),
    HappeningKind.UNDONE: News(f"{{who}} took a step back: {IS_IN}", IS_IN),
    HappeningKind.HIRED: News(f"{CANDIDATE} is hired.", f"{CANDIDATE} is hired."),
    HappeningKind.NOTE_WRITTEN: News(
        f"{{who}} wrote a note about {CANDIDATE}.",
        f"There is a new note about {CANDIDATE}.",
        is_for_managers=True,
        key=f"{FOR_MANAGERS}note-{{note}}",
    ),
    HappeningKind.REPLY_RECEIVED: News(
        f"{CANDIDATE} wrote to you.",
        f"{CANDIDATE} wrote to you.",
        topic=Topic.REPLY,
        is_for_managers=True,
        key="reply-{message}",
    ),
    HappeningKind.SCORECARD_SUBMITTED: News(
        f"{{who}} submitted a scorecard for {CANDIDATE}.",
        f"There is a new scorecard for {CANDIDATE}.",
        is_for_managers=True,
    ),
    HappeningKind.TAKE_HOME_HANDED_IN: News(
        f"The take-home of {CANDIDATE} is in.", f"The take-home of {CANDIDATE} is in."
    ),
    HappeningKind.REQUEST_MADE: News(
        f"{CANDIDATE} asks for something.",
        f"{CANDIDATE} asks for something.",
        topic=Topic.REQUEST,
        is_for_managers=True,
        key="request-{request}",
    ),
    HappeningKind.OFFER_EXTENDED: News(
        f"{{who}} extended an offer to {CANDIDATE}.",
        f"{CANDIDATE} has an offer.",
        is_for_managers=True,
    ),
    HappeningKind.OFFER_ACCEPTED: News(
        f"{CANDIDATE} accepted the offer.",
        f"{CANDIDATE} accepted the offer.",
        topic=Topic.OFFER,
        is_for_managers=True,
        key="offer-{offer}-accepted",
    ),
    HappeningKind.OFFER_DECLINED: News(
        f"{CANDIDATE} declined the offer.",
        f"{CANDIDATE} declined the offer.",
        topic=Topic.OFFER,
        is_for_managers=True,
        key="offer-{offer}-declined",
    ),
}
"""Deadlines are not among them: an automation says whom it tells of those."""


def tell_followers(happening: Happening) -> None:
    """Tell followers what happened, but for who did it, who may not see it and who knows."""
    news = NEWS.get(happening.kind)
    if news is None:
        return
    application = happening.application
    manage = news.is_for_managers
    people = followers_of(application, manage=manage, at=happening.happened_at)
    if happening.kind == HappeningKind.NOTE_WRITTEN:
        people = _readers_of_note(happening, people)
    elif happening.kind == HappeningKind.REPLY_RECEIVED:
        people = [*people, owner_of(application)]  # somebody has to read what candidates write
    tell(
        people,
        topic=news.topic,
        sentence=_say(news, happening),
        href=reverse("pipeline:application", args=[application.pk]),
        key=_key(news, happening),
        application=application,
        by=happening.by,
    )


def _say(news, happening) -> str:
    who = happening.by.name if happening.by else ""
    stage = happening.stage.name if happening.stage else "another stage"
    words = news.by_somebody if who else news.by_nobody
    return words.replace("{stage}", stage).replace("{who}", who)


def _key(news, happening) -> str:
    try:
        named = news.key.format(**happening.data)
    except KeyError:
        named = ""
    prefix = FOR_MANAGERS if news.is_for_managers else ""
    return named or f"{prefix}happening-{happening.pk}"


def _readers_of_note(happening, people: list[User]) -> list[User]:
    """Without whom it mentions, who is told so, and from whom it is hidden."""
    note = Note.objects.filter(pk=happening.data.get("note")).first()
    if note is None:
        return []
    mentioned = set(Mention.objects.filter(note=note).values_list("person", flat=True))
    people = [person for person in people if person.pk not in mentioned]
    if happening.application.opening.is_blind:
        people = [each for each in people if not is_masked(happening.application, each)]
    return people
