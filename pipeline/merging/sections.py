"""Merged records on the page of a person, and who may be the same person."""

from collections.abc import Sequence
from dataclasses import dataclass

from config.accounts.models import User
from pipeline.candidates import manages_person
from pipeline.merging.duplicates import twins_of
from pipeline.models import Candidate, Merge
from pipeline.sections import Section

MOST_TWINS = 5
ABOVE, LAST = -1, 90


@dataclass(frozen=True)
class Twins:
    """The person, and others who may be the same."""

    person: Candidate
    others: Sequence[Candidate]


def twins_section(person: Candidate, user: User) -> Section | None:
    """The notice that this may be one person with others, for whoever may change them."""
    if person.is_stand_in or not user.can("candidates.list"):
        return None
    others = twins_of(person, user, MOST_TWINS)
    if not others or not manages_person(user, person):
        return None
    return Section("pipeline/_twins.html", Twins(person, others), order=ABOVE)


def merges_section(person: Candidate, user: User) -> Section | None:
    """The records that were merged into this one, for those who may part them."""
    if person.is_stand_in or not user.can("candidates.merge"):
        return None
    merges = list(merges_into(person))
    if not merges:
        return None
    return Section("pipeline/_merged_records.html", merges, order=LAST, is_aside=True)


def merges_into(person: Candidate):
    """The standing merges that led to this record, in one or several steps; the newest first."""
    merges = Merge.objects.filter(undone_at=None, gone__merged_into=person)
    return merges.select_related("gone", "kept", "by")
