"""The composite: published arithmetic, and what holds for any ratings."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.composites import composite, rounded, say

WEIGHTS = {"technical": 40, "production": 30, "leadership": 20, "innovation": 10}

ratings = st.lists(
    st.tuples(st.sampled_from(list(WEIGHTS)), st.integers(1, 4)), min_size=1, max_size=40
)
weights = st.fixed_dictionaries({key: st.integers(1, 100) for key in WEIGHTS})


def test_the_published_example_gives_2_70():
    found = composite(zip(WEIGHTS, (3, 2, 4, 1), strict=True), WEIGHTS)
    assert found.value == Decimal("2.70")
    assert found.sum_words == "3 × 40 % + 2 × 30 % + 4 × 20 % + 1 × 10 % = 2.70"
    assert [part.product_words for part in found.parts] == ["1.20", "0.60", "0.80", "0.10"]
    assert (found.n, found.left_out, found.is_scaled) == (4, (), False)


def test_a_part_counts_by_the_mean_of_its_ratings():
    found = composite([("technical", 3), ("technical", 4), ("production", 2)], WEIGHTS)
    technical, production = found.parts
    assert (technical.mean, technical.n, production.n) == (Fraction(7, 2), 2, 1)
    assert found.n == 3


def test_weights_of_parts_without_ratings_are_shared_out():
    found = composite([("technical", 4), ("production", 1)], WEIGHTS)
    assert found.left_out == ("leadership", "innovation")
    assert found.is_scaled
    assert found.sum_words == "4 × 57.14 % + 1 × 42.86 % = 2.71"


def test_a_rating_without_a_weight_does_not_count():
    found = composite([("technical", 4), ("unheard-of", 1)], WEIGHTS | {"innovation": 0})
    assert (found.value, found.n) == (Decimal("4.00"), 1)
    assert "innovation" not in found.left_out


@pytest.mark.parametrize("weights", [WEIGHTS, {}, {"technical": 0}])
def test_without_ratings_that_count_there_is_none(weights):
    assert composite([("elsewhere", 3)], weights) is None
    assert composite([], weights) is None


def test_halves_are_rounded_up():
    assert [rounded(Fraction(number, 1000)) for number in (2005, 2015, 2014)] == [
        Decimal("2.01"),
        Decimal("2.02"),
        Decimal("2.01"),
    ]
    assert [say(Fraction(*pair)) for pair in ((3, 1), (5, 2), (400, 7))] == ["3", "2.5", "57.14"]


@given(ratings, weights)
def test_it_lies_between_the_lowest_and_the_highest_mean(ratings, weights):
    found = composite(ratings, weights)
    means = [part.mean for part in found.parts]
    assert rounded(min(means)) <= found.value <= rounded(max(means))
    assert sum(part.counts_percent for part in found.parts) == 100


@given(st.lists(st.sampled_from(list(WEIGHTS)), min_size=1), st.integers(1, 4), weights)
def test_equal_ratings_give_that_rating(keys, value, weights):
    assert composite([(key, value) for key in keys], weights).value == value


@given(ratings, st.randoms(use_true_random=False), weights)
def test_the_order_of_the_ratings_does_not_matter(ratings, random, weights):
    shuffled = random.sample(ratings, len(ratings))
    assert composite(shuffled, weights) == composite(ratings, weights)


@given(ratings, weights, st.integers(2, 9))
def test_only_the_proportions_of_the_weights_matter(ratings, weights, factor):
    larger = {key: weight * factor for key, weight in weights.items()}
    assert composite(ratings, larger).value == composite(ratings, weights).value
