"""The evidence record on the pages of a person and of an application."""

from collections.abc import Sequence
from dataclasses import dataclass

from config.accounts.models import User
from pipeline.models import Application, Candidate, Work
from pipeline.people.work_links import links_not_taken_up
from pipeline.sections import Section
from pipeline.visibility import manages

TEMPLATE = "pipeline/_works.html"
ORDER = 5


@dataclass(frozen=True)
class Record:
    """The works of a person as one reader sees them.

    `links` are plain links that no work has yet; only whoever `manages` the person gets any.
    """

    candidate: Candidate
    reader: User
    works: Sequence[Work]
    manages: bool
    links: Sequence[str]

    @property
    def lines(self) -> list[tuple[Work, bool]]:
        """Each work, and whether the reader may take its mark back."""
        return [
            (work, self.manages or work.verified_by_id == self.reader.pk) for work in self.works
        ]

    @property
    def verified(self) -> int:
        return sum(work.is_verified for work in self.works)


def works_of_application(application: Application, user: User) -> Section | None:
    """The evidence record for whoever sees the application; panels where there is any."""
    record = read_record(application.candidate, user, is_managed=manages(user, application))
    return Section(TEMPLATE, record, order=ORDER) if record else None


def read_record(person: Candidate, user: User, *, is_managed: bool) -> Record | None:
    """Return the works of `person` (one query); None where there are none and none to add."""
    works = list(person.works.select_related("verified_by"))
    if person.is_stand_in or not (works or is_managed):
        return None
    links = links_not_taken_up(person.link_list, works) if is_managed else []
    return Record(person, user, works, is_managed, links)
