"""What waits for a person: an explicit list that higher rooms add to in `AppConfig.ready()`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from config.accounts.models import User
from config.tenancy.models import Company
from pipeline.models import Application


@dataclass(frozen=True)
class QueueItem:
    """One thing to do: what, for whom, where to do it, and how urgent its clock is.

    Where no candidate waits, `candidate` is blank and `opening` says what it belongs to.
    `days_left` counts the clock's days; negative when over, None without a clock. Where an
    `application` is named, with its opening and stage selected, its strip is shown. What
    `holds_others_up` takes a word, and nothing goes on until it is said.
    """

    what: str
    candidate: str
    opening: str
    href: str
    days_left: int | None = None
    due_on: date | None = None
    application: Application | None = None
    holds_others_up: bool = False


Finder = Callable[[User, Company], Iterable[QueueItem]]
"""Returns what waits for this user now."""

FINDERS: list[Finder] = []


def queue_of(user: User, company: Company) -> list[QueueItem]:
    """Return all that waits for `user`, by `_urgency`."""
    return sorted((item for find in FINDERS for item in find(user, company)), key=_urgency)


def _urgency(item):
    """What holds others up first, then the least time left; without a clock last."""
    is_without_clock = item.days_left is None
    return not item.holds_others_up, is_without_clock, item.days_left or 0, item.what
