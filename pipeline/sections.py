"""Sections of the pages of an application and of a person: explicit lists that rooms add to.

The pages themselves know moves, documents and notes. What other rooms know of an application or a
person, each gives as a fragment with its context, from `AppConfig.ready()`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from config.accounts.models import User
from pipeline.models import Application, Candidate


@dataclass(frozen=True)
class Section:
    """A fragment of the page of an application or of a person.

    `template` prints `section`, which is what its room found out for one reader; it stands in
    the side column where `is_aside`. Lower `order` comes first. Of somebody who is hidden from
    the reader only sections show of which it is known that they tell nobody: `is_blind_safe`.
    """

    template: str
    section: object
    order: int
    is_aside: bool = False
    is_blind_safe: bool = False


SectionMaker = Callable[[Application, User], Section | None]
"""Returns the section that this user may see; None where there is nothing to show."""

SECTIONS: list[SectionMaker] = []


def sections_of(application: Application, user: User) -> list[Section]:
    """Return what other rooms show `user` of the application, in order.

    A page includes each: `{% include part.template with section=part.section %}`.
    """
    parts = [make(application, user) for make in SECTIONS]
    return _in_order(parts, application.candidate)


PersonSectionMaker = Callable[[Candidate, User], Section | None]
"""Returns the section that this user may see of the person; None where there is nothing to show.

A panel reads the page as well: who may not change the person is for the maker to find out.
"""

PERSON_SECTIONS: list[PersonSectionMaker] = []


def sections_about(person: Candidate, user: User) -> list[Section]:
    """Return what rooms show `user` of the person, in order.

    Those of an `order` below zero stand above the columns, where notices do.
    """
    parts = [make(person, user) for make in PERSON_SECTIONS]
    return _in_order(parts, person)


def _in_order(parts, person):
    shown = [part for part in parts if part and (part.is_blind_safe or not person.is_stand_in)]
    return sorted(shown, key=lambda part: part.order)
