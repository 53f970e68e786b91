"""Shares of a count with their uncertainty. Pure arithmetic."""

from dataclasses import dataclass
from math import sqrt

Z_95 = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Share:
    """`part` of `n`; there is no share of nothing."""

    part: int
    n: int

    @property
    def value(self) -> float | None:
        return self.part / self.n if self.n else None

    @property
    def interval(self) -> tuple[float, float] | None:
        return wilson(self.part, self.n) if self.n else None


def wilson(part: int, n: int, z: float = Z_95) -> tuple[float, float]:
    """Return the score interval of a proportion, 95 % unless `z` says otherwise.

    Wilson 1927, Probable inference, the law of succession, and statistical inference; method 3
    of Newcombe 1998, without continuity correction. `n` is at least 1.
    """
    share = part / n
    spread = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    middle = share + z * z / (2 * n)
    scale = 1 + z * z / n
    low = 0.0 if part == 0 else (middle - spread) / scale
    high = 1.0 if part == n else (middle + spread) / scale
    return low, high
