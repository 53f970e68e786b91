import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.urls import reverse
from django.utils import timezone

from config.accounts.models import User
from config.tenancy.schemas import inside
from pipeline.board import (
    SHOWN,
)
from pipeline.models import Application, Membership
from pipeline.moves import move
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


def people(opening, number, **fields):
    began = timezone.now() - timedelta(days=30)
    return [
        make_application(opening, **{"first_contact_at": began + timedelta(hours=n), **fields})
        for n in range(number)
    ]


@pytest.mark.parametrize("text", ["", ".", "x.y", "1.", "1e5.1", f"{'9' * 40}.{UUID(int=1)}"])
def test_an_address_that_nobody_made_is_not_found(opening, recruiter, client_of, text):
    inbox = stage_of(opening, "inbox")
    response = client_of(recruiter).get(address("board_column", opening, inbox), {"after": text})
    assert response.status_code == 404


def test_an_empty_board_says_where_people_apply(opening, recruiter, client_of):
    page = client_of(recruiter).get(address("board", opening)).text
    assert f"/careers/{opening.ref}/" in page
    people(opening, 1)
    page = client_of(recruiter).get(address("board", opening)).text
    assert f"/careers/{opening.ref}/" not in page


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


def test_a_quiet_board_answers_not_modified_and_a_moved_one_does_not(opening, recruiter, client_of):
    row, client = make_application(opening), client_of(recruiter)
    page, version = client.get(address("board", opening)), address("board_version", opening)
    (etag,) = re.findall(r"data-live-etag='([^']*)'", page.content.decode())
    assert client.get(version, headers={"If-None-Match": etag}).status_code == 304
    move(row, stage_of(opening, "screen"), by=recruiter)
    changed = client.get(version, headers={"If-None-Match": etag})
    assert (changed.status_code, changed["ETag"] != etag) == (200, True)


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
    # SET, company, SET, session, user, opening, rows, states, flags, seats; stays, holds of any
    with django_assert_num_queries(12 if here else 10):
        page = client.get(address("opening_applications", opening), {"state": state})
    for row in rows:
        is_shown = str(row.pk) in page.content.decode()
        assert is_shown == (row in here)


def test_the_list_goes_on_where_it_ended(opening, recruiter, client_of):
    rows = people(opening, 53)
    client = client_of(recruiter)
    first = client.get(address("opening_applications", opening))
    after = first.context["after"]
    page = client.get(address("opening_applications", opening), {"before": after})
    seen = [row.pk for row, _ in [*first.context["rows"], *page.context["rows"]]]
    assert seen == sorted((row.pk for row in rows), reverse=True)
