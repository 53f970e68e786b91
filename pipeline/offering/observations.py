"""Where a pay stands among people's pay: only where a source tells it of people.

A published range says where pay begins and ends, not how many are paid what. No percentile is made
of one, however large its n. Observations are figures whose ends are the same: so many people
(`sample_size`) are paid exactly that.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from pipeline.models import Benchmark, Level, Specialization
from pipeline.offering.compensation import percentile_rank
from pipeline.pay_ranges import is_point

FEWEST = 5
"""Of fewer people a rank says more about them than about the offer."""


@dataclass(frozen=True)
class Observations:
    """What one source knows of people's yearly base: (amount, how many) pairs in minor units.

    `as_of` is the day of the oldest, which the others can only be better than.
    """

    source: str
    region: str
    currency: str
    pay: list[tuple[int, int]]
    as_of: date

    @property
    def n(self) -> int:
        return sum(number for _, number in self.pay)

    def percentile(self, amount: int) -> float | None:
        """Return the percentile rank of an amount; None of fewer than FEWEST people."""
        return percentile_rank(amount, self.pay) if self.n >= FEWEST else None


def observations_for(specialization: Specialization, level: Level) -> list[Observations]:
    """Return what is observed for a level, by source, region and currency (one query).

    Where a source has observations of the specialization's own, only those are taken from it.
    """
    figures = Benchmark.objects.filter(
        is_point(), Q(specialization=specialization) | Q(specialization=None), level=level
    )
    found: dict[tuple, dict[bool, list[Benchmark]]] = {}
    for figure in figures.order_by("source", "region", "currency", "low", "id"):
        key = figure.source, figure.region, figure.currency
        is_own = figure.specialization_id is not None
        found.setdefault(key, {}).setdefault(is_own, []).append(figure)
    return [_observations(key, rows.get(True) or rows[False]) for key, rows in found.items()]


def _observations(key, figures):
    source, region, currency = key
    return Observations(
        source=source,
        region=region,
        currency=currency,
        pay=[(figure.low, figure.sample_size) for figure in figures],
        as_of=min(figure.as_of for figure in figures),
    )
