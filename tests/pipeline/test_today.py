from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from panels.models import PanelSeat
from pipeline.approvals import ask_approver
from pipeline.decisions_due import MOST_ITEMS, decisions_due
from pipeline.models import Membership, Opening
from pipeline.moves import reject
from pipeline.queue import queue_of
from tests.factories import make_application, make_opening, postpone_reviews

ROLES = ["admin", "recruiter", "lead", "interviewer"]


@pytest.fixture
def opening(acme, recruiter):
    return make_opening(by=recruiter)


def ago(**span):
    return timezone.now() - timedelta(**span)


def due(user, company):
    return [item.application for item in decisions_due(user, company)]


@pytest.mark.parametrize(("days", "is_due"), [(1, False), (3, True)])
def test_who_lies_in_the_inbox_waits_for_a_look(acme, opening, recruiter, days, is_due):
    row = make_application(opening, first_contact_at=ago(days=days))
    assert due(recruiter, acme) == ([row] if is_due else [])


@pytest.mark.parametrize(("days", "is_due"), [(9, False), (12, True), (30, True)])
def test_a_clock_that_runs_out_waits_for_a_decision(acme, opening, recruiter, days, is_due):
    row = make_application(opening, stage="technical", first_contact_at=ago(days=days))
    assert due(recruiter, acme) == ([row] if is_due else [])


def test_whoever_waits_for_a_scorecard_is_no_decision_yet(acme, opening, recruiter, interviewer):
    row = make_application(opening, stage="technical", first_contact_at=ago(days=12))
    PanelSeat.objects.create(stage=row.stage, interviewer=interviewer)
    [item] = decisions_due(recruiter, acme)
    assert item.what == f"Technical · waiting: scorecard of {interviewer.name}"


def test_each_opening_has_its_own_clock(acme, recruiter):
    slow = make_opening(by=recruiter, clock_days=40)
    make_application(slow, stage="technical", first_contact_at=ago(days=30))
    assert due(recruiter, acme) == []


def test_nobody_waits_who_has_an_offer_or_is_gone(acme, opening, recruiter):
    offered, gone = [
        make_application(opening, stage="offer", first_contact_at=ago(days=13)) for _ in range(2)
    ]
    offered.offered_at = timezone.now()
    offered.save()
    reject(gone, by=recruiter, reason="No")
    assert due(recruiter, acme) == []


@pytest.mark.parametrize("status", ["draft", "paused", "filled", "closed"])
def test_what_lies_in_an_opening_that_does_not_run_can_wait(acme, opening, recruiter, status):
    make_application(opening, first_contact_at=ago(days=13))
    Opening.objects.update(status=status)
    assert due(recruiter, acme) == []


def test_a_hiring_lead_is_asked_about_their_teams_only(acme, opening, lead):
    row = make_application(opening, first_contact_at=ago(days=13))
    assert due(lead, acme) == []
    Membership.objects.create(opening=opening, user=lead)
    assert due(lead, acme) == [row]


@pytest.mark.parametrize("role", ["admin", "interviewer", "outsider"])
def test_who_moves_nobody_is_asked_for_no_decision(request, acme, opening, role):
    make_application(opening, first_contact_at=ago(days=13))
    assert due(request.getfixturevalue(role), acme) == []


def test_the_most_urgent_come_first_and_the_queue_is_bounded(
    acme, opening, recruiter, django_assert_num_queries
):
    rows = [
        make_application(opening, first_contact_at=ago(days=14 + number))
        for number in range(MOST_ITEMS + 2)
    ]
    with django_assert_num_queries(1):
        items = list(decisions_due(recruiter, acme))
    assert [item.application for item in items] == rows[:1:-1]
    days_left = [item.days_left for item in queue_of(recruiter, acme)]
    assert days_left == sorted(days_left)
    assert days_left[0] < days_left[-1] < 0


def test_a_word_that_others_wait_for_stands_before_every_clock(acme, opening, recruiter, lead):
    make_application(opening, first_contact_at=ago(days=20))
    draft = make_opening(by=lead, title="Waiting engineer", status="draft")
    ask_approver(draft, recruiter, by=lead)
    first, *others = queue_of(recruiter, acme)
    assert first.opening == "Waiting engineer"
    assert [item.days_left for item in others] == [-7]


@pytest.mark.parametrize("cards", [1, 50])
def test_the_page_costs_the_same_for_any_number_of_things_to_do(
    opening, recruiter, client_of, django_assert_num_queries, cards
):
    for _ in range(cards):
        make_application(opening, first_contact_at=ago(days=13))
    client = client_of(recruiter)
    with django_assert_num_queries(16):
        # SET, company, SET, session, user; decisions, approvals, offers, referrals, scorecards,
        # inboxes, reviews;
        # stays, holds, openings, their counts
        page = client.get("/").content.decode()
    assert page.count('class="strip"') == cards


@pytest.mark.parametrize("role", ROLES)
def test_everyone_has_a_first_page_that_says_what_to_do(request, opening, client_of, role):
    postpone_reviews()
    response = client_of(request.getfixturevalue(role)).get(reverse("pipeline:today"))
    assert response.status_code == 200
    assert 'class="empty"' in response.content.decode()


def test_who_holds_no_role_has_no_first_page(outsider, client_of):
    assert client_of(outsider).get(reverse("pipeline:today")).status_code == 403


def test_an_interviewer_reads_of_no_opening(opening, interviewer, client_of):
    Membership.objects.create(opening=opening, user=interviewer)
    page = client_of(interviewer).get("/").content.decode()
    assert opening.title not in page


def test_ones_openings_say_how_many_are_late(opening, recruiter, client_of):
    make_application(opening, first_contact_at=ago(days=20))
    make_application(opening)
    page = client_of(recruiter).get("/").content.decode()
    board = reverse("pipeline:board", args=[opening.pk])
    assert f'<a class="bad" href="{board}?late=1">1</a>' in page
