"""Pay ranges, and the laws that ask for them."""

from dataclasses import replace
from datetime import date

import pytest

from pipeline.postings.findings import Severity
from pipeline.postings.linting import lint
from pipeline.postings.pay_wording import is_range, says_range
from pipeline.postings.posting import Posting, SectionKind
from tests.pipeline.postings.days import TODAY
from tests.pipeline.postings.examples import APPLIED, find

WITHOUT = {**APPLIED.sections, SectionKind.PAY: "Benefits: a pension. Apply by Friday."}


def unpaid(location, pay="", currency=""):
    sections = {**WITHOUT, SectionKind.PAY: pay or WITHOUT[SectionKind.PAY]}
    return replace(
        APPLIED,
        sections=sections,
        pay_low=None,
        pay_high=None,
        location=location,
        currency=currency,
    )


@pytest.mark.parametrize(
    ("location", "source"),
    [
        ("Denver, CO", "C.R.S. § 8-5-201"),
        ("Albany, New York", "N.Y. Labor Law § 194-b"),
        ("New York", "N.Y.C. Administrative Code § 8-107(32)"),
        ("San Francisco", "Cal. Labor Code § 432.3"),
        ("Chicago, IL", "820 ILCS 112/10"),
        ("Seattle", "RCW 49.58.110"),
        ("Berlin", "Directive (EU) 2023/970"),
        ("Dublin, Ireland", "Directive (EU) 2023/970"),
        ("Boston, MA", "§ 105F"),
        ("Richmond, Virginia", "SB 215"),
    ],
)
def test_a_missing_range_blocks_where_the_law_asks_for_one(location, source):
    (finding,) = find("pay-law", unpaid(location))
    assert finding.severity is Severity.BLOCKS
    assert source in finding.sentence
    assert source in " ".join(law.source for law in finding.laws)


@pytest.mark.parametrize("location", ["Austin, TX", "London", "Toronto, ON", "Paris, TX", ""])
def test_elsewhere_a_missing_range_is_a_warning(location):
    (finding,) = find("pay", unpaid(location))
    assert (finding.rule, finding.severity) == ("pay-missing", Severity.WARNING)


def test_remote_in_the_us_counts_as_every_place_and_says_which():
    (finding,) = [each for each in find("pay-law", unpaid("Remote (US)")) if each.rule == "pay-law"]
    places = {law.place for law in finding.laws}
    assert {"CO", "NY", "NYC", "CA", "IL", "WA"} <= places
    assert "EU" not in places
    for law in finding.laws:
        assert law.place_name in finding.sentence
        assert law.source in finding.sentence


@pytest.mark.parametrize(
    ("location", "today", "blocks"),
    [
        ("Berlin", date(2026, 6, 6), False),
        ("Berlin", date(2026, 6, 7), True),
        ("Chicago", date(2024, 12, 31), False),
        ("Chicago", date(2025, 1, 1), True),
    ],
)
def test_a_law_holds_from_its_day_on(location, today, blocks):
    findings = lint(unpaid(location), today)
    assert any(each.severity is Severity.BLOCKS for each in findings) is blocks


def test_the_directive_lets_the_range_come_before_the_interview_and_says_so():
    (finding,) = find("pay-law", unpaid("Berlin"))
    assert "before the interview" in finding.sentence


@pytest.mark.parametrize(
    ("pay", "quote"),
    [
        ("Up to $200,000 and a pension. Apply by Friday.", "Up to $200,000"),
        ("From $150k. Benefits. Apply by Friday.", "From $150k"),
        ("$150,000+ and benefits. Apply by Friday.", "$150,000+"),
        ("A competitive salary with benefits. Apply by Friday.", "competitive salary"),
        ("Pay is DOE. Benefits. Apply by Friday.", "DOE"),
    ],
)
def test_a_range_that_is_no_range_blocks_too(pay, quote):
    (finding,) = find("pay-law", unpaid("Denver", pay))
    assert finding.severity is Severity.BLOCKS
    assert finding.quote == quote


@pytest.mark.parametrize(
    "text",
    [
        "$120,700 -- $228,600 annually",
        "$119000 - $177000",
        "USD$198,000 per year - USD$220,000 per year",
        "USD $110,000.00 - USD $130,000.00 /Yr.",
        "$85/hr. - $95/hr.",
        "$56.25/hour to $173,000/year",
        "from $129,300/year in our lowest geographic market up to $223,600/year",
        "Minimum: $102,000 Maximum: $162,000",
        "Minimum: $102,000\nMaximum: $162,000",
        "between $150k and $180k",
        "85.000–110.000 €",
        "60-75k EUR",
        "£70,000 to £90,000",
    ],
)
def test_a_range_in_the_text_is_read(text):
    assert says_range(text)


@pytest.mark.parametrize(
    "text",
    [
        "up to $10,000 for training",
        "$250 a month for health, $400 a year for travel",
        "we raised $100M",
        "",
    ],
)
def test_one_amount_is_no_range(text):
    assert not says_range(text)


@pytest.mark.parametrize(
    ("low", "high", "is_one"),
    [
        (100, 120, True),
        (100, 100, True),
        (120, 100, False),
        (0, 100, False),
        (None, 100, False),
        (100, None, False),
        (1, 10_000, False),
        (-5, 5, False),
    ],
)
def test_a_range_has_two_ends_in_order_and_not_worlds_apart(low, high, is_one):
    assert is_range(low, high) is is_one


def test_a_very_wide_range_is_a_warning():
    (finding,) = find("pay", replace(APPLIED, pay_low=100, pay_high=300))
    assert (finding.rule, finding.severity) == ("pay-range-wide", Severity.WARNING)


def test_colorado_also_asks_for_benefits_and_a_last_day():
    posting = Posting("x", location="Boulder, CO", pay_low=100, pay_high=150, currency="USD")
    assert [each.rule for each in lint(posting, TODAY) if each.laws] == [
        "pay-law-benefits",
        "pay-law-deadline",
    ]
