"""One person's work queue: what is in it, in which order, for whom."""

from datetime import timedelta

import pytest
from django.utils import timezone

from config.accounts.models import User
from config.tenancy.schemas import inside
from panels.models import PanelSeat
from pipeline.holding import hold
from pipeline.models import (
    Application,
    CandidateRequest,
    Deadline,
    Membership,
    Message,
    Opening,
    Thread,
)
from pipeline.queue import Kind
from pipeline.teams import remove_member
from pipeline.work_queue.owners import assign, is_asked_of, owners_of
from pipeline.work_queue.reading import read_queue
from pipeline.work_queue.whose import Whose
from tests.companies import KEYS
from tests.factories import make_application, make_opening, stage_of


@pytest.fixture
def opening(acme, recruiter):
    return make_opening(by=recruiter)


def ago(**span):
    return timezone.now() - timedelta(**span)


def second_recruiter():
    return User.objects.create(name="Robin Vale", email="robin@example.com", roles=["recruiter"])


def late(opening, days=13, **fields):
    """An application whose clock is about to run out."""
    return make_application(opening, stage="technical", first_contact_at=ago(days=days), **fields)


def message_from(application, **fields):
    thread = Thread.objects.create(
        candidate=application.candidate,
        application=application,
        subject="Hello",
        token=application.pk.hex,
    )
    return Message.objects.create(
        thread=thread, direction="in", subject="Re: Hello", text="Hi", **fields
    )


def request_of(application, **fields):
    return CandidateRequest.objects.create(application=application, kind="question", **fields)


def passed(application, **fields):
    said = {"what": "Send the brief", "due_at": ago(days=1), "passed_at": ago(hours=1), **fields}
    return Deadline.objects.create(application=application, **said)


def kinds(user, company, **asked):
    return dict(read_queue(user, company, **asked).counts)


@pytest.mark.parametrize(
    ("happens", "kind", "what"),
    [
        (message_from, Kind.REPLY, "Answer "),
        (request_of, Kind.REQUEST, "They ask for: a question"),
        (passed, Kind.DEADLINE, "Deadline passed: Send the brief"),
    ],
)
def test_what_a_candidate_or_a_deadline_leaves_waits(acme, opening, recruiter, happens, kind, what):
    application = make_application(opening)
    happens(application)
    [item] = read_queue(recruiter, acme).items
    assert (item.kind, item.application) == (kind, application)
    assert item.what.startswith(what)


@pytest.mark.parametrize(
    ("happens", "done"),
    [
        (message_from, {"answered_at": timezone.now()}),
        (request_of, {"handled_at": timezone.now()}),
        (passed, {"met_at": timezone.now()}),
        (passed, {"dropped_at": timezone.now()}),
        (passed, {"passed_at": None}),
    ],
    ids=["reply", "request", "met", "dropped", "ahead"],
)
def test_what_is_seen_to_waits_no_longer(acme, opening, recruiter, happens, done):
    happens(make_application(opening), **done)
    assert read_queue(recruiter, acme).total == 0


def test_an_application_stands_once_with_what_else_is_to_do(acme, opening, recruiter):
    application = late(opening)
    message_from(application)
    passed(application)
    queue = read_queue(recruiter, acme)
    [item] = queue.items
    assert item.kind == Kind.REPLY
    assert [other.kind for other in item.also] == [Kind.DEADLINE, Kind.DECISION]
    assert (queue.total, sum(queue.counts.values())) == (1, 3)
    [decision] = read_queue(recruiter, acme, kind=Kind.DECISION).items
    assert decision.kind == Kind.DECISION


def test_the_least_time_left_comes_first_and_no_clock_last(acme, opening, recruiter):
    slow = make_opening(by=recruiter, clock_days=30)
    unclocked = make_application(opening, first_contact_at=None)
    message_from(unclocked)
    expected = [late(opening, 20), late(slow, 29), late(opening, 11), unclocked]
    assert [item.application for item in read_queue(recruiter, acme).items] == expected


def test_pages_of_a_queue_meet_without_overlap(acme, opening, recruiter):
    rows = [late(opening, 20 - number) for number in range(5)]
    pages = [read_queue(recruiter, acme, most=2, skip=skip) for skip in (0, 2, 4)]
    assert [item.application for page in pages for item in page.items] == rows
    assert {page.number for page in pages} == {5}


def test_a_panel_that_nobody_has_met_is_to_be_scheduled(acme, opening, recruiter, interviewer):
    old = make_application(opening, stage="technical", first_contact_at=ago(days=2))
    make_application(opening, stage="technical")
    PanelSeat.objects.create(stage=old.stage, interviewer=interviewer)
    [item] = read_queue(recruiter, acme, kind=Kind.SCHEDULE).items
    assert (item.application, item.what) == (old, "Find a time · Technical")
    old.scorecards.create(stage=old.stage, interviewer=interviewer)
    assert Kind.SCHEDULE not in kinds(recruiter, acme)


def test_once_all_cards_are_in_a_decision_waits(acme, opening, recruiter, interviewer):
    row = make_application(opening, stage="technical")
    opening.stages.update(gate="scorecards")
    PanelSeat.objects.create(stage=row.stage, interviewer=interviewer)
    assert Kind.DECISION not in kinds(recruiter, acme)
    said = {"recommendation": "yes", "submitted_at": timezone.now()}
    row.scorecards.create(stage=row.stage, interviewer=interviewer, **said)
    [item] = read_queue(recruiter, acme, kind=Kind.DECISION).items
    assert item.what == "Decide · Technical"


# Whose it is


def test_mine_is_what_i_own_or_nobody_does(acme, opening, recruiter):
    robin = second_recruiter()
    Membership.objects.create(opening=opening, user=robin)
    nobodys, given = late(opening), late(opening)
    assert kinds(robin, acme)[Kind.DECISION] == 2
    assign(given, recruiter, by=recruiter)
    [item] = read_queue(robin, acme).items
    assert item.application == nobodys
    assert read_queue(robin, acme, whose=Whose.TEAMS).total == 2
    assert read_queue(recruiter, acme).total == 2


def test_of_other_teams_i_see_what_is_mine_alone(acme, opening, recruiter):
    robin = second_recruiter()
    late(opening)
    assert read_queue(robin, acme, whose=Whose.TEAMS).total == 0
    assign(late(opening), robin, by=recruiter)
    assert read_queue(robin, acme).total == 1


@pytest.mark.parametrize("of_stage", [None, "recruiter", "lead", "interviewer", "robin"])
@pytest.mark.parametrize("own", [None, "recruiter", "lead", "interviewer", "robin"])
def test_the_database_tells_owners_as_the_rule_does(acme, request, opening, lead, own, of_stage):
    """Robin has left the company; the interviewer moves nobody."""
    people = {who: request.getfixturevalue(who) for who in ("recruiter", "lead", "interviewer")}
    people["robin"] = second_recruiter()
    User.objects.filter(name="Robin Vale").update(is_active=False)
    Membership.objects.create(opening=opening, user=lead)
    row = make_application(opening, owner=people.get(own))
    opening.stages.update(owner=people.get(of_stage))
    row = Application.objects.get()
    asked = [user for user in people.values() if Application.objects.filter(is_asked_of(user))]
    assert owners_of([row])[row.pk] in asked


def test_a_lead_who_leaves_the_team_owns_nothing_of_it(acme, opening, recruiter, lead):
    Membership.objects.create(opening=opening, user=lead)
    row = late(opening, owner=lead)
    remove_member(opening, lead, by=recruiter)
    row.refresh_from_db()
    assert row.owner is None
    assert read_queue(recruiter, acme).total == 1


def test_what_is_held_is_in_the_queue_all_the_same(acme, opening, recruiter):
    hold(late(opening), by=recruiter, reason="Away")
    assert read_queue(recruiter, acme).total == 1


# Roles and rivals


def test_a_rivals_things_are_not_counted(acme, globex, opening, recruiter):
    with inside(globex):
        late(make_opening(by=User.objects.get(pk=KEYS["recruiter"])))
    assert read_queue(recruiter, acme).total == 0


@pytest.mark.parametrize("role", ["admin", "interviewer"])
def test_who_manages_nobody_is_asked_nothing_of_candidates(request, acme, opening, role):
    for happens in (message_from, request_of, passed):
        happens(late(opening))
    queue = read_queue(request.getfixturevalue(role), acme, whose=Whose.TEAMS)
    assert (queue.total, queue.owners, queue.segments) == (0, {}, {})


def test_an_interviewer_reads_neither_owner_nor_who_else_owes(
    client_of, opening, interviewer, other_interviewer
):
    row = make_application(opening, stage="technical", first_contact_at=ago(days=2))
    for person in (interviewer, other_interviewer):
        PanelSeat.objects.create(stage=row.stage, interviewer=person)
    page = client_of(interviewer).get("/").text
    assert row.candidate.name in page
    assert other_interviewer.name not in page
    assert "waits for a" not in page


# The page


def test_chips_lead_to_one_kind_and_say_how_many(client_of, opening, recruiter):
    message_from(late(opening))
    late(opening)
    page = client_of(recruiter).get("/").text
    assert 'href="?kind=reply"' in page
    filtered = client_of(recruiter).get("/?kind=reply").text
    assert filtered.count("data-card") == 1
    assert '<a class="button small" href="?kind=reply" aria-current="true">' in filtered


@pytest.mark.parametrize(
    "query", ["?kind=x%00", "?whose=" + "x" * 500, "?page=0", "?page=²", "?page=99999999999"]
)
def test_nonsense_in_the_address_shows_a_page(client_of, opening, recruiter, query):
    late(opening)
    assert client_of(recruiter).get(f"/{query}").status_code == 200


@pytest.mark.parametrize("rows", [1, 50])
def test_the_queue_costs_the_same_for_any_number_of_rows_of_each_kind(
    client_of, opening, recruiter, interviewer, django_assert_num_queries, rows
):
    PanelSeat.objects.create(stage=stage_of(opening, "technical"), interviewer=interviewer)
    for _ in range(rows):
        row = late(opening, owner=recruiter)
        for happens in (message_from, request_of, passed):
            happens(row)
    client = client_of(recruiter)
    with django_assert_num_queries(19):
        # SET, company, SET, session, user; hints, what waits, applications, teams, people,
        # seats, cards; requests, deadlines; stays, holds, days off; openings, their counts
        page = client.get("/").text
    assert page.count('class="strip"') == rows


def test_paused_openings_ask_for_no_decision(acme, opening, recruiter):
    late(opening)
    Opening.objects.update(status="paused")
    assert read_queue(recruiter, acme).total == 0
