"""A candidate answers while somebody else does something about the same offer."""

import pytest

from config.tenancy.models import Company
from config.tenancy.schemas import inside
from pipeline.models import Application, Message, Offer
from pipeline.offering.answering import accept_as_candidate, decline_as_candidate
from pipeline.offers import (
    IllegalOffer,
    NoSeatLeft,
    Signed,
    StaleOffer,
    extend_offer,
    take_back_offer,
)
from tests.factories import make_application, make_offer, make_opening
from tests.races import at_once

SIGNED = Signed("Ada Osei", "203.0.113.9")


@pytest.fixture
def acme(own_database):
    return Company.objects.get(slug="acme")


def extended(acme, offers=1):
    with inside(acme):
        opening = make_opening()
        drafts = [make_offer(make_application(opening)) for _ in range(offers)]
        return [extend_offer(draft, by=None, letter=False) for draft in drafts]


def accept(offer):
    return accept_as_candidate(Offer.objects.get(pk=offer.pk), SIGNED, version=offer.version)


def test_an_acceptance_and_a_taking_back_leave_one_of_the_two(acme):
    (offer,) = extended(acme)

    def take_back():
        return take_back_offer(Offer.objects.get(pk=offer.pk), by=None)

    told = at_once(acme, lambda: accept(offer), take_back)
    refused = [each for each in told if isinstance(each, Exception)]
    assert len(refused) == 1
    assert isinstance(refused[0], (IllegalOffer, StaleOffer))
    with inside(acme):
        is_hired = Application.objects.get().state == "hired"
        assert (Offer.objects.get().status == "accepted") == is_hired


def test_of_an_acceptance_and_a_decline_the_first_holds(acme):
    (offer,) = extended(acme)

    def decline():
        row = Offer.objects.get(pk=offer.pk)
        return decline_as_candidate(row, SIGNED, "Pay", version=offer.version)

    told = at_once(acme, lambda: accept(offer), decline)
    assert [type(each) for each in told if isinstance(each, Exception)] == [StaleOffer]
    with inside(acme):
        assert Offer.objects.get().status in ("accepted", "declined")
        assert Message.objects.filter(kind="offer").count() == 2


def test_two_acceptances_of_one_offer_hire_once_and_confirm_once(acme):
    (offer,) = extended(acme)
    told = at_once(acme, lambda: accept(offer), lambda: accept(offer))
    assert [type(each) for each in told if isinstance(each, Exception)] == [StaleOffer]
    with inside(acme):
        assert Message.objects.filter(kind="offer", subject__contains="welcome").count() == 1


def test_two_acceptances_for_one_seat_hire_one_and_leave_the_other_open(acme):
    first, second = extended(acme, offers=2)
    told = at_once(acme, lambda: accept(first), lambda: accept(second))
    assert [type(each) for each in told if isinstance(each, Exception)] == [NoSeatLeft]
    with inside(acme):
        statuses = sorted(Offer.objects.values_list("status", flat=True))
        assert statuses == ["accepted", "extended"]
