"""Whether interviews test what the role needs.

Pure arithmetic: minutes of interviews become shares of the components, and shares are compared
with weights. The share of a component is the mean of two views, each half of the minutes: what
an interview is held for, and what its seats rate. By the seats alone every loop looks alike, for
nobody rates a single thing; by the name alone the seats would count for nothing.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from pipeline.models.processes import InterviewKind

HELD_FOR: Mapping[InterviewKind, str] = MappingProxyType(
    {
        InterviewKind.RESUME_REVIEW: "domain",
        InterviewKind.SCREEN: "fundamentals",
        InterviewKind.DEEP_DIVE: "domain",
        InterviewKind.SYSTEM_DESIGN: "system_design",
        InterviewKind.CODING: "coding",
        InterviewKind.DEBUGGING: "coding",
        InterviewKind.DOMAIN: "domain",
        InterviewKind.BEHAVIOURAL: "collaboration",
        InterviewKind.STAKEHOLDER: "collaboration",
        InterviewKind.PORTFOLIO: "domain",
        InterviewKind.TAKE_HOME_REVIEW: "coding",
        InterviewKind.FINAL: "collaboration",
    }
)
"""The component that each kind of interview is held for."""

CLEARLY = 0.10
"""From this difference of distances another specialization fits clearly better, and from this
gap a component is tested too much or too little: ten points of a hundred."""

EXACT = 9
"""Decimals; beyond them binary fractions would decide what is ten points and what is not."""


@dataclass(frozen=True)
class Sitting:
    """One interview: its kind, its minutes, and the component of each criterion its seats rate."""

    interview: str
    minutes: int
    rated: Sequence[str]


@dataclass(frozen=True)
class Balance:
    """A component: the share of the interviews that tests it, and its weight, both 0 to 1."""

    component: str
    tested: float
    weight: float

    @property
    def gap(self) -> float:
        return round(self.tested - self.weight, EXACT)

    @property
    def tested_percent(self) -> int:
        return round(self.tested * 100)

    @property
    def weight_percent(self) -> int:
        return round(self.weight * 100)

    @property
    def is_too_much(self) -> bool:
        return self.gap >= CLEARLY

    @property
    def is_too_little(self) -> bool:
        return self.gap <= -CLEARLY


@dataclass(frozen=True)
class Mismatch:
    """Another specialization, by its key, fits what is tested clearly better than the role does.

    Distances are total variation: 0 where shares and weights are equal, 1 where they have
    nothing in common.
    """

    fits: str
    distance_of_role: float
    distance_of_fit: float


def shares_tested(sittings: Sequence[Sitting]) -> dict[str, float]:
    """Return the share of each component that is tested at all; together they make 1.

    Nothing at all is tested where there are no sittings: then there are no shares.
    """
    minutes: dict[str, float] = defaultdict(float)
    for sitting in sittings:
        held_for = HELD_FOR[InterviewKind(sitting.interview)]
        by_seats = sitting.minutes / 2 if sitting.rated else 0
        minutes[held_for] += sitting.minutes - by_seats
        for component in sitting.rated:
            minutes[component] += by_seats / len(sitting.rated)
    total = sum(minutes.values())
    return {component: spent / total for component, spent in minutes.items()} if total else {}


def distance(shares: Mapping[str, float], weights: Mapping[str, int]) -> float:
    """Return the total variation distance of shares from weights in percent, 0 to 1."""
    whole = sum(weights.values())
    return 0.5 * sum(
        abs(shares.get(component, 0) - weights.get(component, 0) / whole)
        for component in {*shares, *weights}
    )


def find_mismatch(
    shares: Mapping[str, float], weights: Mapping[str, int], others: Mapping[str, Mapping[str, int]]
) -> Mismatch | None:
    """Return the one of `others`, weights by key, that fits clearly better than `weights` do.

    None where none does, where nothing is tested, and where the role has no weights.
    """
    if not shares or not any(weights.values()):
        return None
    of_role = distance(shares, weights)
    near = {key: distance(shares, each) for key, each in others.items() if any(each.values())}
    best = min(near, key=near.__getitem__, default=None)
    if best is None or round(of_role - near[best], EXACT) < CLEARLY:
        return None
    return Mismatch(best, of_role, near[best])


def balances(
    shares: Mapping[str, float], weights: Mapping[str, int], components: Sequence[str]
) -> list[Balance]:
    """Return share and weight of each of `components`, in their order."""
    whole = sum(weights.values()) or 1
    return [
        Balance(component, shares.get(component, 0.0), weights.get(component, 0) / whole)
        for component in components
    ]
