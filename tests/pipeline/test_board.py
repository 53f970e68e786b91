from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

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
from pipeline.models import Application
from pipeline.moves import move, reject, undo, withdraw
from tests.factories import make_application, make_opening, stage_of


@pytest.fixture
def opening(acme, recruiter):
    return make_opening(by=recruiter)


def address(name, opening, stage=None):
    return reverse(f"pipeline:{name}", args=[opening.pk, *([stage.pk] if stage else [])])


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


def test_a_column_comes_in_order_from_the_index_of_boards(acme, opening):
    people(opening, 3)
    with connection.cursor() as cursor:
        # For three rows sorting is as cheap; it must not be needed.
        cursor.execute("SET LOCAL enable_sort = off; SET LOCAL enable_seqscan = off")
    plan = with_contents(opening.stages.all(), EVERYONE, 21).explain()
    keys = plan[plan.rindex("Limit") :]
    assert "Index Only Scan using application_board" in keys
    assert "Sort" not in keys


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
