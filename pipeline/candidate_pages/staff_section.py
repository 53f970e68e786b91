"""What colleagues see of a candidate's page: what was promised and asked, and who holds a link."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from config.accounts.models import User
from pipeline.candidate_pages.erasing import due_at, erasure_of, is_erased
from pipeline.candidate_pages.links import sign_link
from pipeline.candidate_pages.promises import promise_of
from pipeline.candidates import manages_person
from pipeline.forms.candidate_requests import AnswerForm, PromiseForm
from pipeline.models import (
    Application,
    Candidate,
    CandidateRequest,
    PageLink,
    Promise,
    RequestKind,
)
from pipeline.sections import Section
from pipeline.visibility import manages


@dataclass(frozen=True)
class LinkLine:
    """A link as colleagues see it; `token` leads to the page while it holds, else it is blank."""

    link: PageLink
    token: str


@dataclass(frozen=True)
class StaffSection:
    """`open` are requests with the forms that answer them; private ones for recruiters alone."""

    application: Application
    promise: Promise | None
    missed: Promise | None
    promise_form: PromiseForm | None
    open: Sequence[tuple[CandidateRequest, AnswerForm]]
    answered: Sequence[CandidateRequest]
    links: Sequence[LinkLine]

    @property
    def ended(self) -> int:
        return sum(not line.token for line in self.links)


def candidate_page_section(application: Application, user: User) -> Section | None:
    """The candidate's page, for whoever manages the application (three queries)."""
    if not manages(user, application) or application.candidate.is_stand_in:
        return None
    section = read_section(application, user)
    return Section("pipeline/_candidate_page.html", section, order=5)


def read_section(
    application: Application, user: User, *, refused: dict | None = None, promise_form=None
) -> StaffSection:
    """Return the section; `refused` are answer forms with what was typed, by their request."""
    promise, missed = promise_of(application)
    requests = list(
        CandidateRequest.objects.visible_to(user)
        .filter(application=application)
        .exclude(kind=RequestKind.ERASURE)
        .select_related("handled_by")
    )
    forms = refused or {}
    initial = {"due_on": promise and promise.due_on}
    return StaffSection(
        application=application,
        promise=promise if application.is_active else None,
        missed=missed if application.is_active else None,
        promise_form=(promise_form or PromiseForm(initial=initial, auto_id="promise_%s"))
        if application.is_active
        else None,
        open=[
            (row, forms.get(row.pk) or AnswerForm(auto_id=f"answer_{row.pk.hex}_%s"))
            for row in requests
            if row.handled_at is None
        ],
        answered=[row for row in requests if row.handled_at],
        links=[_line(link) for link in application.page_links.all()],
    )


def erasure_section(person: Candidate, user: User) -> Section | None:
    """Erasing the person, for whoever may, on the page of the person."""
    if not user.can("candidates.erase") or not manages_person(user, person):
        return None
    waiting = erasure_of(person)
    section = {
        "person": person,
        "due_at": due_at(waiting) if waiting else None,
        "is_erased": is_erased(person),
    }
    return Section("pipeline/_erasure.html", section, order=90, is_aside=True)


def _line(link):
    holds = link.revoked_at is None and link.expires_at > timezone.now()
    return LinkLine(link, sign_link(link) if holds else "")
