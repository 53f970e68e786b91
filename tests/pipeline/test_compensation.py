"""What an offer comes to, and what it is worth in another currency: against worked examples."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from pipeline.models import ExchangeRate
from pipeline.money import CURRENCIES, minor_units, say_amount
from pipeline.offering.ages import say_age
from pipeline.offering.compensation import (
    Package,
    add_up,
    percentile_rank,
    share,
    vested,
    vested_in_year,
)
from pipeline.offering.rates import Rates, UsedRate, convert
from pipeline.pay_places import compa_ratio
from pipeline.pay_ranges import position

DAY = date(2026, 12, 4)
GRANT = Package(base=0, equity=400_000)


@pytest.mark.parametrize(
    ("pay", "low", "high", "ratio"),
    [
        (72_000, 70_000, 90_000, 0.90),  # a midpoint of 80,000: 90 %
        (22_500, 20_000, 30_000, 0.90),  # a midpoint of 25,000: 90 %
        (900_000, 400_000, 1_500_000, 0.947),
    ],
)
def test_a_compa_ratio_is_pay_over_the_midpoint(pay, low, high, ratio):
    assert compa_ratio(pay, low, high) == pytest.approx(ratio, abs=0.0005)


def test_range_penetration_is_how_far_up_the_range_pay_is():
    # 70,000 in 55,000 to 82,200: 15,000 of 27,200, 55 %.
    assert position(70_000, 55_000, 82_200) == pytest.approx(0.55, abs=0.005)


@pytest.mark.parametrize(
    ("months", "worth"),
    [(0, 0), (11, 0), (12, 100_000), (13, 108_333), (24, 200_000), (48, 400_000), (60, 400_000)],
)
def test_equity_vests_monthly_after_its_cliff(months, worth):
    assert vested(GRANT, months) == worth


@pytest.mark.parametrize(
    ("cliff", "first_year"), [(0, 100_000), (12, 100_000), (13, 0), (18, 0), (48, 0)]
)
def test_the_first_year_holds_what_vests_under_the_cliff(cliff, first_year):
    package = Package(base=0, equity=400_000, cliff_months=cliff)
    totals = add_up(package)
    assert (totals.equity_first_year, totals.equity_a_year) == (first_year, 100_000)


def test_totals_of_the_worked_example():
    package = Package(200_000, 20_000, 400_000, sign_on=40_000)
    totals = add_up(package)
    assert (totals.first_year, totals.average_year) == (360_000, 330_000)
    late = add_up(Package(200_000, 20_000, 400_000, cliff_months=18, sign_on=40_000))
    assert (late.first_year, late.average_year) == (260_000, 330_000)


amounts = some.integers(0, 10**12)
packages = some.builds(
    Package,
    base=amounts,
    bonus=amounts,
    equity=amounts,
    equity_years=some.integers(1, 10),
    cliff_months=some.integers(0, 12),
    sign_on=amounts,
)


@given(packages)
def test_what_vests_in_the_years_adds_up_to_the_grant(package):
    years = range(1, package.equity_years + 1)
    assert sum(vested_in_year(package, year) for year in years) == package.equity


@given(packages, some.integers(0, 200))
def test_vesting_never_goes_back_and_never_beyond_the_grant(package, months):
    assert vested(package, months) <= vested(package, months + 1) <= package.equity


@given(amounts, some.integers(1, 12))
def test_a_share_is_the_nearest_whole_one_and_halves_go_to_the_even(amount, whole):
    found = share(amount, 1, whole)
    off = abs(Fraction(amount, whole) - found)
    assert off <= Fraction(1, 2)
    assert off != Fraction(1, 2) or found % 2 == 0


def test_a_percentile_rank_counts_ties_half():
    assert percentile_rank(2, [(1, 1), (2, 2), (3, 1)]) == 50
    assert percentile_rank(5, [(1, 3), (2, 1)]) == 100


def rate(currency, into, worth, day=DAY):
    return ExchangeRate(currency=currency, into=into, rate=Decimal(worth), day=day, source="A bank")


@pytest.mark.parametrize(
    ("minor", "currency", "into", "worth", "expected"),
    [
        (10_000, "USD", "JPY", "149.625", 14_962),  # 14,962.5 goes to the even
        (30_000, "USD", "JPY", "149.625", 44_888),  # 44,887.5 goes to the even
        (1, "JPY", "USD", "0.005", 0),
        (10_000, "KWD", "USD", "3.25", 3_250),
        (3_250, "USD", "KWD", "0.307692307", 10_000),
        (12_000_000, "JPY", "EUR", "0.0061", 7_320_000),
    ],
)
def test_minor_units_differ_by_currency(minor, currency, into, worth, expected):
    used = Rates([rate(currency, into, worth)], "EUR").find(currency, into, DAY)
    assert convert(minor, currency, into, used) == expected


def test_the_rate_is_the_latest_on_or_before_the_day():
    rows = [
        rate("USD", "EUR", "0.90", date(2026, 12, 1)),
        rate("USD", "EUR", "0.95", DAY),
        rate("USD", "EUR", "0.99", date(2026, 12, 5)),
    ]
    used = Rates(rows, "EUR").find("USD", "EUR", DAY)
    assert (used.rate, used.steps[0].day) == (Fraction("0.95"), DAY)
    assert "1 USD = 0.95 EUR, 4 Dec 2026, A bank" in used.words
    assert Rates(rows, "EUR").find("USD", "EUR", date(2026, 11, 30)) is None


def test_a_row_may_be_read_backwards_and_the_newer_one_wins():
    rows = [rate("USD", "EUR", "0.5", date(2026, 1, 1)), rate("EUR", "USD", "1.25")]
    assert Rates(rows, "EUR").find("USD", "EUR", DAY).rate == Fraction(4, 5)


def test_two_others_meet_in_the_companys_currency_and_nowhere_else():
    rows = [rate("USD", "EUR", "0.8"), rate("EUR", "PLN", "4.5")]
    used = Rates(rows, "EUR").find("USD", "PLN", DAY)
    assert (used.rate, len(used.steps)) == (Fraction("3.6"), 2)
    assert Rates(rows, "GBP").find("USD", "PLN", DAY) is None
    assert Rates([], "EUR").find("USD", "EUR", DAY) is None


@given(amounts, some.sampled_from(CURRENCIES))
def test_an_amount_in_its_own_currency_stays_as_it_is(minor, currency):
    used = Rates([], "EUR").find(currency, currency, DAY)
    assert convert(minor, currency, currency, used) == minor


@given(amounts, some.fractions(Fraction(1, 1000), 1000))
def test_there_and_back_is_off_by_less_than_a_rounding_of_each(minor, worth):
    there = convert(minor, "USD", "EUR", UsedRate(worth, ()))
    back = convert(there, "EUR", "USD", UsedRate(1 / worth, ()))
    assert abs(back - minor) <= Fraction(1, 2) / worth + Fraction(1, 2)


@pytest.mark.parametrize(
    ("minor", "currency", "words"),
    [(12_500, "KWD", "KWD 12.500"), (9_500_050, "EUR", "€95,000.50"), (1_200, "JPY", "¥1,200")],
)
def test_amounts_are_said_in_the_minor_units_of_their_currency(minor, currency, words):
    assert say_amount(minor, currency) == words
    assert minor_units("KWD") == 1000


@pytest.mark.parametrize(
    ("as_of", "words"),
    [
        (DAY, "of today"),
        (date(2026, 12, 3), "1 day old"),
        (date(2026, 6, 4), "6 months old"),
        (date(2024, 12, 4), "24 months old"),
    ],
)
def test_a_figure_says_how_old_it_is(as_of, words):
    assert say_age(as_of, DAY) == words
