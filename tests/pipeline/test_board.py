import re
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from config.accounts.models import User
from config.tenancy.schemas import inside
from pipeline.board import (
    EVERYONE,
    SHOWN,
    Sieve,
    is_late_before,
    read_board,
    read_column,
    with_contents,
)
from pipeline.cards import read_cards, read_cursor
from pipeline.holding import hold
from pipeline.models import Application, Membership
from pipeline.moves import move, reject, undo, withdraw
from tests.benchmarks.crowds import crowd
from tests.factories import make_application, make_candidate, make_opening, stage_of

ROLES = ["admin", "recruiter", "lead", "interviewer", "outsider"]
PAGES = ["board", "board_columns", "board_version", "opening_applications"]
CARD = re.compile(r'id="card-([0-9a-f-]{36})"')


@pytest.fixture
def opening(acme, recruiter):
    return make_opening(by=recruiter)


def address(name, opening, stage=None):
    return reverse(f"pipeline:{name}", args=[opening.pk, *([stage.pk] if stage else [])])


def cards_in(response):
    return [UUID(key) for key in CARD.findall(response.content.decode())]


def column(board, kind):
    return next(column for column in board.columns if column.stage.kind == kind)


def people(opening, number, **fields):
    began = timezone.now() - timedelta(days=30)
    return [
        make_application(opening, **{"first_contact_at": began + timedelta(hours=n), **fields})
        for n in range(number)
    ]


@pytest.mark.parametrize("others", [0, 1])
@pytest.mark.parametrize("cards", [1, 50])
def test_the_board_costs_the_same_queries_for_any_number_of_cards(
    acme, opening, recruiter, client_of, django_assert_num_queries, cards, others
):
    for each in [opening, *(make_opening(by=recruiter) for _ in range(others))]:
        for number in range(cards):
            stage = ["inbox", "screen", "take_home"][number % 3]
            hold(make_application(each, stage=stage), by=recruiter, reason="Away")
    client = client_of(recruiter)
    expected = 10 if cards == 1 else 12  # and what two gates wait for
    with django_assert_num_queries(expected):
        # SET, company, SET, session, user, opening, stages, cards, stays, holds
        response = client.get(address("board", opening))
    assert response.status_code == 200


def test_columns_stand_in_the_order_of_the_process(acme, opening):
    kinds = [column.stage.kind for column in read_board(opening, acme, now=timezone.now()).columns]
    assert kinds == ["inbox", "screen", "technical", "take_home", "final", "offer", "hired"]


def test_who_was_contacted_first_stands_first_and_who_has_no_clock_stands_last(acme, opening):
    now = timezone.now()
    unknown = make_application(opening, first_contact_at=None)
    late = make_application(opening, first_contact_at=now - timedelta(days=2))
    early = make_application(opening, first_contact_at=now - timedelta(days=9))
    inbox = column(read_board(opening, acme, now=now), "inbox")
    assert [card.id for card in inbox.cards] == [early.pk, late.pk, unknown.pk]


def test_counts_are_exact_beyond_what_is_shown(acme, opening, recruiter):
    rows = people(opening, SHOWN + 5)
    reject(rows[0], by=recruiter, reason="No")
    withdraw(rows[1], by=recruiter, reason="Moved away")
    move(rows[2], stage_of(opening, "screen"), by=recruiter)
    make_application(make_opening())
    board = read_board(opening, acme, now=timezone.now())
    assert (column(board, "inbox").count, len(column(board, "inbox").cards)) == (SHOWN + 2, SHOWN)
    assert column(board, "screen").count == 1
    assert column(board, "hired").count == 0


def test_the_hired_stand_in_the_last_column(acme, opening):
    row = make_application(opening, stage="offer")
    hired = stage_of(opening, "hired")
    Application.objects.filter(pk=row.pk).update(state="hired", stage=hired)
    board = read_board(opening, acme, now=timezone.now())
    assert [card.id for card in column(board, "hired").cards] == [row.pk]
    assert column(board, "hired").count == 1
    assert column(board, "offer").count == 0


@pytest.mark.parametrize(("dated", "undated"), [(SHOWN, 0), (45, 0), (SHOWN, 1), (15, 30), (0, 45)])
def test_scrolling_on_shows_each_card_once_though_times_are_equal(acme, opening, dated, undated):
    at = timezone.now() - timedelta(days=3)
    rows = [make_application(opening, first_contact_at=at) for _ in range(dated)]
    rows += [make_application(opening, first_contact_at=None) for _ in range(undated)]
    now, inbox = timezone.now(), stage_of(opening, "inbox")
    here = column(read_board(opening, acme, now=now), "inbox")
    seen = [card.id for card in here.cards]
    while here.after:
        here = read_column(opening, inbox, acme, now=now, after=read_cursor(here.after))
        assert here.count == len(rows)
        seen += [card.id for card in here.cards]
    expected = Application.objects.most_urgent_first().values_list("pk", flat=True)
    assert seen == list(expected)


def test_a_card_that_leaves_makes_no_other_be_skipped(acme, opening, recruiter):
    rows, now = people(opening, SHOWN + 3), timezone.now()
    here = column(read_board(opening, acme, now=now), "inbox")
    for row in rows[:5]:
        move(row, stage_of(opening, "screen"), by=recruiter)
    inbox = stage_of(opening, "inbox")
    further = read_column(opening, inbox, acme, now=now, after=read_cursor(here.after))
    assert [card.id for card in further.cards] == [row.pk for row in rows[SHOWN:]]


def test_the_database_reads_no_more_of_a_column_than_it_shows(acme, opening, recruiter):
    crowd(opening, 1_000, by=recruiter)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE pipeline_application")
    plan = with_contents(opening.stages.all(), EVERYONE, 21).explain(analyze=True)
    keys = plan[plan.rindex("Limit") :]
    assert "application_board" in keys
    assert "Sort" not in keys
    most = max(float(rows) for rows in re.findall(r"actual time=\S+ rows=([\d.]+)", keys))
    assert most <= 21


@pytest.mark.parametrize("text", ["", ".", "x.y", "1.", "1e5.1", f"{'9' * 40}.{UUID(int=1)}"])
def test_an_address_that_nobody_made_is_not_found(opening, recruiter, client_of, text):
    inbox = stage_of(opening, "inbox")
    response = client_of(recruiter).get(address("board_column", opening, inbox), {"after": text})
    assert response.status_code == 404


def test_further_cards_are_a_fragment_to_a_script_and_a_page_without(opening, recruiter, client_of):
    rows, client = people(opening, SHOWN + 2), client_of(recruiter)
    page = client.get(address("board", opening)).content.decode()
    (link,) = re.findall(r'<a [^>]*href="([^"]*\?after=[^"]*)"', page)
    fragment = client.get(link, headers={"HX-Request": "true"})
    assert cards_in(fragment) == [row.pk for row in rows[SHOWN:]]
    assert "<html" not in fragment.content.decode()
    assert "HX-Request" in fragment["Vary"]
    whole = client.get(link)
    assert cards_in(whole) == [row.pk for row in rows[SHOWN:]]
    assert "<html" in whole.content.decode()


def test_a_stage_of_another_opening_has_no_column_here(opening, recruiter, client_of):
    stage = stage_of(make_opening(), "inbox")
    response = client_of(recruiter).get(
        address("board_column", opening, stage), {"after": f".{UUID(int=0)}"}
    )
    assert response.status_code == 404


def test_a_name_is_found_without_regard_to_case_and_the_count_stays_exact(
    opening, recruiter, client_of
):
    rows = people(opening, 3)
    wanted = make_application(opening, candidate=make_candidate(name="Zoë O’Hara <b>"))
    response = client_of(recruiter).get(address("board", opening), {"q": "zoë o’h"})
    assert cards_in(response) == [wanted.pk]
    page = response.content.decode()
    assert "Zoë O’Hara &lt;b&gt;" in page
    assert f'id="count-{rows[0].stage_id}">4</span>' in page


@pytest.mark.parametrize("text", ["a\0b", "%", "_", "\\", "x" * 101])
def test_a_strange_name_is_searched_or_ignored(opening, recruiter, client_of, text):
    make_application(opening)
    assert client_of(recruiter).get(address("board", opening), {"q": text}).status_code == 200


@pytest.mark.parametrize("hour", [0, 12, 23])
@pytest.mark.parametrize("days_ago", [13, 14])
def test_those_over_the_clock_are_those_whose_cards_say_so(acme, opening, days_ago, hour):
    zone = ZoneInfo("Europe/Berlin")
    now = datetime(2026, 11, 5, 9, tzinfo=zone)  # the clocks went back on 25 October
    began = (now - timedelta(days=days_ago)).replace(hour=hour, minute=59)
    row = make_application(opening, first_contact_at=began)
    sieve = Sieve(began_before=is_late_before(opening, acme, now))
    inbox = column(read_board(opening, acme, now=now, sieve=sieve), "inbox")
    everyone = column(read_board(opening, acme, now=now), "inbox")
    assert everyone.cards[0].is_late == (days_ago == 14)
    assert [card.id for card in inbox.cards] == ([row.pk] if days_ago == 14 else [])


def test_a_card_says_how_its_clock_stands(acme, opening, recruiter):
    now = timezone.now()
    row = make_application(opening, first_contact_at=now - timedelta(days=12))
    card = read_cards([row], acme, now=now)[row.pk]
    assert (card.words, card.tone, card.is_late) == ("Day 13 of 14", "warn", False)
    assert card.days_here == 13
    hold(row, by=recruiter, reason="Away", starts_at=now - timedelta(hours=1))
    assert read_cards([row], acme, now=timezone.now())[row.pk].is_held


def test_a_quiet_board_answers_not_modified_and_a_moved_one_does_not(opening, recruiter, client_of):
    row, client = make_application(opening), client_of(recruiter)
    page, version = client.get(address("board", opening)), address("board_version", opening)
    (etag,) = re.findall(r"data-live-etag='([^']*)'", page.content.decode())
    assert client.get(version, headers={"If-None-Match": etag}).status_code == 304
    move(row, stage_of(opening, "screen"), by=recruiter)
    changed = client.get(version, headers={"If-None-Match": etag})
    assert (changed.status_code, changed["ETag"] != etag) == (200, True)


@pytest.mark.parametrize("step", [reject, withdraw, undo])
def test_every_kind_of_step_changes_the_version(acme, opening, recruiter, step):
    row = make_application(opening)
    move(row, stage_of(opening, "screen"), by=recruiter)
    before = read_board(opening, acme, now=timezone.now()).version
    step(row, by=recruiter, **({} if step is undo else {"reason": "So"}))
    assert read_board(opening, acme, now=timezone.now()).version != before


def test_what_happens_in_another_opening_does_not(acme, opening, recruiter):
    make_application(opening)
    before = read_board(opening, acme, now=timezone.now()).version
    make_application(make_opening(by=recruiter))
    assert read_board(opening, acme, now=timezone.now()).version == before


def test_asking_for_the_version_costs_seven_queries(
    opening, recruiter, client_of, django_assert_num_queries
):
    people(opening, 30)
    client = client_of(recruiter)
    with django_assert_num_queries(7):  # SET, company, SET, session, user, opening, stages
        client.get(address("board_version", opening))


@pytest.mark.parametrize(("asked", "shown"), [("", 20), ("45", 45), ("999999", 20), ("-1", 20)])
def test_columns_come_again_as_long_as_the_page_has_them(
    opening, recruiter, client_of, asked, shown
):
    people(opening, 46)
    response = client_of(recruiter).get(address("board_columns", opening), {"shown": asked})
    assert len(cards_in(response)) == shown


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("role", ROLES)
def test_boards_are_for_those_who_hire(opening, request, client_of, role, page):
    person = request.getfixturevalue(role)
    expected = {"recruiter": 200, "lead": 404}.get(role, 403)
    assert client_of(person).get(address(page, opening)).status_code == expected


@pytest.mark.parametrize("page", PAGES)
def test_a_hiring_lead_sees_the_boards_of_their_teams(opening, lead, client_of, page):
    Membership.objects.create(opening=opening, user=lead)
    assert client_of(lead).get(address(page, opening)).status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_a_visitor_is_led_to_the_sign_in_page(opening, visitor, page):
    assert visitor.get(address(page, opening)).status_code == 302


@pytest.mark.parametrize("page", PAGES)
def test_a_rival_company_has_no_such_board(opening, globex, recruiter, client_of, page):
    with inside(globex):
        rival = User.objects.get(pk=recruiter.pk)
    client = client_of(rival, globex)
    assert client.get(address(page, opening)).status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_boards_are_only_read(opening, recruiter, client_of, page):
    assert client_of(recruiter).post(address(page, opening)).status_code == 405


@pytest.mark.parametrize("state", ["active", "rejected", "withdrawn", "hired", "nonsense", ""])
@pytest.mark.parametrize("number", [1, 50])
def test_the_list_shows_one_state_at_a_constant_price(
    opening, recruiter, client_of, django_assert_num_queries, number, state
):
    rows = people(opening, number)
    Application.objects.filter(pk__in=[row.pk for row in rows[::2]]).update(state="rejected")
    client = client_of(recruiter)
    wanted = state if state in ("active", "rejected", "withdrawn", "hired") else "active"
    here = Application.objects.filter(state=wanted)
    # SET, company, SET, session, user, opening, rows, states, seats; stays and holds of any
    with django_assert_num_queries(11 if here else 9):
        page = client.get(address("opening_applications", opening), {"state": state})
    for row in rows:
        is_shown = str(row.pk) in page.content.decode()
        assert is_shown == (row in here)


def test_the_list_goes_on_where_it_ended(opening, recruiter, client_of):
    rows = people(opening, 53)
    client = client_of(recruiter)
    first = client.get(address("opening_applications", opening))
    last = first.context["last"]
    page = client.get(address("opening_applications", opening), {"before": last.pk})
    seen = [row.pk for row, _ in [*first.context["rows"], *page.context["rows"]]]
    assert seen == sorted((row.pk for row in rows), reverse=True)
