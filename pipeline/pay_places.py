"""Where the base pay of an offer stands: in its opening's range and in what is published."""

from dataclasses import dataclass

from pipeline.models import Opening
from pipeline.money import say_range
from pipeline.pay_ranges import PayRange, position


@dataclass(frozen=True)
class PayPlace:
    """A base pay inside or outside one range, all in minor units of one currency.

    `source` says where the range comes from, with its n and its date.
    """

    amount: int
    low: int
    high: int
    currency: str
    name: str
    source: str = ""

    @property
    def position(self) -> float | None:
        """0 at the bottom of the range, 1 at its top, beyond either outside it."""
        return position(self.amount, self.low, self.high)

    @property
    def compa_ratio(self) -> float | None:
        """Base over the midpoint of the range; None where that is nothing."""
        return compa_ratio(self.amount, self.low, self.high)

    @property
    def is_outside(self) -> bool:
        return not self.low <= self.amount <= self.high

    @property
    def range_words(self) -> str:
        return say_range(self.low, self.high, self.currency)

    @property
    def words(self) -> str:
        """Say where the base stands: "45 % up this opening's range · compa‑ratio 0.98"."""
        place = _say_position(self)
        ratio = self.compa_ratio
        return place if ratio is None else f"{place} · compa‑ratio {ratio:.2f}"


def compa_ratio(amount: int, low: int, high: int) -> float | None:
    """Return pay over the midpoint of its range: 1.00 in the middle; None for an empty range."""
    return 2 * amount / (low + high) if low + high else None


def place_in_opening(base: int, currency: str, opening: Opening) -> PayPlace | None:
    """Place a base in the range of its opening; None where there is none in this currency."""
    if not opening.has_pay_range or opening.currency != currency:
        return None
    return PayPlace(base, opening.pay_low, opening.pay_high, currency, "this opening's range")


def place_in_published(base: int, currency: str, published: PayRange | None) -> PayPlace | None:
    """Place a base in a published range; None where nothing is published in this currency."""
    if published is None or published.currency != currency:
        return None
    ends = published.low, published.high
    return PayPlace(base, *ends, currency, "what is published", published.base)


def _say_position(place):
    if place.amount < place.low:
        return f"below {place.name}"
    if place.amount > place.high:
        return f"above {place.name}"
    if place.position is None:
        return f"all of {place.name}"
    return f"{place.position * 100:.0f} % up {place.name}"
