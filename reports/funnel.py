"""The funnel: who entered each stage, and what became of them there.

Each application counts once in a stage, by its latest visit; a skipped stage was not entered.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from pipeline.models import StageKind, Stay
from reports.lanes import Lane, lanes_by_stage
from reports.scopes import Scope
from reports.shares import Share

OUTCOMES: dict[str, Q] = {
    "entered": Q(),
    "passed": Q(outcome="advance"),
    "in_progress": Q(outcome="") & ~Q(kind=StageKind.HIRED),
    "rejected": Q(outcome="reject"),
    "withdrawn": Q(outcome="withdraw"),
    "returned": Q(outcome="return"),
}
"""What a latest visit counts as."""

DEFINITION = (
    "Each person counts once in a stage, by the latest visit; a skipped stage was not entered. "
    "Passed is of those who left the stage, one way or another; 95 % intervals after Wilson."
)


@dataclass(frozen=True)
class StageFunnel:
    """One stage: entered = passed + in progress + rejected + withdrawn + returned."""

    lane: Lane
    entered: int = 0
    passed: int = 0
    in_progress: int = 0
    rejected: int = 0
    withdrawn: int = 0
    returned: int = 0

    @property
    def conversion(self) -> Share:
        """Passed of those who left; whoever is still there has neither passed nor failed."""
        is_last = self.lane.kind == StageKind.HIRED
        return Share(self.passed, 0 if is_last else self.entered - self.in_progress)


def latest_visits(scope: Scope) -> QuerySet[Stay]:
    """The latest visit of each application to each stage."""
    later = Stay.objects.filter(
        application=OuterRef("application"), stage=OuterRef("stage"), visit__gt=OuterRef("visit")
    )
    return scope.visits.filter(~Exists(later))


def read_funnel(scope: Scope, lanes: Sequence[Lane]) -> list[StageFunnel]:
    """Return the funnel in the order of `lanes` (one query)."""
    counts = {name: Count("pk", filter=holds) for name, holds in OUTCOMES.items() if holds}
    lane_of = lanes_by_stage(lanes)
    found: dict[Lane, Counter] = defaultdict(Counter)
    for row in latest_visits(scope).values("stage").annotate(entered=Count("pk"), **counts):
        found[lane_of[row.pop("stage")]].update(row)
    return [StageFunnel(lane, **found[lane]) for lane in lanes]
