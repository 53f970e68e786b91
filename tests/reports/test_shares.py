"""Shares and quartiles against published figures."""

import pytest

from reports.quantiles import Spread, spread
from reports.shares import Share, wilson


@pytest.mark.parametrize(
    ("part", "n", "low", "high"),
    [
        # Newcombe 1998, Two-sided confidence intervals for the single proportion, table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (8, 10, 0.4902, 0.9433),
    ],
)
def test_wilson_intervals_are_those_in_print(part, n, low, high):
    assert wilson(part, n) == pytest.approx((low, high), abs=5e-5)


def test_the_interval_of_all_mirrors_that_of_none():
    low, high = wilson(20, 20)
    assert (low, high) == pytest.approx((1 - 0.1611, 1.0), abs=5e-5)


def test_there_is_no_share_of_nothing():
    assert (Share(0, 0).value, Share(0, 0).interval) == (None, None)


def test_quartiles_lie_between_their_neighbours():
    # The ordered data set of Wikipedia, "Quartile", example 1; as R's quantile() by default.
    days = [6, 7, 15, 36, 39, 40, 41, 42, 43, 47, 49]
    assert spread(days) == Spread(11, 25.5, 40.0, 42.5)


def test_nothing_has_no_median():
    assert spread([]) == spread(None) == Spread(0)
