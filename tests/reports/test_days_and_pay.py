"""Days used against position in the pay range."""

from datetime import timedelta

import pytest
from django.utils import timezone

from pipeline.models import Benchmark, Offer
from pipeline.offers import decline_offer, extend_offer, revise_offer
from reports.at_risk import read_openings
from reports.days_and_pay import read_days_and_pay
from reports.scopes import scope_of
from tests.factories import make_application, make_offer, offer_terms
from tests.reports.histories import make_ungated_opening

LOW, HIGH = 28_000_000, 38_000_000  # what the starter content publishes for senior


@pytest.fixture
def opening(acme, recruiter):
    return make_ungated_opening(by=recruiter, pay_low=LOW, pay_high=HIGH)


@pytest.fixture
def application(opening):
    return make_application(opening, first_contact_at=timezone.now() - timedelta(days=4))


def read(acme):
    scope = scope_of(acme)
    return read_days_and_pay(scope, read_openings(scope))


def offers(pay):
    return [each for each in pay.placed if each.is_offer]


def test_a_draft_stands_at_today_and_at_its_place_in_the_range(acme, application):
    make_offer(application, base=30_500_000)
    (offer,) = offers(read(acme))
    assert (offer.days, offer.position, offer.is_draft) == (5, 0.25, True)


def test_an_extended_offer_stands_where_the_clock_stopped(acme, application):
    extend_offer(make_offer(application), by=None)
    application.refresh_from_db()
    application.offered_at = application.first_contact_at + timedelta(days=1)
    application.save()
    (offer,) = offers(read(acme))
    assert (offer.days, offer.is_draft) == (2, False)


def test_the_latest_terms_count(acme, application):
    offer = make_offer(application, base=LOW)
    revise_offer(offer, by=None, **offer_terms(base=HIGH))
    assert [each.position for each in offers(read(acme))] == [1.0]


def test_a_closed_offer_is_not_shown(acme, application):
    decline_offer(extend_offer(make_offer(application), by=None), by=None, reason="Pay")
    assert offers(read(acme)) == []


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"pay_low": None, "pay_high": None}, "no pay range"),
        ({"currency": "EUR"}, "in USD"),
        ({"pay_high": LOW}, "no width"),
    ],
)
def test_what_cannot_be_placed_says_why(acme, application, opening, change, why):
    make_offer(application)
    type(opening).objects.filter(pk=opening.pk).update(**change)
    pay = read(acme)
    assert offers(pay) == []
    assert any(why in each.why and each.label == application.candidate.name
               for each in pay.not_placed)  # fmt: skip


def test_an_offer_without_a_clock_is_not_placed(acme, application):
    make_offer(application)
    type(application).objects.update(first_contact_at=None)
    assert "first contact is not known" in next(each.why for each in read(acme).not_placed)


def test_an_opening_stands_by_its_middle_in_what_is_published(acme, application, opening):
    type(opening).objects.update(pay_low=LOW + 2_000_000, pay_high=HIGH)
    published = Benchmark.objects.get(level=opening.level)
    specialization = opening.specialization
    assert (published.low, published.high) == (LOW, HIGH)
    assert specialization.premium_high_percent == 0
    (placed,) = read(acme).placed
    assert (placed.days, placed.position) == (5, 0.6)


def test_an_offer_without_terms_is_counted_with_its_opening(acme, application):
    Offer.objects.create(application=application, status="extended", extended_at=timezone.now())
    (now,) = read_openings(scope_of(acme))
    assert now.without_terms == 1
    assert offers(read(acme)) == []
