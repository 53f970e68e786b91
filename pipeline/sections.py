"""Sections of the application page: an explicit list that higher rooms add to.

The page itself knows moves, documents and notes. What other rooms know of an application, each
gives as a fragment with its context, from `AppConfig.ready()`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from config.accounts.models import User
from pipeline.models import Application


@dataclass(frozen=True)
class Section:
    """A fragment of the application page.

    `template` prints `section`, which is what its room found out for one reader; it stands in
    the side column where `is_aside`. Lower `order` comes first.
    """

    template: str
    section: object
    order: int
    is_aside: bool = False


SectionMaker = Callable[[Application, User], Section | None]
"""Returns the section that this user may see; None where there is nothing to show."""

SECTIONS: list[SectionMaker] = []


def sections_of(application: Application, user: User) -> list[Section]:
    """Return what other rooms show `user` of the application, in order.

    A page includes each: `{% include part.template with section=part.section %}`.
    """
    parts = [make(application, user) for make in SECTIONS]
    return sorted((part for part in parts if part), key=lambda part: part.order)
