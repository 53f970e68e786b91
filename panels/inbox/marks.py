"""Who spoke for an applicant, and what came of it when they applied before."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, Subquery

from pipeline.blind.hiding import masked_people
from pipeline.models import Application, Referral, Stay, TwinSuggestion, TwoPeople
from pipeline.models.applications import Origin


@dataclass(frozen=True)
class Earlier:
    """Another application of the same person, which the reader may see.

    `furthest` is the last stage in the process that it reached. `other_name` is set where the
    record is another one that may be the same person.
    """

    application_id: UUID
    opening: str
    began_at: datetime
    furthest: str
    outcome: str
    other_name: str


@dataclass(frozen=True)
class Marks:
    """What is known of an applicant beside their papers.

    Where they are masked for the reader, `referrals` and `earlier` are empty and only the two
    flags tell.
    """

    is_referred: bool
    is_earlier: bool
    referrals: list[Referral]
    earlier: list[Earlier]


def is_referred() -> Q:
    """The condition on Application: somebody of the company spoke for the person."""
    spoken = Referral.objects.filter(
        Q(application=OuterRef("pk")) | Q(application=None, candidate=OuterRef("candidate"))
    )
    return Q(origin=Origin.REFERRED) | Q(Exists(spoken))


def applied_before(people: Mapping[UUID, UUID], user) -> set[UUID]:
    """Return those of `people`, candidates by the key of an application, who have another one.

    Counted is what `user` may see, of this record or one that may be the same person; but of no
    other record that is hidden from them, for that would tell who it is. Two queries, and one
    more where there are such records.
    """
    seen = Application.objects.visible_to(user)
    candidates = set(people.values())
    rows = seen.filter(candidate__in=candidates).order_by().values_list("candidate_id", "pk")
    own = defaultdict(set)
    for candidate, key in rows:
        own[candidate].add(key)
    twins = _twins_of(candidates)
    others = {twin for some in twins.values() for twin in some}
    found = set()
    if others:
        theirs = seen.filter(candidate__in=others, candidate__merged_into=None)
        theirs = theirs.filter(~masked_people(user, "candidate")).order_by()
        found = set(theirs.values_list("candidate_id", flat=True))
    return {
        key
        for key, candidate in people.items()
        if own[candidate] - {key} or twins[candidate] & found
    }


def _twins_of(candidates: Iterable[UUID]) -> dict[UUID, set[UUID]]:
    keys = list(candidates)
    pairs = standing_suggestions().filter(Q(first__in=keys) | Q(second__in=keys)).order_by()
    twins = defaultdict(set)
    for first, second in pairs.values_list("first_id", "second_id"):
        twins[first].add(second)
        twins[second].add(first)
    return twins


def standing_suggestions():
    """Pairs that may be one person, without those of whom somebody said that they are two."""
    two = TwoPeople.objects.filter(first=OuterRef("first"), second=OuterRef("second"))
    return TwinSuggestion.objects.filter(~Exists(two))


def marks_of(application: Application, user, *, is_masked: bool = False) -> Marks:
    """Return the marks of an application (three queries).

    It came with its `rank`, which is 0 where somebody spoke for the person.
    """
    referred = application.rank == 0
    if is_masked:
        earlier = applied_before({application.pk: application.candidate_id}, user)
        return Marks(referred, bool(earlier), referrals=[], earlier=[])
    earlier = _earlier_of(application, user)
    return Marks(referred, bool(earlier), _referrals_of(application), earlier)


def _referrals_of(application) -> list[Referral]:
    spoken = Q(application=application) | Q(application=None, candidate=application.candidate_id)
    return list(Referral.objects.filter(spoken).select_related("by"))


def _earlier_of(application, user) -> list[Earlier]:
    own = application.candidate_id
    people = {own, *_twins_of([own])[own]}
    furthest = Stay.objects.filter(application=OuterRef("pk")).order_by("-stage__position")
    rows = (
        Application.objects.visible_to(user)
        .filter(candidate__in=people, candidate__merged_into=None)
        .exclude(pk=application.pk)
        .select_related("opening", "stage", "candidate")
        .annotate(furthest=Subquery(furthest.values("stage__name")[:1]))
    )
    return [
        _earlier(row, own)
        for row in rows.order_by("-created_at")
        if row.candidate_id == own or not row.candidate.is_stand_in
    ]


def _earlier(row, own) -> Earlier:
    return Earlier(
        application_id=row.pk,
        opening=row.opening.title,
        began_at=row.first_contact_at or row.created_at,
        furthest=row.furthest or row.stage.name,
        outcome=row.get_state_display(),
        other_name="" if row.candidate_id == own else row.candidate.name,
    )
