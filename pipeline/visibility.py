"""Who sees which application: an explicit list that higher rooms add to."""

from collections.abc import Callable

from django.db.models import Q

from config.accounts.models import User

SeatedApplications = Callable[[User], Q]
"""Returns the condition on Application that holds where this person sits on its panel."""

SEATED: list[SeatedApplications] = []


def seated(user: User) -> Q:
    """The condition on Application that holds where any higher room seats `user`."""
    condition = Q(pk__in=[])
    for find in SEATED:
        condition |= find(user)
    return condition
