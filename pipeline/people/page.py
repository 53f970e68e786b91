"""What the page of a person shows: only what its reader may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from config.accounts.models import User
from pipeline.candidates import manages_person
from pipeline.clock_reading import Reading, read_clocks
from pipeline.documents import documents_for
from pipeline.models import Application, Candidate, Document, Employment, Note, Referral
from pipeline.people.pool_shelves import PoolShelf, read_pool_shelf
from pipeline.people.referral_pages import referrals_about, with_referrals
from pipeline.people.tag_shelves import TagShelf, read_tag_shelf
from pipeline.people.work_sections import Record, read_record
from pipeline.sections import Section, sections_about


@dataclass(frozen=True)
class Dossier:
    """What whoever may change a person reads of them besides."""

    tags: TagShelf
    pools: PoolShelf
    referrals: Sequence[Referral]
    jobs: Sequence[Employment]
    notes: Sequence[Note]


@dataclass(frozen=True)
class CandidatePage:
    """A person, with each application of theirs that the reader may see and its clock.

    `candidate` and `dossier` are None for a panel: not even the row with the ways to reach the
    person is handed to the template then.
    """

    candidate_id: UUID
    name: str
    applications: Sequence[tuple[Application, Reading]]
    record: Record | None
    documents: Sequence[Document]
    sections: Sequence[Section]
    candidate: Candidate | None
    dossier: Dossier | None

    @property
    def top_sections(self) -> list[Section]:
        return [part for part in self.sections if part.order < 0]

    @property
    def main_sections(self) -> list[Section]:
        return [part for part in self.sections if part.order >= 0 and not part.is_aside]

    @property
    def side_sections(self) -> list[Section]:
        return [part for part in self.sections if part.order >= 0 and part.is_aside]


def read_candidate_page(person: Candidate, user: User, company) -> CandidatePage:
    """Return the page of `person` as `user` may read it."""
    is_managed = manages_person(user, person)
    return CandidatePage(
        candidate_id=person.pk,
        name=person.name,
        applications=_applications(person, user, company),
        record=read_record(person, user, is_managed=is_managed),
        documents=list(documents_for(person, user)),
        sections=sections_about(person, user),
        candidate=person if is_managed else None,
        dossier=_dossier(person, user) if is_managed else None,
    )


def _applications(person, user, company):
    rows = Application.objects.visible_to(user).filter(candidate=person)
    rows = list(with_referrals(rows).select_related("opening", "stage"))
    readings = read_clocks(rows, company)
    return [(row, readings[row.pk]) for row in rows]


def _dossier(person, user):
    return Dossier(
        tags=read_tag_shelf(person),
        pools=read_pool_shelf(person),
        referrals=referrals_about(person, user),
        jobs=list(person.employments.all()),
        notes=list(person.notes.filter(application=None).select_related("author")),
    )
