"""Whose an application is: who is named on its stage, on itself, or stands first on its team."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.core.exceptions import ValidationError

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
    """Return who sees to each application, by its key, in three queries.

    The stage's owner comes before the application's own, and that one before the first
    recruiter of the team, or else its first lead. Who left, or may no longer see to it, is
    passed over.
    """
    applications = list(applications)
    if not applications:
        return {}
    stages = {application.stage_id for application in applications}
    of_stage = dict(Stage.objects.filter(pk__in=stages).values_list("pk", "owner"))
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
