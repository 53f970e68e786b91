"""What each application waits for now, and whose that is: every day of the clock has a name.

Higher rooms add what they know of in `AppConfig.ready()`; whoever is asked first and knows
something says it. Where nobody does, a decision is waited for, and its owner has it.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import TextChoices

from config.accounts.models import User
from pipeline.first_contact import awaits_reply
from pipeline.models import Application, Offer, OfferApproval, StageKind
from pipeline.models.offer_rules import OfferDecision
from pipeline.models.offers import OfferStatus
from pipeline.work_queue.owners import owners_of


class Of(TextChoices):
    CANDIDATE = "candidate", "the candidate"
    INTERVIEWERS = "interviewers", "interviewers"
    APPROVERS = "approvers", "approvers"
    OWNER = "owner", "the owner"


@dataclass(frozen=True)
class Segment:
    """What is waited for, in a few words that follow “waits for”, and of whom.

    `people` are those of us who have it; nobody where it is with the candidate. Where something
    must come before the owner can decide, it `is_in_the_way`.
    """

    words: str
    of: Of
    people: tuple[User, ...] = ()
    is_in_the_way: bool = True

    @property
    def phrase(self) -> str:
        """Say "a decision by Mia Lind", "scorecards of Mia Lind and Robin Vale"."""
        return f"{self.words} {'by' if self.of == Of.OWNER else 'of'} {self.names}"

    @property
    def names(self) -> str:
        """Whose it is: "the candidate", "Mia Lind and Robin Vale", or nobody's."""
        if self.of == Of.CANDIDATE:
            return str(Of.CANDIDATE.label)
        *others, last = [person.name for person in self.people] or ["nobody by name"]
        return f"{', '.join(others)} and {last}" if others else last


SegmentFinder = Callable[[Sequence[Application]], Mapping[UUID, Segment]]
"""Returns the segments that a room knows of, by the application's key, in a constant number of
queries. The applications are active and come with their `stage` selected. A segment of the
owner's needs no people."""

SEGMENT_FINDERS: list[SegmentFinder] = []


def segments_of(
    applications: Sequence[Application], owners: Mapping[UUID, User | None] | None = None
) -> dict[UUID, Segment]:
    """Return what each active one of `applications` waits for, by its key.

    Two queries and those of the finders, and those of `owners_of` where `owners` are not given.
    """
    left = {row.pk: row for row in applications if row.is_active}
    if not left:
        return {}
    owners = owners_of(left.values()) if owners is None else owners
    found: dict[UUID, Segment] = {}
    for find in (_offers, *SEGMENT_FINDERS):
        rows = [row for key, row in left.items() if key not in found]
        found |= find(rows) if rows else {}
    for key, row in left.items():
        segment = found.get(key) or _of_owner(row)
        owner = owners.get(key)
        if segment.of == Of.OWNER and owner:
            segment = replace(segment, people=(owner,))
        found[key] = segment
    return found


def _of_owner(application) -> Segment:
    if awaits_reply(application):
        return Segment("a first reply", Of.CANDIDATE)
    words = {StageKind.INBOX: "a first look", StageKind.OFFER: "an offer"}
    said = words.get(StageKind(application.stage.kind), "a decision")
    return Segment(said, Of.OWNER, is_in_the_way=False)


def _offers(applications) -> dict[UUID, Segment]:
    """An answer of the candidate, or the word of approvers."""
    placed = [row.pk for row in applications if row.offered_at or row.stage.kind == StageKind.OFFER]
    if not placed:
        return {}
    offers = dict(
        Offer.objects.open().filter(application__in=placed).values_list("application", "status")
    )
    asked = _asked_for(key for key, status in offers.items() if status == OfferStatus.DRAFT)
    found = {}
    for key, status in offers.items():
        if status == OfferStatus.EXTENDED:
            found[key] = Segment("an answer to the offer", Of.CANDIDATE)
        elif key in asked:
            found[key] = Segment("approval of the offer", Of.APPROVERS, tuple(asked[key]))
    return found


def _asked_for(keys) -> dict[UUID, list[User]]:
    """Whose word on a drafted offer is missing; nobody where a role is asked."""
    keys = list(keys)
    if not keys:
        return {}
    rows = OfferApproval.objects.filter(
        offer__application__in=keys, decision=OfferDecision.ASKED
    ).select_related("person", "offer")
    asked = defaultdict(list)
    for row in rows:
        people = asked[row.offer.application_id]
        if row.person and row.person not in people:
            people.append(row.person)
    return asked
