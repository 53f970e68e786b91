"""The composite of ratings: a weighted mean that shows its arithmetic.

It sums ratings up and decides nothing. Weights are percent by key; parts without ratings are
left out, and the weights of the others are scaled to 100 %.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True)
class Part:
    """One weighted part: the mean of its `n` ratings, and what it adds to the composite.

    `weight_percent` is as it was set; `counts_percent` the same with the parts left out.
    """

    key: str
    mean: Fraction
    n: int
    weight_percent: int
    counts_percent: Fraction

    @property
    def product(self) -> Fraction:
        return self.mean * self.counts_percent / 100

    @property
    def mean_words(self) -> str:
        return say(self.mean)

    @property
    def counts_words(self) -> str:
        return f"{say(self.counts_percent)} %"

    @property
    def product_words(self) -> str:
        return f"{rounded(self.product)}"


@dataclass(frozen=True)
class Composite:
    """A weighted mean of ratings, in the order of the weights; `value` has two places.

    `left_out` are the keys that have a weight and no rating.
    """

    parts: tuple[Part, ...]
    left_out: tuple[str, ...]

    @property
    def value(self) -> Decimal:
        return rounded(sum((part.product for part in self.parts), Fraction()))

    @property
    def n(self) -> int:
        return sum(part.n for part in self.parts)

    @property
    def is_scaled(self) -> bool:
        return any(part.weight_percent != part.counts_percent for part in self.parts)

    @property
    def sum_words(self) -> str:
        """The arithmetic: "3 × 40 % + 2 × 30 % + 4 × 20 % + 1 × 10 % = 2.70"."""
        products = (f"{part.mean_words} × {part.counts_words}" for part in self.parts)
        return f"{' + '.join(products)} = {self.value}"


def composite(ratings: Iterable[tuple[str, int]], weights: Mapping[str, int]) -> Composite | None:
    """Return the composite of `ratings`, pairs of a part's key and 1 to 4; None without any.

    Ratings of a part without a weight do not count.
    """
    given: dict[str, list[int]] = defaultdict(list)
    for key, value in ratings:
        given[key].append(value)
    weighed = {key: weight for key, weight in weights.items() if weight > 0}
    total = sum(weight for key, weight in weighed.items() if key in given)
    if not total:
        return None
    parts = tuple(
        Part(
            key=key,
            mean=Fraction(sum(given[key]), len(given[key])),
            n=len(given[key]),
            weight_percent=weight,
            counts_percent=Fraction(100 * weight, total),
        )
        for key, weight in weighed.items()
        if key in given
    )
    return Composite(parts, tuple(key for key in weighed if key not in given))


def rounded(number: Fraction) -> Decimal:
    """Return `number` to two places, halves up."""
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    return exact.quantize(HUNDREDTH, ROUND_HALF_UP)


def say(number: Fraction) -> str:
    """Return `number` to two places at most: "3", "2.5", "57.14"."""
    text = f"{rounded(number)}"
    return text.rstrip("0").rstrip(".")
