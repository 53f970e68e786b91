"""What the pages of pools show: only people whom their reader may change and know by name."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch

from config.accounts.models import User
from pipeline.models import Application, Candidate, Pool, PoolPlace
from pipeline.people.pools import is_running, running, with_last_contact, with_numbers

ROWS_A_PAGE = 50
WHO = {"": "Everyone", "running": "In a running opening", "free": "In none"}


@dataclass(frozen=True)
class PoolPage:
    """A page of places, the newest first; each candidate has `running`, their applications.

    `after` is the key of the last place where there are more, and None where there are none.
    """

    pool: Pool
    places: Sequence[PoolPlace]
    after: UUID | None
    who: str
    is_empty: bool

    @property
    def choices(self) -> list[tuple[str, str]]:
        return list(WHO.items())


def people_of(user: User):
    """Whom a pool shows `user`."""
    return Candidate.objects.managed_by(user).named_for(user)


def pools_for(user: User):
    """Every pool with its numbers, those in use first."""
    applications = Application.objects.managed_by(user)
    pools = with_numbers(Pool.objects.all(), people_of(user), applications)
    return pools.order_by("is_retired", *Pool._meta.ordering)


def read_pool_page(pool: Pool, user: User, *, who: str = "", before: UUID | None = None):
    """Return the PoolPage after the place with the key `before`; `who` is one of WHO.

    Four queries for any number of places, and one more where nobody is shown.
    """
    applications = Application.objects.managed_by(user)
    seen = running(applications).select_related("opening", "stage")
    everyone = pool.places.filter(candidate__in=people_of(user).values("pk"))
    places = with_last_contact(everyone, applications).order_by("-id")
    if who:
        in_one = is_running(applications)
        places = places.filter(in_one if who == "running" else ~in_one)
    if before:
        places = places.filter(id__lt=before)
    places = places.select_related("candidate", "by")
    shown = Prefetch("candidate__applications", seen, to_attr="running")
    rows = list(places.prefetch_related(shown)[: ROWS_A_PAGE + 1])
    after = rows[ROWS_A_PAGE - 1].pk if len(rows) > ROWS_A_PAGE else None
    return PoolPage(pool, rows[:ROWS_A_PAGE], after, who, not rows and not everyone.exists())
