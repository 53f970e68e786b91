"""Parts of a candidate's own page: an explicit list that rooms add to.

The page itself knows where they stand, what was promised and what they asked. What other rooms
ask of the candidate, a take-home, an offer to answer, each gives as a fragment with its context,
from `AppConfig.ready()`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from pipeline.models import Application, PageLink


@dataclass(frozen=True)
class CandidatePage:
    """The page of one application, as somebody came to it: by `link`, whose address is `signed`."""

    application: Application
    link: PageLink
    signed: str

    @property
    def candidate(self):
        return self.application.candidate

    def address_of(self, name: str, *rest: str | UUID) -> str:
        """Return the path of one of its views: `name` as in the addresses, then what it takes."""
        return reverse(f"pipeline:{name}", args=[self.signed, *rest])


@dataclass(frozen=True)
class CandidateSection:
    """A fragment of a candidate's page.

    `template` prints `section`, which is what its room found out; `page`, a CandidatePage, stands
    beside it, for addresses. Lower `order` comes first; what `is_asked` of the candidate stands
    above where they stand.
    """

    template: str
    section: object
    order: int
    is_asked: bool = False


CandidateSectionMaker = Callable[[CandidatePage], CandidateSection | None]
"""Returns what the candidate may see; None where there is nothing to show.

The candidate reads it: no names of colleagues, no ratings, nothing of other applications.
"""

CANDIDATE_SECTIONS: list[CandidateSectionMaker] = []


def sections_for(page: CandidatePage) -> list[CandidateSection]:
    """Return what rooms show the candidate, in order.

    A template includes each: `{% include part.template with section=part.section %}`.
    """
    parts = [make(page) for make in CANDIDATE_SECTIONS]
    return sorted((part for part in parts if part), key=lambda part: part.order)
