"""The middle of many durations, and how far they spread."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Spread:
    """The median and the quartiles of `n` values; None where there are none."""

    n: int
    low: float | None = None
    median: float | None = None
    high: float | None = None


def spread(values: Sequence[float] | None) -> Spread:
    """Return the quartiles of `values`, interpolated between neighbours.

    Type 7 of Hyndman & Fan 1996, Sample quantiles in statistical packages, as R does by default.
    """
    if not values:
        return Spread(0)
    low, median, high = np.quantile(np.asarray(values, dtype=float), [0.25, 0.5, 0.75])
    return Spread(len(values), float(low), float(median), float(high))
