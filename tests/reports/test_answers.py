"""What candidates said to offers, and the rows behind each number."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.utils import timezone

from pipeline.models import Offer
from pipeline.offers import accept_offer, decline_offer, extend_offer
from reports.answers import OTHER, declined_for, read_answers
from reports.scopes import scope_of
from tests.factories import make_application, make_offer, make_opening


@pytest.fixture
def opening(acme, recruiter):
    return make_opening(by=recruiter, headcount=9)


def extended(opening, *, days_ago=0):
    began = timezone.now() - timedelta(days=days_ago)
    application = make_application(opening, first_contact_at=began)
    return extend_offer(make_offer(application), by=None, letter=False)


def decline(opening, reason):
    return decline_offer(extended(opening), by=None, reason=reason)


def test_reasons_are_counted_by_the_companys_list_and_the_rest_apart(acme, recruiter, opening):
    for reason in ("Pay", "Pay: below what I have", "Scope of the role", "My cat", "Payment"):
        decline(opening, reason)
    answers = read_answers(scope_of(acme, user=recruiter))
    assert {why.reason: why.people for why in answers.why} == {
        "Pay": 2,
        OTHER: 2,
        "Scope of the role": 1,
    }
    assert answers.declined == 5


def test_each_number_opens_just_the_people_it_counts(acme, recruiter, opening, client_of):
    decline(opening, "Pay: too low")
    decline(opening, "My cat")
    scope = scope_of(acme, user=recruiter)
    for why in read_answers(scope).why:
        behind = declined_for(scope, why.reason)
        assert behind.count() == why.people
        page = client_of(recruiter).get(why.href)
        (row,) = page.context["rows"]
        assert row.application == behind.get()


def test_who_declined_twice_is_one_person(acme, recruiter, opening):
    offer = decline(opening, "Pay")
    again = make_offer(offer.application)
    decline_offer(extend_offer(again, by=None, letter=False), by=None, reason="Pay")
    answers = read_answers(scope_of(acme, user=recruiter))
    assert [(why.people, why.share.n) for why in answers.why] == [(1, 1)]


def test_days_to_acceptance_count_as_the_clock_does(acme, recruiter, opening):
    for days_ago in (0, 4):
        accept_offer(extended(opening, days_ago=days_ago), by=None)
    unknown = accept_offer(extended(opening), by=None)
    unknown.application.first_contact_at = None
    unknown.application.save(update_fields=["first_contact_at"])
    answers = read_answers(scope_of(acme, user=recruiter))
    assert (answers.accepted, answers.to_acceptance.n) == (3, 2)
    assert answers.to_acceptance.median == 3


def test_a_lead_counts_only_the_openings_of_their_teams(acme, lead, recruiter, opening):
    decline(opening, "Pay")
    assert read_answers(scope_of(acme, user=lead)).declined == 0


@pytest.mark.parametrize("reason", ["%00", "x" * 121, quote("'; --")])
def test_an_odd_reason_in_the_address_counts_nobody(client_of, recruiter, opening, reason):
    answer = client_of(recruiter).get(f"/reports/rows/?what=declined&reason={reason}")
    assert answer.status_code in (200, 404)
    assert not Offer.objects.filter(status="declined").exists()
