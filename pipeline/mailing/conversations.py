"""A conversation as its reader sees it: each message with its state, quotations set apart."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Prefetch, prefetch_related_objects
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.safestring import SafeString, mark_safe

from config.accounts.models import User
from pipeline.blind.hiding import masked_people
from pipeline.blind.reading import is_hidden
from pipeline.mailing.markdown import clean_html, render_html
from pipeline.mailing.quotes import split_quote
from pipeline.mailing.states import MessageState, state_of
from pipeline.mailing.steps import is_bound
from pipeline.models import Application, InboundMail, Message, Thread
from pipeline.models.messages import Direction
from pipeline.sections import Section
from pipeline.timeline import Entry
from pipeline.visibility import manages

MOST_SHOWN = 200
LATEST = 3
LONGEST_ENTRY = 280

_INBOUND = Prefetch("inbound", InboundMail.objects.defer("raw"))
_MESSAGES = Prefetch(
    "messages",
    Message.objects.select_related("outbox", "author").prefetch_related(_INBOUND),
)
THREADS = Prefetch("threads", Thread.objects.prefetch_related(_MESSAGES))


@dataclass(frozen=True)
class ShownMessage:
    """A message for its reader. What came in is read as text; its HTML is cleaned again."""

    message: Message
    email: str

    @cached_property
    def state(self) -> MessageState:
        return state_of(self.message)

    @property
    def is_incoming(self) -> bool:
        return self.message.direction == Direction.IN

    @property
    def is_from_elsewhere(self) -> bool:
        """Whether it came from another address than the candidate's."""
        sender = self.message.from_address.lower()
        return self.is_incoming and bool(sender) and sender != self.email.lower()

    @cached_property
    def parts(self) -> tuple[str, str]:
        """What is new in a message that came in, and what it quotes."""
        return split_quote(self.message.text)

    @property
    def html(self) -> SafeString:
        """The words of one that goes out, or the cleaned HTML of one that came in."""
        html = self.message.html
        html = clean_html(html) if self.is_incoming else render_html(self.message.text)
        return mark_safe(html)  # noqa: S308 cleaned by nh3

    @property
    def is_bound(self) -> bool:
        """Whether it tells of a decision, and so leaves or stays together with it."""
        return is_bound(self.message)

    @property
    def problem(self) -> str:
        """What could not be kept of a mail that came in."""
        inbound = getattr(self.message, "inbound", None)
        return inbound.problem if inbound else ""

    @property
    def inbound_id(self):
        inbound = getattr(self.message, "inbound", None)
        return inbound.pk if inbound else None


@dataclass(frozen=True)
class MessagesSection:
    application: Application
    messages: list[ShownMessage]
    number: int
    can_write: bool


def conversation_of(application: Application) -> list[ShownMessage]:
    """Return the messages of an application, the newest first; read once for one row."""
    prefetch_related_objects([application], THREADS)
    rows = [message for thread in application.threads.all() for message in thread.messages.all()]
    rows.sort(key=lambda message: message.pk, reverse=True)
    email = application.candidate.email
    return [ShownMessage(row, email) for row in rows[:MOST_SHOWN]]


def messages_visible_to(user: User):
    """Messages of threads that `user` may read, of nobody who is hidden from them."""
    threads = Thread.objects.visible_to(user).exclude(masked_people(user, "candidate"))
    rows = Message.objects.filter(thread__in=threads.values("pk"))
    return rows.select_related(
        *("outbox", "author", "thread__candidate"),
        *(f"thread__application__{name}" for name in ("opening", "stage", "candidate", "owner")),
    )


def messages_section(application: Application, user: User) -> Section | None:
    """The latest messages; None for a panel, and where who it is is hidden."""
    if is_hidden(application) or not _reads(application, user):
        return None
    shown = conversation_of(application)
    can_write = user.can("messages.write") and bool(application.candidate.email)
    section = MessagesSection(application, shown[:LATEST], len(shown), can_write)
    return Section("pipeline/mail/_section.html", section, order=3)


def tell_messages(application: Application, user: User) -> Iterator[Entry]:
    """Each message, for whoever manages the application; none of somebody who is hidden."""
    if is_hidden(application) or not _reads(application, user):
        return
    page = reverse("pipeline:messages", args=[application.pk])
    for shown in conversation_of(application):
        message, state = shown.message, shown.state
        said = shown.parts[0] if shown.is_incoming else ""
        why = "" if state.name in {"sent", "received", "waiting"} else state.words
        yield Entry(
            happened_at=message.created_at,
            title=f"{'They wrote' if shown.is_incoming else 'Message'}: {message.subject}",
            who=message.author.name if message.author else "",
            text=": ".join(filter(None, [why, said[:LONGEST_ENTRY]])),
            href=f"{page}#message-{message.pk}",
            kind="message",
            is_undone=state.name == "taken_back",
        )


def _reads(application, user):
    return user.can("messages.view") and manages(user, application)
