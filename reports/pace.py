"""Pace: days in each stage, days to the offer, and how many offers came inside the clock."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, F, Q

from pipeline.models import Stage
from reports.conditions import conditions, day_used
from reports.days import SECONDS, seconds_between
from reports.lanes import Lane, lanes_of
from reports.quantiles import Spread, spread
from reports.scopes import Scope
from reports.shares import Share

DEFINITION = (
    "Days count as the clock does: calendar days in the company's zone, gross of holds, the day of "
    "first contact being day 1. An offer is inside when it went out on or before the last day."
)


@dataclass(frozen=True)
class TimeInStage:
    """Days of 86,400 seconds from entering to leaving; `unknown` visits ended without a date."""

    lane: Lane
    days: Spread
    unknown: int


@dataclass(frozen=True)
class Pace:
    """`offers` went out; of `timed` of them the clock is known, and `inside` were in time."""

    to_offer: Spread
    offers: int
    timed: int
    inside: int
    hired: int
    people: int

    @property
    def share_inside(self) -> Share:
        return Share(self.inside, self.timed)

    @property
    def share_hired(self) -> Share:
        return Share(self.hired, self.offers)

    @property
    def untimed(self) -> int:
        return self.offers - self.timed


def read_pace(scope: Scope) -> Pace:
    """Return how fast offers came (one query)."""
    holds = conditions(scope)
    names = ["people", "offers", "timed", "inside", "hired"]
    row = scope.applications.aggregate(
        days=ArrayAgg(day_used(scope), filter=holds["timed"]),
        **{name: Count("pk", filter=holds[name]) for name in names},
    )
    return Pace(to_offer=spread(row.pop("days")), **row)


def is_ended(to_visit: str = "") -> Q:
    """Holds of a visit that is over."""
    return ~Q(**{f"{to_visit}outcome": ""})


def is_dated(to_visit: str = "") -> Q:
    """Holds of a visit that is over and whose beginning and end are known."""
    known = {f"{to_visit}entered_at__isnull": False, f"{to_visit}left_at__isnull": False}
    return is_ended(to_visit) & Q(**known)


def read_times(scope: Scope) -> list[TimeInStage]:
    """Return the time in each lane, those that nobody has left yet included (one query)."""
    lasted = seconds_between(F("stays__entered_at"), F("stays__left_at"))
    stages = list(
        Stage.objects.filter(opening__in=scope.openings)
        .order_by()
        .only("opening_id", "kind", "name", "template_id", "position")
        .annotate(
            ended=Count("stays", filter=scope.of_cohort & is_ended("stays__")),
            lasted=ArrayAgg(lasted, filter=scope.of_cohort & is_dated("stays__"), default=[]),
        )
    )
    found = {stage.pk: stage for stage in stages}
    return [_time(lane, [found[key] for key in lane.stages]) for lane in lanes_of(scope, stages)]


def _time(lane: Lane, stages: Sequence[Stage]) -> TimeInStage:
    days = [seconds / SECONDS for stage in stages for seconds in stage.lasted]
    return TimeInStage(lane, spread(days), sum(stage.ended for stage in stages) - len(days))
