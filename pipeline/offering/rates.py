"""What currencies are worth on a day: dated rates, and amounts turned by them.

A rate holds from its day until the next one. Of two currencies that no row joins, the way leads
through the company's own currency and nowhere else; where that has a gap, no amount is guessed.
Arithmetic is exact until the end, where a minor unit is rounded half to even.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db import connection

from pipeline.models import ExchangeRate
from pipeline.money import minor_units


@dataclass(frozen=True)
class Step:
    """One row of the table on the way from a currency to another; it may be read backwards."""

    currency: str
    into: str
    rate: Fraction
    written: str
    day: date
    source: str

    @property
    def words(self) -> str:
        return (
            f"1 {self.currency} = {self.written} {self.into}, {say_date(self.day)}, {self.source}"
        )


@dataclass(frozen=True)
class UsedRate:
    """The worth of one unit of a currency in another, by the rows that say so."""

    rate: Fraction
    steps: tuple[Step, ...]

    @property
    def words(self) -> str:
        return "; ".join(step.words for step in self.steps)


SAME = UsedRate(Fraction(1), ())


class Rates:
    """The rows of the table up to a day, by currency pair; the company's `home` joins pairs."""

    def __init__(self, rows: Iterable[ExchangeRate], home: str):
        self.home = home
        self._steps: dict[tuple[str, str], list[Step]] = defaultdict(list)
        for row in rows:
            self._steps[row.currency, row.into].append(_step(row))

    def find(self, currency: str, into: str, day: date) -> UsedRate | None:
        """Return the rate that held on `day`; None where the table has none by then."""
        if currency == into:
            return SAME
        direct = self._leg(currency, into, day)
        if direct:
            return direct
        first, second = self._leg(currency, self.home, day), self._leg(self.home, into, day)
        if first is None or second is None:
            return None
        return UsedRate(first.rate * second.rate, first.steps + second.steps)

    def _leg(self, currency, into, day) -> UsedRate | None:
        """The latest row of a pair, in either direction; the one as asked wins on equal days."""
        forth = _latest(self._steps[currency, into], day)
        back = _latest(self._steps[into, currency], day)
        if forth and (back is None or forth.day >= back.day):
            return UsedRate(forth.rate, (forth,))
        return UsedRate(1 / back.rate, (back,)) if back else None


def rates_by(day: date) -> Rates:
    """Return what the table of the present company says up to `day` (one query)."""
    rows = ExchangeRate.objects.filter(day__lte=day)
    latest = rows.order_by("currency", "into", "-day").distinct("currency", "into")
    return Rates(latest, connection.tenant.currency)


def convert(minor: int, currency: str, into: str, used: UsedRate) -> int:
    """Return an amount in minor units of `into`, rounded half to even.

    100.00 USD at 149.625 are 14,962 JPY, and 1 JPY at 0.005 USD is 0.00 USD: halves go to the
    even neighbour. 10.000 KWD at 3.25 are 32.50 USD: minor units differ by currency.
    """
    return round(Fraction(minor, minor_units(currency)) * used.rate * minor_units(into))


def say_date(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


def _step(row):
    written = f"{row.rate.normalize():f}"
    return Step(row.currency, row.into, Fraction(row.rate), written, row.day, row.source)


def _latest(steps, day) -> Step | None:
    return max((step for step in steps if step.day <= day), key=lambda step: step.day, default=None)
