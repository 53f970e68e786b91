"""Openings with their seats, and whose clock is over or nearly so, as of now."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count

from pipeline.models import Opening
from pipeline.models.openings import OpeningStatus
from reports.conditions import conditions, day_used
from reports.quantiles import Spread, spread
from reports.scopes import Scope

RUNNING = (OpeningStatus.OPEN, OpeningStatus.PAUSED)


@dataclass(frozen=True)
class OpeningNow:
    """One opening. `late` and `due_soon` are of the `running` clocks.

    `without_terms` are open offers that came with an import.
    `used` are the clock's days of everyone who waits for an offer or had one.
    """

    opening: Opening
    active: int
    running: int
    late: int
    due_soon: int
    hired: int
    without_terms: int
    used: Spread

    @property
    def is_running(self) -> bool:
        return self.opening.status in RUNNING or self.active > 0


def read_openings(scope: Scope) -> list[OpeningNow]:
    """Return every opening of the scope, the most pressed first (one query).

    They come with their specialization and level. Cohorts do not matter: this is about now.
    """
    holds = conditions(scope, to_application="applications__", to_opening="")
    names = ["active", "running", "late", "due_soon", "hired", "without_terms"]
    rows = (
        scope.openings.order_by()
        .select_related("specialization", "level")
        .annotate(
            **{f"n_{name}": Count("applications", filter=holds[name]) for name in names},
            days=ArrayAgg(day_used(scope, "applications__"), filter=holds["used"], default=[]),
        )
    )
    openings = [
        OpeningNow(row, *(getattr(row, f"n_{name}") for name in names), spread(row.days))
        for row in rows
    ]
    return sorted(openings, key=lambda each: (-each.late, -each.due_soon, each.opening.title))


def at_risk(openings: Sequence[OpeningNow]) -> list[OpeningNow]:
    """Return those in which people are or may come, in the order given."""
    return [each for each in openings if each.is_running]


def total(openings: Sequence[OpeningNow], name: str) -> int:
    """Add up one of the counts over `openings`."""
    return sum(getattr(each, name) for each in openings)
