"""What waits for a person: explicit lists that higher rooms add to in `AppConfig.ready()`.

What may be found for thousands of applications is a Source: a condition that the database looks
for, and words for those that are shown. The rest comes from finders, a few things each.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet, TextChoices

from config.accounts.models import User
from config.tenancy.models import Company
from pipeline.models import Application


class Kind(TextChoices):
    """Kinds of things to do. Of several about one application the first here is to do first."""

    APPROVAL = "approval", "Approvals"
    OFFER = "offer", "Offers"
    REPLY = "reply", "Replies"
    REQUEST = "request", "Requests"
    DEADLINE = "deadline", "Deadlines passed"
    SCORECARD = "scorecard", "Scorecards"
    TAKE_HOME = "take_home", "Take-homes"
    INBOX = "inbox", "Inbox reviews"
    SCHEDULE = "schedule", "To schedule"
    DECISION = "decision", "Needs decision"
    REFERRAL = "referral", "Referrals"
    UPKEEP = "upkeep", "Framework"
    OTHER = "other", "Other"


OWNED_KINDS = frozenset(
    {Kind.OFFER, Kind.REPLY, Kind.REQUEST, Kind.DEADLINE, Kind.SCHEDULE, Kind.DECISION}
)
"""What the owner of an application sees to; everything else is asked of one person by name."""


@dataclass(frozen=True)
class QueueItem:
    """One thing to do: what, for whom, where to do it, and how urgent its clock is.

    Where no candidate waits, `candidate` is blank and `opening` says what it belongs to.
    `days_left` counts the clock's days; negative when over, None without a clock. Where an
    `application` is named, with its opening and stage selected, its strip is shown. What
    `holds_others_up` takes a word, and nothing goes on until it is said. What else is to do for
    the same application stands in `also`.
    """

    what: str
    candidate: str
    opening: str
    href: str
    days_left: int | None = None
    due_on: date | None = None
    application: Application | None = None
    holds_others_up: bool = False
    kind: Kind = Kind.OTHER
    also: tuple["QueueItem", ...] = ()


Finder = Callable[[User, Company], Iterable[QueueItem]]
"""Returns what waits for this user now: some dozens at most."""

FINDERS: list[Finder] = []

Hint = Callable[[User], QuerySet]
"""Returns a query that has rows wherever a finder may find something for this user.

It is compiled once for everybody with the same roles, as those of a Source are."""

HINTS: dict[Finder, Hint] = {}
"""Finders that are asked only where their hint has rows."""


@dataclass(frozen=True)
class Errand:
    """What to do about one application, and where."""

    what: str
    href: str


@dataclass(frozen=True)
class Source:
    """Applications that wait for somebody in one way, however many they are.

    `find` returns a query of their keys, those that wait for this user, or None where they do no
    such thing. It is compiled once for everybody with the same roles: it asks for the present
    time in the database, and of the user knows key and roles alone. What OWNED_KINDS wait for is
    narrowed to applications that the user manages, by whoever asks. `say`
    returns an Errand for each of those that are shown, which come with their candidate, opening
    and stage, in a constant number of queries. It is told what keeps an application from being
    decided about, in words. `own_days_left` counts where the clock has more.
    """

    kind: Kind
    find: Callable[[User, Company], QuerySet | None]
    say: Callable[[Sequence[Application], User, Mapping[UUID, str]], Mapping[UUID, Errand]]
    own_days_left: int | None = None


SOURCES: list[Source] = []


def queue_of(user: User, company: Company) -> Sequence[QueueItem]:
    """Return the most urgent of what waits for `user`, by the time left."""
    from pipeline.work_queue.reading import read_queue

    return read_queue(user, company).items
