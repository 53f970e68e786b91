"""The take-home on the candidate's own page: what is asked, until when, and handing it in."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from assessments.forms import OwnHandInForm
from assessments.models import TakeHome
from pipeline.candidate_pages.details import zone_of
from pipeline.candidate_pages.process import say_pay
from pipeline.candidate_pages.sections import CandidatePage, CandidateSection
from pipeline.models import StageKind


@dataclass(frozen=True)
class OwnTakeHome:
    """A take-home as its candidate reads it; `form` is None once somebody has reviewed it."""

    brief: str
    due_at: datetime | None
    pay: str
    handed_in_at: datetime | None
    link: str
    file_name: str
    form: OwnHandInForm | None
    zone: ZoneInfo


def own_take_home_section(page: CandidatePage) -> CandidateSection | None:
    """The take-home of the present stage, while the application runs and a brief is set."""
    section = read_own_take_home(page)
    return section and CandidateSection(
        "public/my/_take_home.html", section, order=10, is_asked=not section.handed_in_at
    )


def read_own_take_home(page: CandidatePage, *, form=None) -> OwnTakeHome | None:
    """Return it with a fresh form, or the one given (two queries in that stage, else none)."""
    application = page.application
    if not application.is_active or application.stage.kind != StageKind.TAKE_HOME:
        return None
    rows = TakeHome.objects.filter(application=application, stage=application.stage_id)
    row = rows.select_related("file").first()
    if row is None or not row.brief:
        return None
    return OwnTakeHome(
        brief=row.brief,
        due_at=row.due_at,
        pay=say_pay(application.stage),
        handed_in_at=row.handed_in_at,
        link=row.link,
        file_name=row.file.name if row.file else "",
        form=None if row.reviews.exists() else (form or OwnHandInForm(auto_id="take_home_%s")),
        zone=zone_of(page.candidate),
    )
