"""Who follows an application, on its page."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from config.accounts.models import User
from pipeline.models import Application
from pipeline.notices.following import followers_of
from pipeline.sections import Section


@dataclass(frozen=True)
class FollowSection:
    key: UUID
    names: Sequence[str]
    is_followed: bool


def follow_section(application: Application, user: User) -> Section:
    """Who follows, by name, and whether `user` does."""
    people = followers_of(application)
    names = ["you" if person == user else person.name for person in people]
    section = FollowSection(application.pk, names, user in people)
    return Section(
        "pipeline/notices/_follow.html", section, order=90, is_aside=True, is_blind_safe=True
    )
