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
    `application` is named, with its opening and stage selected, its strip is shown.
    """

    what: str
    candidate: str
    opening: str
    href: str
    days_left: int | None = None
    due_on: date | None = None
    application: Application | None = None


Finder = Callable[[User, Company], Iterable[QueueItem]]
"""Returns what waits for this user now."""

FINDERS: list[Finder] = []


def queue_of(user: User, company: Company) -> list[QueueItem]:
    """Return all that waits for `user`, the least time left first, without a clock last."""
    items = [item for find in FINDERS for item in find(user, company)]
    return sorted(items, key=lambda item: (item.days_left is None, item.days_left or 0, item.what))
