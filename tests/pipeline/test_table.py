"""The table: its orders, pages, columns, price and version."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from config.accounts.models import User
from config.tenancy.schemas import inside
from pipeline.board_views.table import ROWS_A_PAGE
from pipeline.models import Membership
from pipeline.moves import move
from pipeline.notes import write_note
from pipeline.people.tags import tag_people
from pipeline.work_queue.owners import assign
from tests.factories import make_application, make_candidate, make_opening, stage_of

ROLES = ["admin", "recruiter", "lead", "interviewer", "outsider"]
ROW = re.compile(r'id="row-([0-9a-f-]{36})"')


@pytest.fixture
def opening(acme, recruiter):
    opening = make_opening(by=recruiter)
    opening.stages.update(gate="none")
    return opening


def table_of(opening, page="table"):
    return reverse(f"pipeline:{page}", args=[opening.pk])


def rows_in(response):
    return ROW.findall(response.text)


def keys(*rows):
    return [str(row.pk) for row in rows]


@pytest.mark.parametrize("query", ["", "col=tags&col=flags&col=latest"])
@pytest.mark.parametrize("number", [1, 50])
def test_a_table_costs_the_same_queries_for_any_number_of_rows(
    opening, recruiter, client_of, django_assert_num_queries, number, query
):
    for at in range(number):
        row = make_application(opening, stage=["inbox", "screen"][at % 2])
        tag_people([row.candidate], "Speech", by=recruiter)
        assign(row, recruiter, by=recruiter)
    client = client_of(recruiter)
    expected = 14 if number == 1 else 15  # and days off, where a stage has a target
    with django_assert_num_queries(expected):
        # SET, company, SET, session, user, opening, choices, views, number, rows, stays, holds,
        # stages beside, seats of the head
        page = client.get(f"{table_of(opening)}?{query}")
    assert len(rows_in(page)) == number


@pytest.mark.parametrize("number", [1, 50])
def test_asking_for_its_version_costs_seven_queries(
    opening, recruiter, client_of, django_assert_num_queries, number
):
    for _ in range(number):
        make_application(opening)
    client = client_of(recruiter)
    with django_assert_num_queries(7):  # SET, company, SET, session, user, opening, rows
        client.get(table_of(opening, "table_version"))


def test_it_is_ordered_by_clock_stage_name_and_latest_activity(opening, recruiter, client_of):
    now, client = timezone.now(), client_of(recruiter)
    ada = make_application(
        opening, candidate=make_candidate(name="ada"), first_contact_at=now - timedelta(days=2)
    )
    ben = make_application(
        opening, candidate=make_candidate(name="Ben"), first_contact_at=now - timedelta(days=9)
    )
    cleo = make_application(
        opening, candidate=make_candidate(name="Cleo"), first_contact_at=None, happened_at=now
    )
    move(ben, stage_of(opening, "screen"), by=recruiter)
    write_note(ada.candidate, by=recruiter, text="Called", application=ada)
    for word, order in {
        "": [ben, ada, cleo],
        "-clock": [ada, ben, cleo],
        "name": [ada, ben, cleo],
        "-name": [cleo, ben, ada],
        "stage": [ada, cleo, ben],
        "latest": [ada, ben, cleo],
    }.items():
        page = client.get(table_of(opening), {"sort": word})
        assert rows_in(page) == keys(*order), word


@pytest.mark.parametrize("sort", ["clock", "-clock", "stage", "name", "-name", "latest"])
def test_going_on_shows_each_row_once_though_values_are_equal(opening, recruiter, client_of, sort):
    at = timezone.now() - timedelta(days=3)
    rows = [
        make_application(
            opening,
            candidate=make_candidate(name=f"Same {number // 20}"),
            first_contact_at=at if number % 3 else None,
            happened_at=at,
        )
        for number in range(ROWS_A_PAGE + 5)
    ]
    client = client_of(recruiter)
    first = client.get(table_of(opening), {"sort": sort})
    (link,) = re.findall(r'rel="next" href="(\?[^"]*)"', first.text)
    second = client.get(table_of(opening) + link.replace("&amp;", "&"))
    seen = [*rows_in(first), *rows_in(second)]
    assert len(rows_in(first)) == ROWS_A_PAGE
    assert sorted(seen) == sorted(keys(*rows))
    assert "Same" not in link, "names stay out of addresses"


@pytest.mark.parametrize("after", ["x", ".", "1.x", "\0", f"{'9' * 40}.x"])
def test_a_strange_place_begins_at_the_first_row(opening, recruiter, client_of, after):
    row = make_application(opening)
    assert rows_in(client_of(recruiter).get(table_of(opening), {"after": after})) == keys(row)


def test_across_openings_who_has_least_time_left_comes_first(acme, recruiter, client_of):
    long = make_opening(by=recruiter, clock_days=30)
    short = make_opening(by=recruiter, clock_days=5)
    at = timezone.now()
    early = make_application(long, first_contact_at=at - timedelta(days=8))
    late = make_application(short, first_contact_at=at - timedelta(days=2))
    page = client_of(recruiter).get("/applications/")
    assert rows_in(page) == keys(late, early)
    assert rows_in(client_of(recruiter).get("/applications/", {"opening": long.pk})) == keys(early)
    assert rows_in(client_of(recruiter).get("/applications/", {"kind": "screen"})) == []


def test_columns_are_those_asked_for(opening, recruiter, client_of):
    make_application(opening, channel="A meetup")
    client = client_of(recruiter)
    usual = client.get(table_of(opening)).text
    assert "A meetup" not in usual
    asked = client.get(f"{table_of(opening)}?col=channel&col=stage").text
    assert "A meetup" in asked
    assert 'data-label="Owner"' not in asked


def test_switching_between_board_and_table_keeps_the_filters(opening, recruiter, client_of):
    make_application(opening)
    page = client_of(recruiter).get(table_of(opening), {"owner": "me", "sort": "name"})
    board = reverse("pipeline:board", args=[opening.pk])
    assert f'href="{board}?owner=me&amp;sort=name"' in page.text


def test_its_version_changes_with_moves_owners_and_shown_tags(opening, recruiter, client_of):
    row, client = make_application(opening), client_of(recruiter)
    path = table_of(opening, "table_version") + "?col=tags"
    seen = [client.get(path)["ETag"]]
    for change in (
        lambda: move(row, stage_of(opening, "screen"), by=recruiter),
        lambda: assign(row, recruiter, by=recruiter),
        lambda: tag_people([row.candidate], "Speech", by=recruiter),
        lambda: make_application(opening),
    ):
        change()
        seen.append(client.get(path)["ETag"])
    assert len(set(seen)) == len(seen)
    assert client.get(path, headers={"If-None-Match": seen[-1]}).status_code == 304


def test_the_boards_version_changes_with_an_owner_too(opening, recruiter, client_of):
    row, client = make_application(opening), client_of(recruiter)
    path = reverse("pipeline:board_version", args=[opening.pk])
    before = client.get(path)["ETag"]
    assign(row, recruiter, by=recruiter)
    assert client.get(path)["ETag"] != before


@pytest.mark.parametrize("page", ["table", "table_rows", "table_version"])
@pytest.mark.parametrize("role", ROLES)
def test_tables_are_for_those_who_hire(opening, request, client_of, role, page):
    person = request.getfixturevalue(role)
    expected = {"recruiter": 200, "lead": 404}.get(role, 403)
    assert client_of(person).get(table_of(opening, page)).status_code == expected


def test_a_lead_sees_in_the_table_of_all_only_their_teams(opening, lead, client_of):
    row = make_application(opening)
    assert rows_in(client_of(lead).get("/applications/")) == []
    Membership.objects.create(opening=opening, user=lead)
    assert rows_in(client_of(lead).get("/applications/")) == keys(row)


def test_the_rival_company_sees_none_of_our_rows(opening, globex, recruiter, client_of):
    make_application(opening)
    with inside(globex):
        rival = User.objects.get(pk=recruiter.pk)
    client = client_of(rival, globex)
    assert rows_in(client.get("/applications/", {"opening": opening.pk})) == []
    assert client.get(table_of(opening)).status_code == 404
