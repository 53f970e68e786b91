"""Who sees which application, and who sits where: explicit lists that higher rooms add to."""

from collections.abc import Callable

from django.db.models import Q, prefetch_related_objects

from config.accounts.models import User
from config.accounts.roles import Role

SeatedApplications = Callable[[User], Q]
"""Returns the condition on Application that holds where this person sits on its panel."""

SEATED: list[SeatedApplications] = []


def seated(user: User) -> Q:
    """The condition on Application that holds where any higher room seats `user`."""
    condition = Q(pk__in=[])
    for find in SEATED:
        condition |= find(user)
    return condition


SeatedAt = Callable[[User], Q]
"""Returns the condition on rows of an `application` in a `stage` that holds where this person
sits on the panel of that stage for that application."""

SEATED_AT: list[SeatedAt] = []


def seated_at(user: User) -> Q:
    """The condition on rows with an `application` and a `stage` that holds where `user` sits."""
    condition = Q(pk__in=[])
    for find in SEATED_AT:
        condition |= find(user)
    return condition


def manages(user: User, application) -> bool:
    """Say whether `user` may change this application: one of `managed_by(user)`.

    A query at most, for a lead; none for a row that came `with_team_member`.
    """
    if user.holds(Role.RECRUITER):
        return True
    if not user.holds(Role.HIRING_LEAD):
        return False
    if getattr(application, "team_member", None) == user.pk:
        return True
    prefetch_related_objects([application], "opening__memberships")
    return any(place.user_id == user.pk for place in application.opening.memberships.all())
