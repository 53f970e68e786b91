"""The rows behind a number: exactly those that it counts, said by the same conditions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.http import urlencode

from pipeline.blind.hiding import shown_blind
from pipeline.clock_reading import Reading, read_clocks
from pipeline.models import Application, Stay
from reports.conditions import conditions
from reports.days import SECONDS
from reports.funnel import OUTCOMES, latest_visits
from reports.lanes import Lane
from reports.pace import is_dated, is_ended
from reports.scopes import Scope

PAGE = 50

OF_STAGES: Mapping[str, str] = MappingProxyType(
    {
        "entered": "Entered {}",
        "passed": "Passed {}",
        "in_progress": "In {} now",
        "rejected": "Rejected in {}",
        "withdrawn": "Withdrew in {}",
        "returned": "Moved back from {}",
        "left": "Left {}: conversion is of these",
        "dated": "Visits of {} whose length is known",
        "undated": "Visits of {} that ended without a date",
    }
)
"""What may be asked of a stage, and how the list is called."""

OF_PEOPLE: Mapping[str, str] = MappingProxyType(
    {
        "people": "Everyone who entered",
        "active": "Active",
        "running": "On the clock",
        "offers": "An offer went out",
        "timed": "An offer went out, and the clock is known",
        "inside": "Offers inside the clock",
        "beyond": "Offers after the last day",
        "untimed": "Offers without a known clock",
        "hired": "Hired",
        "late": "Past the last day, without an offer",
        "due_soon": "Due within three days",
        "used": "On the clock, or with an offer",
        "without_terms": "Open offers whose terms are not known",
    }
)
"""What may be asked of people whatever their stage."""


@dataclass(frozen=True)
class Row:
    """One application, with the visit that counts where a stage was asked for."""

    application: Application
    reading: Reading
    visit: Stay | None = None

    @property
    def days_there(self) -> float | None:
        """The length of the visit; None while it lasts or where it is unknown."""
        visit = self.visit
        if visit is None or visit.entered_at is None or visit.left_at is None:
            return None
        return (visit.left_at - visit.entered_at).total_seconds() / SECONDS


def visits_behind(scope: Scope, what: str, lane: Lane) -> QuerySet[Stay]:
    """The visits that a number about a stage counts."""
    if what == "dated":
        visits = scope.visits.filter(is_dated())
    elif what == "undated":
        visits = scope.visits.filter(is_ended()).exclude(is_dated())
    elif what == "left":
        visits = latest_visits(scope).exclude(OUTCOMES["in_progress"])
    else:
        visits = latest_visits(scope).filter(OUTCOMES[what])
    return visits.filter(stage__in=lane.stages)


def people_behind(scope: Scope, what: str) -> QuerySet[Application]:
    """The applications that a number about people counts."""
    holds = conditions(scope)
    if what == "untimed":
        return scope.applications.filter(holds["offers"]).exclude(
            pk__in=scope.applications.filter(holds["timed"]).values("pk")
        )
    return scope.applications.filter(holds[what])


def read_rows(rows: QuerySet, company, after=None, *, reader) -> tuple[Sequence[Row], object]:
    """Return a page of `rows` after the key `after`, and the key that the next page is after.

    Who is hidden from the `reader` comes under another name. The key is None on the last page.
    Newest first; rows may come in while one pages.
    """
    is_visits = rows.model is Stay
    lead = "application__" if is_visits else ""
    related = [f"{lead}{name}" for name in ("candidate", "opening", "stage")]
    page = rows.select_related(*related, *(["stage"] if is_visits else [])).order_by("-pk")
    if after:
        page = page.filter(pk__lt=after)
    page = page[: PAGE + 1]
    found = shown_blind(page, reader) if is_visits else list(page.read_by(reader))
    shown = found[:PAGE]
    applications = [each.application if is_visits else each for each in shown]
    readings = read_clocks(applications, company)
    listed = [
        Row(application, readings[application.pk], each if is_visits else None)
        for application, each in zip(applications, shown, strict=True)
    ]
    return listed, shown[-1].pk if len(found) > PAGE else None


def rows_href(scope: Scope, what: str, lane: Lane | None = None) -> str:
    """Return the address of the rows that a number counts."""
    asked = scope.query | {"what": what} | ({"stage": lane.key} if lane else {})
    return f"{_rows_path()}?{urlencode(asked)}"


@cache
def _rows_path():
    return reverse("reports:rows")  # a dashboard has some two hundred of them
