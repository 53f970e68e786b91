import datetime

import pytest

from pipeline.models import Benchmark, Level, Specialization
from pipeline.money import say_amount, say_range
from pipeline.pay_ranges import position, published_range, with_premium


def key(model, key):
    return model.objects.get(key=key)


@pytest.mark.parametrize(
    ("low", "high", "premium", "raised"),
    [
        (28_000_000, 38_000_000, (10, 20), (30_800_000, 45_600_000)),  # the guide's senior GenAI
        (28_000_000, 38_000_000, (0, 0), (28_000_000, 38_000_000)),
        (105, 105, (10, 10), (116, 116)),  # 115.5 rounds up
    ],
)
def test_a_premium_raises_each_end_by_its_own_percentage(low, high, premium, raised):
    assert with_premium(low, high, *premium) == raised


@pytest.mark.parametrize(
    ("amount", "expected"),
    [(280, 0.0), (380, 1.0), (330, 0.5), (305, 0.25), (270, -0.1), (400, 1.2)],
)
def test_a_position_counts_from_the_bottom_of_the_range_to_its_top(amount, expected):
    assert position(amount, 280, 380) == pytest.approx(expected)


@pytest.mark.parametrize(
    "unknown", [(None, 1, 2), (1, None, 2), (1, 1, None), (300, 300, 300)], ids=str
)
def test_a_position_is_unknown_without_amount_range_or_width(unknown):
    assert position(*unknown) is None


def test_the_published_range_says_where_it_comes_from(acme):
    published = published_range(key(Specialization, "applied"), key(Level, "senior"))
    assert (published.low, published.high, published.currency) == (28_000_000, 38_000_000, "USD")
    assert published.words == "$280,000–380,000"
    assert published.base == (
        "ML hiring guide, US base pay 2026, United States · n not stated · 4 Jun 2026"
    )


def test_generative_ai_is_published_with_its_premium(acme):
    published = published_range(key(Specialization, "genai"), key(Level, "junior"))
    assert (published.low, published.high) == (16_500_000, 24_000_000)
    assert "raised by 10–20 % for Generative AI" in published.base


def test_a_figure_of_the_specializations_own_wins_and_is_not_raised(acme):
    genai, senior = key(Specialization, "genai"), key(Level, "senior")
    Benchmark.objects.create(
        level=senior,
        specialization=genai,
        region="Germany",
        low=100,
        high=200,
        currency="USD",
        source="Survey",
        sample_size=1234,
        as_of=datetime.date(2020, 1, 1),
    )
    published = published_range(genai, senior)
    assert (published.low, published.high) == (100, 200)
    assert published.base == "Survey, Germany · n = 1,234 · 1 Jan 2020"


def test_nothing_is_published_in_a_currency_without_figures(acme):
    arguments = key(Specialization, "applied"), key(Level, "senior")
    assert published_range(*arguments, currency="EUR") is None
    assert published_range(*arguments, currency="USD") is not None


@pytest.mark.parametrize(
    ("minor", "currency", "words"),
    [
        (28_000_000, "USD", "$280,000"),
        (9_500_050, "EUR", "€95,000.50"),
        (14_000_000, "CHF", "CHF 140,000"),
        (9_000_000, "JPY", "¥9,000,000"),
        (-5_000_000, "GBP", "−£50,000"),
    ],
)
def test_amounts_read_as_people_write_them(minor, currency, words):
    assert say_amount(minor, currency) == words


def test_a_range_names_its_currency_once():
    assert say_range(9_000_000, 12_000_000, "CHF") == "CHF 90,000–120,000"
    assert say_range(9_000_000, 9_000_000, "CHF") == "CHF 90,000"
