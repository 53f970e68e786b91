"""From values to places on the drawing, and the round numbers that stand on its axes."""

from __future__ import annotations

import math
from dataclasses import dataclass

WEEK = 7


@dataclass(frozen=True)
class Scale:
    """Maps values from `low` to `high` onto units of the drawing from `start` to `end`."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Return the place of `value`; one outside the scale stands at its edge."""
        span = self.high - self.low
        share = (value - self.low) / span if span else 0.0
        return round(self.start + min(max(share, 0.0), 1.0) * (self.end - self.start), 1)


def ticks(low: float, high: float, *, about: int = 5) -> list[float]:
    """Return round numbers (1, 2 or 5 times a power of ten apart) from `low` to `high`."""
    if high <= low:
        return [low]
    rough = (high - low) / about
    power = 10 ** math.floor(math.log10(rough))
    step = next(step for step in (1, 2, 5, 10) if step * power >= rough) * power
    first = math.ceil(low / step - 1e-9)
    last = math.floor(high / step + 1e-9)
    return [round(place * step, 10) for place in range(first, last + 1)]


def count_ticks(high: float) -> list[float]:
    """Return ticks for a number of things, of which there is no half."""
    return [tick for tick in ticks(0, max(high, 1), about=4) if tick == int(tick)]


def day_ticks(days: float) -> list[float]:
    """Return the ends of weeks up to `days`, and every second or so where there are many."""
    weeks = max(1, math.floor(days / WEEK))
    step = math.ceil(weeks / 8)
    return [float(week * WEEK) for week in range(0, weeks + 1, step)]
