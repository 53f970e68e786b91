"""All that a candidate's page shows, read in a few queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from pipeline.candidate_pages.details import zone_of
from pipeline.candidate_pages.process import Effort, Step, effort_of, steps_of
from pipeline.candidate_pages.promises import promise_of
from pipeline.candidate_pages.sections import CandidatePage, CandidateSection, sections_for
from pipeline.candidate_pages.standing import Standing, Told, standing_of
from pipeline.candidate_pages.withdrawing import undoable_until
from pipeline.clock_reading import Reading, read_clocks
from pipeline.models import (
    CandidateRequest,
    Deadline,
    Promise,
    RequestKind,
    Stage,
    Survey,
)
from pipeline.models.openings import OpeningStatus


@dataclass(frozen=True)
class PageRead:
    """`promise` is the day by which they hear from us and `missed` one that we did not keep.

    `person_at` is the stage in which they may ask for a person instead of the automatic screen;
    `back_until`, until when they may take their own withdrawal back.
    """

    standing: Standing
    steps: Sequence[Step]
    effort: Effort
    promise: Promise | None
    missed: Promise | None
    clock: Reading | None
    deadlines: Sequence[Deadline]
    requests: Sequence[CandidateRequest]
    erasure: CandidateRequest | None
    sections: Sequence[CandidateSection]
    person_at: Stage | None
    back_until: datetime | None
    has_answered_survey: bool
    zone: ZoneInfo

    @property
    def asked(self) -> list[CandidateSection]:
        return [part for part in self.sections if part.is_asked]

    @property
    def others(self) -> list[CandidateSection]:
        return [part for part in self.sections if not part.is_asked]


def read_page(page: CandidatePage, company) -> PageRead:
    """Return what the page shows: eight queries, and those of other rooms' sections."""
    application = page.application
    standing = standing_of(application)
    steps = steps_of(application, standing)
    requests = list(application.requests.all())
    promise, missed = _promises(application, standing)
    return PageRead(
        standing=standing,
        steps=steps,
        effort=effort_of([step.stage for step in steps]),
        promise=promise,
        missed=missed,
        clock=_clock(application, standing, company),
        deadlines=_deadlines(application) if standing.is_running else [],
        requests=[row for row in requests if row.kind != RequestKind.ERASURE],
        erasure=next((row for row in requests if _is_erasure(row)), None),
        sections=sections_for(page),
        person_at=person_stage(steps) if standing.is_running else None,
        back_until=undoable_until(application),
        has_answered_survey=standing.is_over
        and Survey.objects.filter(application=application).exists(),
        zone=zone_of(page.candidate),
    )


def person_stage(steps: Sequence[Step]) -> Stage | None:
    """Return the first stage, present or ahead, that offers a person instead of the screen."""
    coming = (step.stage for step in steps if step.place != "past")
    return next((stage for stage in coming if stage.offers_person), None)


def _is_erasure(request):
    return request.kind == RequestKind.ERASURE and request.handled_at is None


def _promises(application, standing):
    """A role that is paused or over promises nothing; nor does a process that is over."""
    if standing.is_over or application.opening.status != OpeningStatus.OPEN:
        return None, None
    return promise_of(application)


def _clock(application, standing, company):
    """The strip, while it says no more than the page does."""
    if standing.told not in (Told.RUNNING, Told.OFFER):
        return None
    reading = read_clocks([application], company)[application.pk]
    return reading if reading.clock else None


def _deadlines(application):
    rows = Deadline.objects.filter(
        application=application, is_for_candidate=True, met_at=None, dropped_at=None
    )
    return list(rows.order_by("due_at"))
