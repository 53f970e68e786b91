"""Referrals as they are read: by who made them, by who manages the person, and on Today."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from config.accounts.models import User
from config.accounts.roles import Role
from pipeline.blind.hiding import shown_blind
from pipeline.clock_reading import days_left_of
from pipeline.models import Application, ApplicationState, Candidate, Membership, Referral
from pipeline.models.applications import Origin
from pipeline.queue import QueueItem
from pipeline.sections import Section
from pipeline.visibility import manages

NEW_FOR = timedelta(days=2)
MOST_ITEMS = 50


@dataclass(frozen=True)
class OwnReferral:
    """One's own referral: what one wrote, and how it stands in the roughest words."""

    name: str
    opening: str
    made_at: datetime
    standing: str
    tone: str


@dataclass(frozen=True)
class ReferralSection:
    referrals: Sequence[Referral]


STANDINGS = {
    ApplicationState.HIRED: ("Hired", "good"),
    ApplicationState.REJECTED: ("Not going on", ""),
    ApplicationState.WITHDRAWN: ("Not going on", ""),
}
IN_PROCESS = ("In the process", "info")


def own_referrals(user: User, *, before=None, most: int) -> tuple[list[OwnReferral], object]:
    """Return the newest of one's own referrals, and the key to go on before (None: no more).

    Neither the person nor the stage is read: the list tells nothing that is not in it.
    """
    rows = Referral.objects.filter(by=user).order_by("-id")
    if before:
        rows = rows.filter(id__lt=before)
    rows = list(rows.select_related("application", "application__opening")[: most + 1])
    return [read_own(row) for row in rows[:most]], rows[most - 1].pk if len(rows) > most else None


def read_own(row: Referral) -> OwnReferral:
    """Return what its maker reads of a referral; application and opening are selected."""
    application = row.application
    standing, tone = STANDINGS.get(_state_since(row), IN_PROCESS)
    opening = application.opening.title if application else ""
    return OwnReferral(row.name, opening, row.created_at, standing, tone)


def _state_since(row) -> ApplicationState | None:
    """What became of the application after the referral; how it stood before is not told."""
    application = row.application
    if application is None or application.is_active:
        return None
    changed_at = application.ended_at or application.stage_entered_at
    is_since = changed_at is None or changed_at >= row.created_at
    return ApplicationState(application.state) if is_since else None


def referrals_about(candidate: Candidate, user: User) -> list[Referral]:
    """Referrals of the person and of those of their applications that `user` manages."""
    managed = Application.objects.managed_by(user).filter(candidate=candidate).values("pk")
    rows = candidate.referrals.filter(Q(application=None) | Q(application__in=managed))
    return list(rows.select_related("by", "application__opening"))


def referrals_of_application(application: Application, user: User) -> Section | None:
    """Who spoke for somebody, for who manages the application; a panel judges without it."""
    if not manages(user, application) or application.candidate.is_stand_in:
        return None
    rows = list(application.referrals.select_related("by"))
    if not rows:
        return None
    section = ReferralSection(rows)
    return Section("pipeline/_referrals.html", section, order=15, is_aside=True)


def with_referrals(applications):
    """Applications with `has_referral`: somebody of the company spoke for the person."""
    return applications.annotate(
        has_referral=Exists(Referral.objects.filter(application=OuterRef("pk")))
    )


def is_referred(application: Application) -> bool:
    """Say whether somebody of the company spoke for the person.

    Of one who came by themselves only a row that came `with_referrals` tells.
    """
    return application.origin == Origin.REFERRED or getattr(application, "has_referral", False)


def referrals_waiting(user: User, company) -> Iterator[QueueItem]:
    """New referrals in the openings of one's teams, until somebody moves them or two days pass.

    After that the application waits as any other does. Recruiters look after openings without
    a team, too. One query.
    """
    if not user.can("applications.move"):
        return
    rows = Referral.objects.filter(
        _is_for(user),
        created_at__gt=timezone.now() - NEW_FOR,
        application__state=ApplicationState.ACTIVE,
        application__stage_entered_at__lte=F("created_at"),
    ).exclude(by=user)
    rows = rows.select_related("by", *(f"application__{name}" for name in SELECTED))
    for row in _once(shown_blind(rows.order_by("id")[:MOST_ITEMS], user)):
        yield QueueItem(
            what=f"New referral{f' by {row.by.name}' if row.by else ''}",
            candidate=row.application.candidate.name,
            opening=row.application.opening.title,
            href=reverse("pipeline:application", args=[row.application_id]),
            days_left=days_left_of(row.application, company),
            application=row.application,
        )


SELECTED = ("candidate", "opening", "stage")


def _is_for(user):
    team = Membership.objects.filter(opening=OuterRef("application__opening"))
    is_theirs = Q(Exists(team.filter(user=user)))
    return is_theirs | ~Q(Exists(team)) if user.holds(Role.RECRUITER) else is_theirs


def _once(rows: Iterable[Referral]) -> Iterator[Referral]:
    """One for each application, the first."""
    seen = set()
    for row in rows:
        if row.application_id not in seen:
            seen.add(row.application_id)
            yield row
