"""The table of rates: by hand, by file, and in an offer."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from config.tenancy.models import Company
from config.tenancy.schemas import inside, outside
from pipeline.models import Benchmark, ExchangeRate, Level
from pipeline.offering.cards import read_compensation
from pipeline.offering.evidence import evidence_for
from pipeline.offering.observations import FEWEST
from pipeline.offering.rate_table import IllegalRate, Rate, import_rates, keep_rate
from tests.factories import make_application, make_offer, make_opening

HEAD = "day,currency,into,rate,source\n"
DAY = date(2026, 12, 4)


def rate(worth="1.1", **fields):
    said = {"currency": "EUR", "into": "USD", "day": DAY, "source": "A bank", **fields}
    return Rate(rate=Decimal(worth), **said)


def test_a_second_rate_of_a_day_puts_the_first_right(acme, lead):
    keep_rate(rate(), by=lead)
    row, is_new = keep_rate(rate("1.2"), by=lead)
    assert (row.rate, is_new, ExchangeRate.objects.count()) == (Decimal("1.2"), False, 1)


@pytest.mark.parametrize(
    ("fields", "column"),
    [
        ({"worth": "0"}, "rate"),
        ({"worth": "-1"}, "rate"),
        ({"worth": "NaN"}, "rate"),
        ({"worth": "1e400"}, "rate"),
        ({"worth": "0.123456789"}, "rate"),
        ({"currency": "XXX"}, "currency"),
        ({"into": "EUR"}, "into"),
        ({"source": " "}, "source"),
        ({"source": "x" * 121}, "source"),
    ],
)
def test_a_rate_without_sense_is_refused_by_its_column(acme, lead, fields, column):
    with pytest.raises(IllegalRate) as refusal:
        keep_rate(rate(**fields), by=lead)
    assert refusal.value.column == column


def test_a_file_is_kept_whole_and_again_changes_nothing(acme, lead):
    text = HEAD + "2026-12-04,eur,USD,1.10,A bank\n2026-12-03,EUR,USD,1.05,A bank\n"
    first, second = import_rates(text, by=lead), import_rates(text, by=lead)
    assert (first.created, second.created, second.unchanged) == (2, 0, 2)
    third = import_rates(HEAD + "2026-12-04,EUR,USD,1.11,A bank\n", by=lead)
    assert (third.updated, ExchangeRate.objects.get(day=DAY).rate) == (1, Decimal("1.11"))


def test_a_row_that_is_wrong_is_named_and_nothing_is_kept(acme, lead):
    text = (
        HEAD + "2026-12-04,EUR,USD,1.1,A bank\n4.12.2026,EUR,GBP,0.8,A bank\n"
        "2026-12-04,EUR,ABC,1,A bank\n2026-12-04,EUR,CHF,much,A bank\n"
        "2026-12-04,EUR,USD,1.2,A bank\n"
    )
    report = import_rates(text, by=lead)
    assert [(each.row, each.column) for each in report.refused] == [
        (3, "day"),
        (4, "into"),
        (5, "rate"),
        (6, "day"),
    ]
    assert not ExchangeRate.objects.exists()


@pytest.mark.parametrize("text", ["", "\0", "day;currency\n", HEAD + '"' + "x" * 200_000])
def test_what_is_no_such_file_is_said_so(acme, lead, text):
    assert import_rates(text, by=lead).refused


def offer_in(currency, **fields):
    opening = make_opening(pay_low=28_000_000, pay_high=38_000_000, currency="USD")
    return make_offer(make_application(opening), currency=currency, **fields)


def test_an_offer_is_said_in_the_companys_currency_with_its_rate(acme, lead):
    keep_rate(rate("0.8", currency="USD", into="EUR", day=timezone.localdate()), by=lead)
    home = read_compensation(offer_in("USD")).home
    assert home["first_year"] == "€240,000"
    assert "1 USD = 0.8 EUR" in home["rate"]


def test_without_a_rate_nothing_is_guessed(acme, lead):
    keep_rate(rate("0.8", day=timezone.localdate() + timedelta(days=1)), by=lead)
    assert read_compensation(offer_in("USD")).home["first_year"] == ""
    shown = evidence_for(offer_in("GBP"))
    assert shown["band"] is None
    assert "no rate is known" in shown["outside"]
    assert "no rate from GBP" in shown["sources"][0]["gap"]


@pytest.mark.parametrize(("people", "percentile"), [(FEWEST - 1, None), (10, 50.0)])
def test_a_percentile_comes_of_observations_alone(acme, people, percentile):
    level = Level.objects.get(key="senior")
    said = {"level": level, "region": "US", "currency": "USD", "as_of": date(2026, 9, 1)}
    half, rest = people // 2, people - people // 2
    for pay, number in ((29_000_000, half), (31_000_000, rest)):
        Benchmark.objects.create(low=pay, high=pay, sample_size=number, source="A poll", **said)
    Benchmark.objects.create(
        low=20_000_000, high=40_000_000, sample_size=900, source="A big guide", **said
    )
    sources = {each["source"]: each for each in evidence_for(offer_in("USD"))["sources"]}
    assert sources["A poll, US"]["percentile"] == percentile
    assert sources["A poll, US"]["n"] == people
    assert "percentile" not in sources["A big guide, US"]
    assert sources["A big guide, US"]["n"] == 900


def test_rates_are_kept_imported_and_removed_on_their_page(client_of, acme, lead):
    client = client_of(lead)
    said = {"currency": "EUR", "into": "USD", "rate": "1.1", "day": "2026-12-04", "source": "Bank"}
    client.post("/rates/", said)
    bad = client.post("/rates/", {**said, "rate": "0"})
    assert (bad.status_code, list(bad.context["form"].errors)) == (422, ["rate"])
    upload = SimpleUploadedFile("rates.csv", (HEAD + "soon,EUR,USD,1,Bank\n").encode())
    refused = client.post("/rates/import/", {"file": upload})
    assert (refused.status_code, "Write the day as" in refused.text) == (422, True)
    row = ExchangeRate.objects.get()
    back = client.post(f"/rates/{row.pk}/remove/", follow=True)
    assert back.context["form"].initial["rate"] == "1.1"
    assert not ExchangeRate.objects.exists()


def test_a_file_that_is_no_text_is_refused(client_of, acme, lead):
    upload = SimpleUploadedFile("rates.csv", b"\xff\xfe\x00")
    answer = client_of(lead).post("/rates/import/", {"file": upload})
    assert (answer.status_code, "no text" in answer.text) == (422, True)


def test_the_companys_currency_is_set_beside_them(client_of, acme, lead):
    client_of(lead).post("/rates/currency/", {"currency": "CHF"})
    with outside():
        assert Company.objects.get(pk=acme.pk).currency == "CHF"


@pytest.mark.parametrize("rows", [1, 50])
def test_the_page_costs_the_same_queries_for_any_number_of_rates(
    client_of, acme, lead, rows, django_assert_num_queries
):
    for number in range(rows):
        keep_rate(rate(day=DAY - timedelta(days=number)), by=lead)
    client = client_of(lead)
    with django_assert_num_queries(7):  # path, company, path, session, user; count, rows
        client.get("/rates/")


def test_the_rivals_rates_are_not_ours(acme, globex, lead):
    keep_rate(rate(), by=lead)
    with inside(globex):
        assert not ExchangeRate.objects.exists()
