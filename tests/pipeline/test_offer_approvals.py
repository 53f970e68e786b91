"""Approvals of offers: who is asked when, whose word counts, and what makes it void."""

from datetime import timedelta

import pytest

from config.records.models import OutboxMessage
from pipeline.models import Membership, Notice, OfferApproval
from pipeline.models.offer_rules import OfferDecision
from pipeline.offer_chronicle import offers_waiting
from pipeline.offering.approving import (
    ask_for_approval,
    decide_approval,
    missing_steps,
    standing_words,
)
from pipeline.offering.chain_writing import write_chain
from pipeline.offering.chains import Place
from pipeline.offering.refusals import UnapprovedOffer
from pipeline.offering.terms import FIELDS
from pipeline.offering.waiting import offer_approvals_waiting
from pipeline.offers import IllegalOffer, StaleOffer, extend_offer, revise_offer, today
from tests.factories import make_application, make_offer, make_opening, offer_terms

RECRUITER, LEAD, ADMIN = Place(role="recruiter"), Place(role="hiring_lead"), Place(role="admin")
OUTSIDE = Place(role="admin", is_for_outside=True)
LOW, HIGH = 28_000_000, 38_000_000


@pytest.fixture
def opening(acme, recruiter, lead):
    opening = make_opening(by=recruiter, pay_low=LOW, pay_high=HIGH, currency="USD")
    opening.stages.update(gate="none")
    Membership.objects.create(opening=opening, user=lead)
    return opening


@pytest.fixture
def offer(opening, recruiter):
    return make_offer(make_application(opening, by=recruiter), by=recruiter)


def chain(*places, by, opening=None):
    return write_chain(opening, places, by=by)


def asked(offer):
    """The step that is asked now."""
    return next(row for row in standing_words(offer) if row.decision == OfferDecision.ASKED)


def approve(offer, by):
    return decide_approval(asked(offer), "approved", by=by)


def test_without_a_chain_an_offer_goes_out_unasked(offer, recruiter):
    assert extend_offer(offer, by=recruiter).status == "extended"


def test_the_next_is_asked_when_the_one_before_has_approved(offer, lead, admin, recruiter):
    chain(LEAD, ADMIN, by=lead)
    ask_for_approval(offer, by=recruiter)
    assert [row.role for row in standing_words(offer)] == ["hiring_lead"]
    approve(offer, lead)
    assert [(row.role, row.decision) for row in standing_words(offer)] == [
        ("hiring_lead", "approved"),
        ("admin", "asked"),
    ]
    with pytest.raises(UnapprovedOffer, match="waits for the approval of an admin"):
        extend_offer(offer, by=recruiter)
    approve(offer, admin)
    assert extend_offer(offer, by=recruiter).status == "extended"


def test_an_offer_that_nobody_was_asked_about_does_not_go_out(offer, lead, recruiter):
    chain(LEAD, by=lead)
    with pytest.raises(UnapprovedOffer, match="needs the approval of a hiring lead"):
        extend_offer(offer, by=recruiter)
    offer.refresh_from_db()
    assert offer.status == "draft"


@pytest.mark.parametrize(("base", "is_asked"), [(HIGH, False), (HIGH + 1, True), (LOW - 1, True)])
def test_the_further_approver_is_asked_only_outside_the_band(
    offer, lead, recruiter, base, is_asked
):
    chain(LEAD, OUTSIDE, by=lead)
    revise_offer(offer, by=recruiter, **offer_terms(base=base))
    ask_for_approval(offer, by=recruiter)
    approve(offer, lead)
    assert [step.role for step in missing_steps(offer)] == (["admin"] if is_asked else [])


def test_an_offer_that_nothing_shows_to_be_inside_counts_as_outside(offer, lead, recruiter):
    chain(OUTSIDE, by=lead)
    revise_offer(offer, by=recruiter, **offer_terms(currency="CHF"))
    assert missing_steps(offer)


def test_a_band_that_moves_after_the_words_asks_the_further_approver(offer, lead, recruiter):
    chain(LEAD, OUTSIDE, by=lead)
    ask_for_approval(offer, by=recruiter)
    approve(offer, lead)
    offer.application.opening.pay_high = LOW + 1
    offer.application.opening.save()
    with pytest.raises(UnapprovedOffer, match="an admin"):
        extend_offer(offer, by=recruiter)


def test_an_openings_own_chain_stands_in_the_place_of_the_companys(offer, opening, lead, admin):
    chain(ADMIN, by=admin)
    chain(LEAD, by=lead, opening=opening)
    assert [step.role for step in missing_steps(offer)] == ["hiring_lead"]


def changed(name, terms):
    """Another value of one of the terms."""
    values = {
        "currency": "EUR",
        "starts_on": today() + timedelta(days=60),
        "expires_on": terms["expires_on"] + timedelta(days=1),
        "note": "Ask about the notice period.",
        "equity_years": 3,
        "cliff_months": 6,
    }
    return terms | {name: values[name] if name in values else terms.get(name, 0) + 100}


@pytest.mark.parametrize("name", FIELDS)
def test_a_change_voids_approvals_just_where_the_table_says_so(offer, lead, admin, recruiter, name):
    chain(LEAD, ADMIN, by=lead)
    ask_for_approval(offer, by=recruiter)
    first = approve(offer, lead)
    approve(offer, admin)
    revise_offer(offer, by=recruiter, **changed(name, offer_terms()))
    first.refresh_from_db()
    if not FIELDS[name].voids:
        assert (first.decision, missing_steps(offer)) == ("approved", [])
        assert extend_offer(offer, by=recruiter).status == "extended"
        return
    assert (first.decision, first.evidence["said"]) == ("void", "approved")
    assert (asked(offer).role, asked(offer).version.number) == ("hiring_lead", 2)
    with pytest.raises(UnapprovedOffer):
        extend_offer(offer, by=recruiter)


def test_nobody_approves_what_they_wrote_while_somebody_else_could(offer, recruiter, lead, admin):
    lead.roles = [*lead.roles, "recruiter"]
    lead.save()
    chain(RECRUITER, by=lead)
    ask_for_approval(offer, by=recruiter)
    with pytest.raises(IllegalOffer, match="somebody else"):
        approve(offer, recruiter)
    approve(offer, lead)
    assert missing_steps(offer) == []


def test_who_alone_holds_the_role_may_and_it_is_said(offer, recruiter, lead):
    chain(RECRUITER, by=lead)
    ask_for_approval(offer, by=lead)
    word = approve(offer, recruiter)
    assert word.evidence["is_own"] is True


def test_a_named_person_who_wrote_the_offer_is_stood_in_for(offer, recruiter, lead, admin):
    lead.roles = [*lead.roles, "recruiter"]
    lead.save()
    chain(Place(person=recruiter.pk), by=lead)
    ask_for_approval(offer, by=recruiter)
    with pytest.raises(IllegalOffer, match="somebody else"):
        approve(offer, recruiter)
    approve(offer, lead)


def test_two_steps_are_two_people(offer, recruiter, lead, admin):
    admin.roles = [*admin.roles, "hiring_lead"]
    admin.save()
    Membership.objects.create(opening=offer.application.opening, user=admin)
    lead.roles = [*lead.roles, "admin"]
    lead.save()
    chain(LEAD, ADMIN, by=lead)
    ask_for_approval(offer, by=recruiter)
    approve(offer, lead)
    with pytest.raises(IllegalOffer, match="somebody else"):
        approve(offer, lead)
    approve(offer, admin)


def test_a_decline_needs_words_and_stops_the_chain(offer, lead, admin, recruiter):
    chain(LEAD, ADMIN, by=lead)
    ask_for_approval(offer, by=recruiter)
    row = asked(offer)
    with pytest.raises(IllegalOffer, match="what would have to change"):
        decide_approval(row, "declined", by=lead, note=" ")
    decide_approval(row, "declined", by=lead, note="Too far above the others.")
    with pytest.raises(UnapprovedOffer, match="has declined"):
        extend_offer(offer, by=recruiter)
    assert "Too far above" in Notice.objects.get(person=recruiter).sentence
    ask_for_approval(offer, by=recruiter)
    assert asked(offer).role == "hiring_lead"


def test_an_approver_is_told_by_notice_mail_and_today(acme, offer, lead, recruiter):
    chain(LEAD, by=lead)
    ask_for_approval(offer, by=recruiter)
    notice = Notice.objects.get(person=lead)
    assert notice.mailed_at
    assert OutboxMessage.objects.get().to == lead.email
    (item,) = offer_approvals_waiting(lead, acme)
    assert (item.href, item.holds_others_up) == (notice.href, True)
    assert list(offer_approvals_waiting(recruiter, acme)) == []
    assert list(offers_waiting(recruiter, acme)) == []
    assert offer.application.candidate.name not in notice.sentence


def test_asking_twice_asks_nobody_twice(offer, lead, recruiter):
    chain(LEAD, by=lead)
    ask_for_approval(offer, by=recruiter)
    assert ask_for_approval(offer, by=recruiter) == []
    assert OfferApproval.objects.count() == 1


def test_a_new_chain_lets_words_stand_and_asks_who_is_new(offer, lead, admin, recruiter):
    chain(LEAD, RECRUITER, by=lead)
    ask_for_approval(offer, by=recruiter)
    approve(offer, lead)
    chain(LEAD, ADMIN, by=lead)
    assert [(row.role, row.decision) for row in standing_words(offer)] == [
        ("hiring_lead", "approved"),
        ("admin", "asked"),
    ]


def test_a_word_on_terms_that_changed_meanwhile_is_not_taken(offer, lead, recruiter):
    chain(LEAD, by=lead)
    ask_for_approval(offer, by=recruiter)
    row, version = asked(offer), offer.version
    revise_offer(offer, by=recruiter, **offer_terms(base=LOW))
    with pytest.raises(StaleOffer):
        decide_approval(row, "approved", by=lead, version=version)
    with pytest.raises(IllegalOffer, match="has changed since"):
        decide_approval(row, "approved", by=lead)


def test_what_was_shown_is_kept_beside_the_word(offer, lead, recruiter):
    chain(LEAD, by=lead)
    ask_for_approval(offer, by=recruiter)
    shown = approve(offer, lead).evidence
    assert (shown["version"], shown["base"]) == (1, "$300,000")
    assert shown["band"]["compa_ratio"] == round(300 / 330, 4)
    assert shown["band"]["penetration"] == 0.2
    (source,) = shown["sources"]
    assert source["n"] is None
    assert "percentile" not in source


@pytest.mark.parametrize(
    ("places", "sentence"),
    [
        ([LEAD, LEAD], "once"),
        ([Place()], "person or a role"),
        ([Place(role="interviewer")], "does not see pay"),
    ],
)
def test_a_chain_that_could_not_be_followed_is_not_kept(acme, lead, places, sentence):
    with pytest.raises(IllegalOffer, match=sentence):
        chain(*places, by=lead)


def test_an_interviewer_stands_in_no_chain(acme, lead, interviewer):
    with pytest.raises(IllegalOffer, match="cannot approve"):
        chain(Place(person=interviewer.pk), by=lead)
