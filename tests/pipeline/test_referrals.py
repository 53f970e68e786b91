"""Referrals: somebody enters once, and whoever refers them learns nothing of who is known."""

from datetime import timedelta

import pytest
from django.utils import timezone

from config.accounts.models import User
from config.tenancy.models import Company
from config.tenancy.schemas import inside
from pipeline.models import Application, Candidate, Referral
from pipeline.moves import reject
from pipeline.people.referrals import Introduction, refer
from tests.companies import KEYS
from tests.factories import make_application, make_candidate, make_opening
from tests.races import at_once


@pytest.fixture
def opening(acme, lead):
    return make_opening(by=lead, title="Speech ML")


def said(**changes):
    return Introduction(
        **{
            "name": "Amara Osei",
            "email": "amara@example.com",
            "relation": "We shared a team",
            "words": "She made our search fast.",
            **changes,
        }
    )


# Who enters


def test_who_is_new_enters_as_referred_and_the_clock_starts(opening, interviewer):
    referral = refer(opening, said(), by=interviewer, rule="reply")
    application = referral.application
    assert (application.origin, application.stage.kind) == ("referred", "inbox")
    assert application.first_contact_at is not None
    assert (application.candidate.name, referral.by) == ("Amara Osei", interviewer)
    assert application.candidate.attributes["agreed_to_referral_at"]


def test_a_referral_of_who_runs_in_the_opening_is_attached_and_starts_no_clock(
    opening, interviewer
):
    began = timezone.now() - timedelta(days=5)
    known = make_candidate(email="AMARA@example.com", name="A. Osei")
    application = make_application(opening, candidate=known, first_contact_at=began)
    referral = refer(opening, said(), by=interviewer, rule="reply")
    application.refresh_from_db()
    assert referral.application == application
    assert (application.first_contact_at, application.origin) == (began, "applied")
    assert (Candidate.objects.count(), Application.objects.count()) == (1, 1)
    known.refresh_from_db()
    assert known.name == "A. Osei"


def test_who_is_known_elsewhere_enters_with_one_record(opening, interviewer, recruiter):
    known = make_candidate(email="amara@example.com")
    make_application(make_opening(by=recruiter), candidate=known)
    referral = refer(opening, said(), by=interviewer, rule="reply")
    assert referral.candidate == known
    assert known.applications.count() == 2


def test_who_was_turned_down_enters_anew_and_who_was_hired_does_not(opening, interviewer):
    known = make_candidate(email="amara@example.com")
    rejected = make_application(opening, candidate=known)
    reject(rejected, by=None, reason="Not yet")
    anew = refer(opening, said(), by=interviewer, rule="reply").application
    assert anew != rejected
    Application.objects.filter(pk=anew.pk).update(state="hired")
    again = refer(opening, said(words="Again"), by=interviewer, rule="reply")
    assert again.application == anew
    assert known.applications.count() == 2


def test_a_record_that_was_merged_leads_to_the_one_that_was_kept(opening, interviewer):
    kept = make_candidate(email="other@example.com")
    make_candidate(email="amara@example.com", merged_into=kept)
    assert refer(opening, said(), by=interviewer, rule="reply").candidate == kept


def test_of_several_with_one_address_the_one_who_runs_there_is_meant_then_the_name(
    opening, interviewer, recruiter
):
    named = make_candidate(email="amara@example.com", name="amara osei")
    make_candidate(email="amara@example.com", name="Info")
    assert refer(opening, said(), by=interviewer, rule="reply").candidate == named
    other = make_opening(by=recruiter)
    running = make_candidate(email="amara@example.com", name="Desk")
    make_application(other, candidate=running)
    assert refer(other, said(), by=interviewer, rule="reply").candidate == running


def test_the_same_said_twice_is_one_referral_and_two_colleagues_make_two(
    opening, interviewer, other_interviewer
):
    for by in (interviewer, interviewer, other_interviewer):
        refer(opening, said(), by=by, rule="reply")
    assert Referral.objects.count() == 2
    assert Application.objects.count() == 1


def test_two_who_refer_one_stranger_at_once_start_one_clock(own_database):
    acme = Company.objects.get(slug="acme")
    with inside(acme):
        opening = make_opening()
        people = [User.objects.get(pk=KEYS[who]) for who in ("interviewer", "lead")]

    def speak(by):
        return refer(opening, said(), by=by, rule="reply").application_id

    first, second = at_once(acme, *[lambda by=by: speak(by) for by in people])
    assert first == second
    with inside(acme):
        assert (Candidate.objects.count(), Referral.objects.count()) == (1, 2)
