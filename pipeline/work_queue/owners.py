"""Whose an application is: who is named on its stage, on itself, or stands first on its team."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Q

from config.accounts.models import User
from config.accounts.permissions import ACTIONS
from config.accounts.roles import Role
from config.records.audit import acting
from pipeline.locks import lock_application
from pipeline.models import Application, Membership, Opening, Stage

SEES_TO_IT = "applications.move"


def owner_of(application: Application) -> User | None:
    """Return who sees to `application`; None where nobody on its team can."""
    return owners_of([application])[application.pk]


def owners_of(applications: Iterable[Application]) -> dict[UUID, User | None]:
    """Return who sees to each application, by its key, in three queries; two with their `stage`.

    The stage's owner comes before the application's own, and that one before the first
    recruiter of the team, or else its first lead. Who left, or may no longer see to it, is
    passed over.
    """
    applications = list(applications)
    if not applications:
        return {}
    of_stage = _stage_owners(applications)
    teams = _teams({application.opening_id for application in applications})
    keys = {*of_stage.values(), *(application.owner_id for application in applications)}
    people = able().in_bulk(keys - {None})
    owners = {}
    for row in applications:
        named = of_stage.get(row.stage_id), row.owner_id
        owners[row.pk] = _first_able(named, teams[row.opening_id], people)
    return owners


def able():
    """People who can see to applications somewhere."""
    return User.objects.active().holding(*ACTIONS[SEES_TO_IT])


def assignable(opening: Opening):
    """People who can see to the applications of `opening`: recruiters, and leads of its team."""
    on_team = Membership.objects.filter(opening=opening).values("user")
    leads = able().filter(pk__in=on_team)
    return (able().holding(Role.RECRUITER) | leads).by_name()


def assign(application: Application, owner: User | None, *, by) -> User | None:
    """Give `application` to `owner` (None: to nobody by name); return whose it was.

    Raises ValidationError for somebody who cannot see to it.
    """
    with acting(by):
        lock_application(application)
        row = Application.objects.select_related("opening", "owner").get(pk=application.pk)
        if owner and not assignable(row.opening).filter(pk=owner.pk).exists():
            raise ValidationError(
                {"owner": f"{owner} cannot see to this. Name a recruiter or a lead of the team."}
            )
        former, row.owner = row.owner, owner
        row.save(update_fields=["owner"])
        application.owner = owner
    return former


def is_asked_of(user: User) -> Q:
    """The condition on Application: `user` owns it, or no one person does and they are on its team.

    It tells owners by name as `owners_of` does.
    """
    own_stages = Stage.objects.filter(owner=user).values("pk")
    owned_stages = Stage.objects.filter(_has_owner()).values("pk")
    own = Q(owner=user) | ~_has_owner() & is_of_team(user)
    return Q(stage__in=own_stages) | ~Q(stage__in=owned_stages) & own


def is_managed_by(user: User) -> Q:
    """The condition on Application that `managed_by` selects by, without a join."""
    if user.holds(Role.RECRUITER):
        return Q()
    teams = Membership.objects.order_by().filter(user=user).values("opening")
    return Q(opening__in=teams) if user.holds(Role.HIRING_LEAD) else Q(pk__in=[])


def is_of_team(user: User) -> Q:
    """The condition on Application: `user` is on the team. One without a team is recruiters'."""
    teams = Membership.objects.order_by()
    condition = Q(opening__in=teams.filter(user=user).values("opening"))
    if user.holds(Role.RECRUITER):
        condition |= ~Q(opening__in=teams.values("opening"))
    return condition


def _has_owner() -> Q:
    """The condition on rows with an `owner`: one who can see to them.

    A lead who leaves a team owns nothing of it any more (`give_back`), so teams are not asked.
    """
    return Q(owner__in=able().values("pk"))


def give_back(opening: Opening, user: User) -> None:
    """Let `user`, who leaves the team of `opening`, own nothing of it any more.

    Recruiters see to every opening, and keep what they own. Belongs into the change of the team.
    """
    if Role.RECRUITER not in user.roles:
        Application.objects.filter(opening=opening, owner=user).update(owner=None)
        Stage.objects.filter(opening=opening, owner=user).update(owner=None)


def _stage_owners(applications) -> dict[UUID, UUID | None]:
    if all(Application.stage.is_cached(row) for row in applications):
        return {row.stage_id: row.stage.owner_id for row in applications}
    stages = {row.stage_id for row in applications}
    return dict(Stage.objects.filter(pk__in=stages).order_by().values_list("pk", "owner"))


def _teams(openings) -> dict[UUID, list[User]]:
    """The able members of each team, recruiters first, then who came first."""
    places = Membership.objects.filter(opening__in=openings, user__in=able())
    teams = defaultdict(list)
    for place in places.select_related("user").order_by("created_at", "id"):
        teams[place.opening_id].append(place.user)
    for team in teams.values():
        team.sort(key=lambda person: Role.RECRUITER not in person.roles)
    return teams


def _first_able(named, team, people) -> User | None:
    for key in named:
        person = people.get(key)
        if person and (Role.RECRUITER in person.roles or person in team):
            return person
    return team[0] if team else None
