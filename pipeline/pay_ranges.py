"""Pay ranges: what is published for a specialization and a level, and where an amount lies."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, Q

from pipeline.models import Benchmark, Level, Opening, Specialization
from pipeline.money import say_range


@dataclass(frozen=True)
class PayRange:
    """A published range of yearly base pay, in minor units, with where it comes from.

    `sample_size` is None where the source does not say how many people it asked.
    """

    low: int
    high: int
    currency: str
    source: str
    sample_size: int | None
    as_of: date
    region: str
    note: str = ""

    @property
    def words(self) -> str:
        return say_range(self.low, self.high, self.currency)

    @property
    def base(self) -> str:
        """Where the range comes from: "guide, United States · n not stated · 4 Jun 2026"."""
        n = "n not stated" if self.sample_size is None else f"n = {self.sample_size:,}"
        day = f"{self.as_of.day} {self.as_of:%b %Y}"
        return " · ".join(filter(None, [f"{self.source}, {self.region}", n, day, self.note]))


def published_range(
    specialization: Specialization, level: Level, *, currency: str | None = None
) -> PayRange | None:
    """Return the newest published range, or None where nothing is published.

    A figure of the specialization's own stands as it is and wins over one for all of them,
    which the specialization's premium raises.
    """
    figures = Benchmark.objects.filter(
        Q(specialization=specialization) | Q(specialization=None), level=level
    )
    if currency is not None:
        figures = figures.filter(currency=currency)
    figure = figures.order_by(F("specialization").asc(nulls_last=True), "-as_of", "-id").first()
    return figure and _range_of(figure, specialization)


def published_ranges(openings: Iterable[Opening]) -> dict[UUID, PayRange]:
    """Return what is published for each opening, in its own currency, by its key (one query).

    Openings for which nothing is published are left out. Each comes with its `specialization`.
    """
    openings = list(openings)
    levels = {opening.level_id for opening in openings}
    figures = Benchmark.objects.filter(level__in=levels).order_by("-as_of", "-id")
    newest: dict[tuple, Benchmark] = {}
    for figure in figures:
        newest.setdefault((figure.level_id, figure.currency, figure.specialization_id), figure)
    ranges = {}
    for opening in openings:
        where = opening.level_id, opening.currency
        figure = newest.get((*where, opening.specialization_id)) or newest.get((*where, None))
        if figure:
            ranges[opening.pk] = _range_of(figure, opening.specialization)
    return ranges


def _range_of(figure, specialization):
    low, high, note = figure.low, figure.high, ""
    premium = specialization.premium_low_percent, specialization.premium_high_percent
    if figure.specialization_id is None and any(premium):
        low, high = with_premium(low, high, *premium)
        note = f"raised by {_percents(*premium)} for {specialization.name}"
    return PayRange(
        low=low,
        high=high,
        currency=figure.currency,
        source=figure.source,
        sample_size=figure.sample_size,
        as_of=figure.as_of,
        region=figure.region,
        note=note,
    )


def with_premium(low: int, high: int, low_percent: int, high_percent: int) -> tuple[int, int]:
    """Raise the ends of a range, the bottom by `low_percent` and the top by `high_percent`.

    Halves of a minor unit are rounded up.
    """
    return (low * (100 + low_percent) + 50) // 100, (high * (100 + high_percent) + 50) // 100


def position(amount: int | None, low: int | None, high: int | None) -> float | None:
    """Return where `amount` lies: 0 at `low`, 1 at `high`, beyond either outside the range.

    None where something is unknown, or where the range has no width.
    """
    if amount is None or low is None or high is None or low == high:
        return None
    return (amount - low) / (high - low)


def _percents(low, high):
    return f"{low} %" if low == high else f"{low}–{high} %"
