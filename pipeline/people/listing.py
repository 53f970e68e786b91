"""The list of candidates: a page of people, how many there are, and what they are chosen by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch

from config.accounts.models import User
from pipeline.models import Application, Candidate, Tagging
from pipeline.people.referral_pages import with_referrals
from pipeline.people.sieve import RETIRED, Choice, PeopleSieve, read_choices, read_sieve

ROWS_A_PAGE = 50
MOST_COUNTED = 1000


@dataclass(frozen=True)
class PeopleList:
    """`people` come with `seen`, the applications that the reader may see, and their tags.

    `number` is of all who are asked for; beyond MOST_COUNTED nobody counts on. `after` is the
    key to go on from, None where there are no more.
    """

    people: Sequence[Candidate]
    number: int
    after: UUID | None
    choices: Sequence[Choice]
    sieve: PeopleSieve

    @property
    def number_words(self) -> str:
        if self.number > MOST_COUNTED:
            return f"More than {MOST_COUNTED:,} people"
        return f"{self.number:,} {'person' if self.number == 1 else 'people'}"

    @property
    def is_sifted(self) -> bool:
        return self.sieve != PeopleSieve()

    @property
    def tags(self) -> list[str]:
        """The names of the tags that can be put on people."""
        return [label for _, label in self._options("tag")]

    @property
    def open_pools(self) -> list[tuple[str, str]]:
        """Key and name of the pools that take people."""
        return [option for option in self._options("pool") if not option[1].endswith(RETIRED)]

    def _options(self, name):
        return next(choice.options for choice in self.choices if choice.name == name)


def read_people(asked: Mapping[str, str], user: User, *, before: UUID | None = None) -> PeopleList:
    """Return the newest people asked for, after the one whose key is `before`.

    The same queries for any number of people: four for the choices, one for the count, one for
    the people and two for what they bring.
    """
    choices = read_choices(asked, user)
    sieve = read_sieve(asked, choices)
    people = sieve.sift(Candidate.objects.managed_by(user), user)
    number = people.order_by()[: MOST_COUNTED + 1].count()
    page = people.order_by("-id")
    if before:
        page = page.filter(id__lt=before)
    seen = with_referrals(Application.objects.visible_to(user)).select_related("opening", "stage")
    brought = (
        Prefetch("applications", seen.order_by("-id"), to_attr="seen"),
        Prefetch("taggings", Tagging.objects.select_related("tag").order_by("tag__name")),
    )
    rows = list(page.prefetch_related(*brought)[: ROWS_A_PAGE + 1])
    after = rows[ROWS_A_PAGE - 1].pk if len(rows) > ROWS_A_PAGE else None
    return PeopleList(rows[:ROWS_A_PAGE], number, after, choices, sieve)
