"""What an offer is worth in a year: pure arithmetic over whole minor units of one currency.

Shares of an amount are rounded half to even. Nothing is discounted and no growth is assumed: a
grant counts at the value that the offer names.
"""

from dataclasses import dataclass
from fractions import Fraction

MONTHS = 12


@dataclass(frozen=True)
class Package:
    """What is offered. `base` and `bonus` are yearly; `equity` is worth that over all its years.

    Before `cliff_months` are over nothing of the equity vests; at the cliff, all that has been
    earned till then does, and a further part each month. `sign_on` is paid once, at the start.
    """

    base: int
    bonus: int = 0
    equity: int = 0
    equity_years: int = 4
    cliff_months: int = 12
    sign_on: int = 0


@dataclass(frozen=True)
class Totals:
    """A package by year. `first_year` holds what vests under the cliff and all of the sign-on.

    `average_year` holds a year's even part of the equity, and of the sign-on spread over as
    many years.
    """

    cash: int
    equity_first_year: int
    equity_a_year: int
    sign_on: int
    sign_on_a_year: int
    years: int

    @property
    def first_year(self) -> int:
        return self.cash + self.equity_first_year + self.sign_on

    @property
    def average_year(self) -> int:
        return self.cash + self.equity_a_year + self.sign_on_a_year


def vested(package: Package, months: int) -> int:
    """Return what of the equity has vested after so many whole months.

    Vesting is even by the month, with a cliff: of 400,000 over four years with a cliff of
    twelve months, nothing after 11 months, 100,000 after 12, 108,333 after 13.
    """
    if months < package.cliff_months:
        return 0
    whole = package.equity_years * MONTHS
    return share(package.equity, min(months, whole), whole)


def vested_in_year(package: Package, year: int) -> int:
    """Return what vests in the `year`, the first being 1; over all years it adds up exactly."""
    return vested(package, year * MONTHS) - vested(package, (year - 1) * MONTHS)


def add_up(package: Package) -> Totals:
    """Return what the package comes to, in its first year and in an average one.

    Base 200,000, bonus 10 %, equity 400,000 over four years with a cliff of twelve months and a
    sign-on of 40,000: 360,000 in the first year, 330,000 in an average one. With a cliff of
    eighteen months the first year holds no equity: 260,000.
    """
    years = package.equity_years
    return Totals(
        cash=package.base + package.bonus,
        equity_first_year=vested(package, MONTHS),
        equity_a_year=share(package.equity, 1, years),
        sign_on=package.sign_on,
        sign_on_a_year=share(package.sign_on, 1, years),
        years=years,
    )


def share(amount: int, part: int, whole: int) -> int:
    """Return `part` of `whole` equal shares of an amount, rounded half to even."""
    return round(Fraction(amount * part, whole))


def percentile_rank(amount: int, observations: list[tuple[int, int]]) -> float:
    """Return the percent of observations below `amount`, ties counting half.

    `observations` are pairs of an amount and how many people have it; there is at least one.
    PR = 100 (B + E/2) / n, with B below, E equal and n in all (Roscoe 1975, Fundamental Research
    Statistics, percentile ranks). Of 1, 2, 2, 3 the rank of 2 is 50.
    """
    below = sum(number for value, number in observations if value < amount)
    equal = sum(number for value, number in observations if value == amount)
    return 100 * (below + equal / 2) / sum(number for _, number in observations)
