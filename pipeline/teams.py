"""Hiring teams: the recruiters and leads of an opening."""

from config.accounts.models import User
from config.accounts.roles import Role
from config.records.audit import acting
from pipeline.models import Membership, Opening
from pipeline.openings import IllegalChange, lock_opening

TEAM_ROLES = (Role.RECRUITER, Role.HIRING_LEAD)


def addable(opening: Opening):
    """People who may be put on the team of `opening` and are not on it, by name."""
    people = User.objects.active().holding(*TEAM_ROLES)
    return people.exclude(memberships__opening=opening).by_name()


def add_member(opening: Opening, user: User, *, by) -> None:
    """Put `user` on the team; where they are on it already, nothing changes.

    Raises IllegalChange for somebody who neither recruits nor leads.
    """
    if not (user.is_active and set(user.roles).intersection(TEAM_ROLES)):
        raise IllegalChange(f"{user} neither recruits nor leads; seat interviewers on the panel.")
    with acting(by):
        Membership.objects.get_or_create(opening=lock_opening(opening), user=user)


def remove_member(opening: Opening, user: User, *, by) -> None:
    """Take `user` off the team; where they are not on it, nothing changes.

    Raises IllegalChange for the last one: an opening without a team is nobody's.
    """
    with acting(by):
        # Locked, so that of two who remove each other one stays.
        team = lock_opening(opening).memberships
        others = team.exclude(user=user).exists()
        if not others:
            raise IllegalChange("Somebody has to stay on the team. Add another person first.")
        team.filter(user=user).delete()
