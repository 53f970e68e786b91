"""Two people answering offers at one moment."""

from config.tenancy.models import Company
from config.tenancy.schemas import inside
from pipeline.models import Application, Offer, Opening
from pipeline.offers import IllegalOffer, accept_offer, extend_offer
from tests.factories import make_application, make_offer, make_opening
from tests.races import at_once


def test_of_two_people_accepting_one_offer_the_second_is_told(own_database):
    assert answers_at_once(offers=1) == ["accepted", "was accepted"]


def test_two_offers_for_one_seat_hire_one_person(own_database):
    assert answers_at_once(offers=2) == ["Every seat", "accepted"]


def answers_at_once(offers):
    """Accept from two threads, one offer each where there are two; return what each was told."""
    acme = Company.objects.get(slug="acme")
    with inside(acme):
        opening = make_opening(headcount=1)
        made = [extend_offer(make_offer(make_application(opening)), by=None) for _ in range(offers)]

    def accept(key):
        try:
            accept_offer(Offer.objects.get(pk=key), by=None)
        except IllegalOffer as refusal:
            return "Every seat" if "Every seat" in str(refusal) else "was accepted"
        return "accepted"

    told = at_once(acme, lambda: accept(made[0].pk), lambda: accept(made[-1].pk))
    with inside(acme):
        assert Application.objects.filter(state="hired").count() == 1
        assert Opening.objects.get().status == "filled"
    return sorted(told)
