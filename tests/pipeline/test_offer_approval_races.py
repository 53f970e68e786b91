"""Approving an offer while somebody changes it."""

import pytest

from config.accounts.models import User
from config.tenancy.models import Company
from config.tenancy.schemas import inside
from pipeline.models import Offer, OfferApproval
from pipeline.offering.approving import ask_for_approval, decide_approval, missing_steps
from pipeline.offering.chain_writing import write_chain
from pipeline.offering.chains import Place
from pipeline.offering.refusals import UnapprovedOffer
from pipeline.offers import IllegalOffer, StaleOffer, extend_offer, revise_offer
from tests.companies import KEYS
from tests.factories import make_application, make_offer, make_opening, offer_terms
from tests.races import at_once


@pytest.fixture
def acme(own_database):
    return Company.objects.get(slug="acme")


def asked_offer():
    """An offer that waits for the word of a lead; return it, the approval and both people."""
    recruiter, lead = (User.objects.get(pk=KEYS[who]) for who in ("recruiter", "lead"))
    write_chain(None, [Place(person=lead.pk)], by=lead)
    offer = make_offer(make_application(make_opening(by=recruiter)), by=recruiter)
    (approval,) = ask_for_approval(offer, by=recruiter)
    return offer.pk, approval.pk, recruiter, lead


def test_whoever_is_first_no_word_stands_on_terms_that_were_not_read(acme):
    with inside(acme):
        key, approval, recruiter, lead = asked_offer()

    def approve():
        row = OfferApproval.objects.get(pk=approval)
        return decide_approval(row, "approved", by=lead, version=1)

    def revise():
        return revise_offer(Offer.objects.get(pk=key), by=recruiter, **offer_terms(base=1_00))

    word, revised = at_once(acme, approve, revise)
    assert isinstance(revised, Offer)
    assert isinstance(word, (OfferApproval, StaleOffer))
    with inside(acme):
        offer = Offer.objects.get(pk=key)
        assert len(missing_steps(offer)) == 1
        with pytest.raises(UnapprovedOffer):
            extend_offer(offer, by=recruiter)


def test_of_two_words_at_one_step_one_is_given(acme):
    with inside(acme):
        _, approval, _, lead = asked_offer()

    def decide(word):
        row = OfferApproval.objects.get(pk=approval)
        return decide_approval(row, word, by=lead, note="Because.")

    told = at_once(acme, lambda: decide("approved"), lambda: decide("declined"))
    assert sorted(type(each) for each in told if isinstance(each, Exception)) == [IllegalOffer]


def test_asking_at_once_asks_one_step_once(acme):
    with inside(acme):
        key, approval, recruiter, _ = asked_offer()
        OfferApproval.objects.filter(pk=approval).delete()

    def ask():
        return ask_for_approval(Offer.objects.get(pk=key), by=recruiter)

    told = at_once(acme, ask, ask)
    assert sorted(len(each) for each in told) == [0, 1]
    with inside(acme):
        assert OfferApproval.objects.count() == 1
