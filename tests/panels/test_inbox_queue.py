"""Who is in an inbox, in which order, and how they are marked."""

import pytest
from django.urls import reverse
from django.utils import timezone

from panels.inbox.marks import marks_of
from panels.inbox.reviewing import (
    InboxSieve,
    inboxes_of,
    next_of,
    read_queue,
    seen_in,
    sift,
    wait_in,
    waiting_as,
)
from pipeline.models import Application, Referral, TwinSuggestion, TwoPeople
from pipeline.moves import move, reject
from tests.factories import make_application, make_candidate, make_opening, stage_of
from tests.panels.cards import submitted
from tests.panels.inboxes import make_applicant, seat_reviewer

NOBODY = {"first_contact_at": None, "origin": "sourced"}


def inbox_of(opening, user):
    return inboxes_of(user).get(pk=opening.pk)


def names_in(opening, user, **sieve):
    waiting = wait_in(inbox_of(opening, user), user)
    names = dict(Application.objects.values_list("pk", "candidate__name"))
    return [names[row.key] for row in sift(waiting, InboxSieve(**sieve), user)]


def seen(application, user):
    return seen_in(inbox_of(application.opening, user), user).get(pk=application.pk)


def twins(one, other):
    first, second = sorted((one, other), key=lambda row: row.pk)
    TwinSuggestion.objects.create(first=first, second=second, reasons=["email"], likeness=0.9)
    return first, second


@pytest.fixture
def reviewer(opening, interviewer, criteria, lead):
    seat_reviewer(opening, interviewer, criteria, by=lead)
    return interviewer


def test_referrals_come_first_then_who_waits_longest_and_last_who_has_no_clock(opening, recruiter):
    make_application(opening, candidate=make_candidate(name="No clock"), **NOBODY)
    for name, days in (("New", 1), ("Old", 9), ("Spoken for", 2)):
        make_applicant(opening, days=days, name=name)
    spoken = Application.objects.get(candidate__name="Spoken for")
    Referral.objects.create(candidate=spoken.candidate, by=recruiter)
    make_applicant(opening, days=1, name="Sent by a friend", origin="referred")
    expected = ["Spoken for", "Sent by a friend", "Old", "New", "No clock"]
    assert names_in(opening, recruiter) == expected


def test_a_referral_for_another_application_counts_nothing(opening, recruiter):
    application = make_applicant(opening)
    other = make_application(make_opening(by=recruiter), candidate=application.candidate)
    Referral.objects.create(candidate=application.candidate, application=other, by=recruiter)
    assert names_in(opening, recruiter, referred=True) == []


def test_each_is_followed_by_the_next_and_the_last_by_the_first(opening, recruiter):
    for name, days in (("A", 9), ("B", 5), ("C", 1)):
        make_applicant(opening, days=days, name=name)
    make_application(opening, candidate=make_candidate(name="D"), **NOBODY)
    rows = wait_in(inbox_of(opening, recruiter), recruiter)
    keys = [row.key for row in rows]
    assert [next_of(rows, row) for row in rows] == [*keys[1:], keys[0]]
    assert next_of([], rows[0]) is None


def test_the_place_counts_and_is_none_for_who_is_sifted_out(
    acme, opening, reviewer, recruiter, criteria
):
    rows = [make_applicant(opening, days=days) for days in (9, 5, 1)]

    def read(row, **sieve):
        waiting = wait_in(inbox_of(opening, reviewer), reviewer)
        sifted = sift(waiting, InboxSieve(**sieve), reviewer)
        here = waiting_as(seen(row, reviewer))
        return read_queue(waiting, sifted, here, reviewer, acme, timezone.now())

    assert [read(row).place for row in rows] == [1, 2, 3]
    submitted(rows[1], reviewer, criteria)
    mine = read(rows[1], mine=True)
    assert (mine.place, mine.number, mine.n_mine, mine.n_all) == (None, 2, 2, 3)
    assert (mine.previous, mine.next) == (rows[0].pk, rows[2].pk)


def test_mine_are_those_whose_card_is_not_in(opening, reviewer, criteria):
    one, other = make_applicant(opening, name="One"), make_applicant(opening, name="Other")
    submitted(one, reviewer, criteria)
    assert names_in(opening, reviewer, mine=True) == [other.candidate.name]
    assert len(names_in(opening, reviewer)) == 2


def test_flagged_answers_are_found(opening, recruiter):
    make_applicant(opening, name="Plain")
    make_applicant(opening, name="Flagged", flag="No permit")
    assert names_in(opening, recruiter, flagged=True) == ["Flagged"]


def test_who_left_the_inbox_is_not_in_it(opening, recruiter):
    gone, turned_down = make_applicant(opening), make_applicant(opening)
    move(gone, stage_of(opening, "screen"), by=recruiter)
    reject(turned_down, by=recruiter, reason="No.")
    assert names_in(opening, recruiter) == []


def test_an_earlier_application_says_how_far_it_came(opening, recruiter):
    past = make_opening(by=recruiter, title="Data engineer")
    past.stages.update(gate="none")
    earlier = make_application(past, by=recruiter, stage="technical")
    reject(earlier, by=recruiter, reason="Below the bar")
    again = make_applicant(opening, candidate=earlier.candidate)
    marks = marks_of(seen(again, recruiter), recruiter)
    [found] = marks.earlier
    reached = stage_of(past, "technical").name
    assert (found.opening, found.furthest, found.outcome) == ("Data engineer", reached, "Rejected")
    assert found.other_name == ""
    assert names_in(opening, recruiter, earlier=True) == [again.candidate.name]


def test_one_who_may_be_the_same_person_counts_until_somebody_says_they_are_two(opening, recruiter):
    past = make_application(make_opening(by=recruiter), candidate=make_candidate(name="A. Osei"))
    now = make_applicant(opening, name="Ada Osei")
    first, second = twins(past.candidate, now.candidate)
    assert [row.other_name for row in marks_of(seen(now, recruiter), recruiter).earlier] == [
        "A. Osei"
    ]
    assert names_in(opening, recruiter, earlier=True) == ["Ada Osei"]
    TwoPeople.objects.create(first=first, second=second, by=recruiter)
    assert marks_of(seen(now, recruiter), recruiter).earlier == []
    assert names_in(opening, recruiter, earlier=True) == []


def test_nobody_learns_of_an_application_they_may_not_see(opening, recruiter, lead, reviewer):
    hidden = make_opening(by=recruiter, title="Secret role")
    past = make_application(hidden)
    again = make_applicant(opening, candidate=past.candidate)
    for user in (lead, reviewer):
        assert not marks_of(seen(again, user), user).is_earlier
        assert names_in(opening, user, earlier=True) == []
    assert marks_of(seen(again, recruiter), recruiter).is_earlier


def test_the_inboxes_are_those_one_manages_or_rates(
    opening, recruiter, lead, reviewer, other_interviewer, admin
):
    other = make_opening(by=recruiter)
    assert set(inboxes_of(recruiter)) == {opening, other}
    assert set(inboxes_of(lead)) == {opening}
    assert list(inboxes_of(reviewer)) == [opening]
    assert not inboxes_of(other_interviewer)
    assert not inboxes_of(admin)


def test_flags_and_answers_are_for_those_who_manage_the_opening(client_of, opening, reviewer, lead):
    make_applicant(opening, flag="No permit")
    url = reverse("panels:inbox", args=[opening.pk])
    for user, is_shown in ((lead, True), (reviewer, False)):
        page = client_of(user).get(url).content.decode()
        assert ("No permit" in page) == is_shown
        assert ("With a flagged answer" in page) == is_shown


@pytest.mark.parametrize("others", [0, 49])
@pytest.mark.parametrize("name", ["inbox", "applicant_sheet"])
def test_the_inbox_costs_the_same_queries_for_any_number(
    client_of, opening, reviewer, name, others, django_assert_num_queries
):
    first = make_applicant(opening, days=30, flag="No permit")
    for _ in range(others):
        make_applicant(opening, flag="No permit")
    args = [opening.pk] if name == "inbox" else [opening.pk, first.pk]
    client = client_of(reviewer)
    # Tenant, session, user 5; opening, inbox, seat 3; order, applicant 2; those beside 5;
    # papers 4; marks 3; clock 2; the card: seat, pin and wording 5, what its kit lists 7.
    with django_assert_num_queries(36):
        client.get(reverse(f"panels:{name}", args=args))
