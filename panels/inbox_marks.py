"""Who spoke for an applicant, and what came of it when they applied before."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, Subquery

from pipeline.blinding import masked_people
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


def applied_before(user) -> Q:
    """The condition on Application: this person, or one who may be the same, has another one.

    Counted is only what `user` may see, and no other record that is hidden from them: that it
    may be this person would tell who it is.
    """
    seen = Application.objects.visible_to(user)
    own = seen.filter(candidate=OuterRef("candidate")).exclude(pk=OuterRef("pk"))
    seen = seen.filter(~masked_people(user, "candidate"))
    twins = Q()
    for here, there in (("first", "second"), ("second", "first")):
        theirs = seen.filter(candidate=OuterRef(there), candidate__merged_into=None)
        pairs = standing_suggestions().filter(**{here: OuterRef("candidate")})
        twins |= Q(Exists(pairs.filter(Exists(theirs))))
    return Q(Exists(own)) | twins


def standing_suggestions():
    """Pairs that may be one person, without those of whom somebody said that they are two."""
    two = TwoPeople.objects.filter(first=OuterRef("first"), second=OuterRef("second"))
    return TwinSuggestion.objects.filter(~Exists(two))


def marks_of(application: Application, user, *, is_masked: bool = False) -> Marks:
    """Return the marks of an application (three queries; one where it is masked)."""
    if is_masked:
        marked = Application.objects.filter(pk=application.pk)
        flags = marked.values_list(is_referred(), applied_before(user))
        return Marks(*flags.get(), referrals=[], earlier=[])
    referrals = _referrals_of(application)
    earlier = _earlier_of(application, user)
    referred = bool(referrals) or application.origin == Origin.REFERRED
    return Marks(referred, bool(earlier), referrals, earlier)


def _referrals_of(application) -> list[Referral]:
    spoken = Q(application=application) | Q(application=None, candidate=application.candidate_id)
    return list(Referral.objects.filter(spoken).select_related("by"))


def _earlier_of(application, user) -> list[Earlier]:
    own = application.candidate_id
    pairs = standing_suggestions().filter(Q(first=own) | Q(second=own))
    people = {own, *(key for pair in pairs.values_list("first", "second") for key in pair)}
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
