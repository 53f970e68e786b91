import threading
from uuid import UUID

import pytest
from django.db import connections
from django.urls import reverse

from config.accounts.models import User
from config.tenancy.models import Company
from config.tenancy.schemas import inside
from pipeline.models import Application, Membership, StageMove
from pipeline.moves import move
from tests.clients import CompanyClient
from tests.companies import KEYS
from tests.factories import make_application, make_candidate, make_opening, stage_of

ROLES = ["admin", "recruiter", "lead", "interviewer", "outsider"]
POSTED = ["move", "undo", "reinstate"]
READ = ["move_to", "reject", "withdraw"]
HX = {"HX-Request": "true"}


@pytest.fixture
def opening(acme, recruiter):
    return make_opening(by=recruiter)


@pytest.fixture
def row(opening):
    return make_application(opening, candidate=make_candidate(name="Amara Osei"))


@pytest.fixture
def client(recruiter, client_of):
    return client_of(recruiter)


def address(name, row):
    return reverse(f"pipeline:{name}", args=[row.pk])


def sent_to(row, kind, **fields):
    return {"to": stage_of(row.opening, kind).pk, "version": row.version, **fields}


def now_in(row):
    row = Application.objects.select_related("stage").get(pk=row.pk)
    return row.stage.kind, row.state


def test_a_move_answers_with_the_card_where_it_stands_the_counts_and_an_undo(client, row):
    inbox, screen = row.stage, stage_of(row.opening, "screen")
    response = client.post(address("move", row), sent_to(row, "screen"), headers=HX)
    page = response.content.decode()
    assert response.status_code == 200
    assert now_in(row) == ("screen", "active")
    assert f'hx-swap-oob="delete:#card-{row.pk}"' in page
    assert f'hx-swap-oob="beforeend:#cards-{screen.pk}"' in page
    assert f'id="count-{inbox.pk}" hx-swap-oob="true">0<' in page
    assert f'id="count-{screen.pk}" hx-swap-oob="true">1<' in page
    assert "Moved Amara Osei to Screen." in page
    assert f'action="{address("undo", row)}"' in page
    assert 'name="version" value="2"' in page


def test_a_move_is_one_row_of_history_and_a_known_number_of_queries(
    client, row, django_assert_num_queries
):
    fields = sent_to(row, "screen")
    with django_assert_num_queries(21):
        # SET, company, SET, session, user, application, stage; then within a transaction
        # (a savepoint here, begun and released) actor, lock, application, history, move,
        # application, stays, stays; and last stages with counts, stays, holds, seats
        client.post(address("move", row), fields, headers=HX)
    assert StageMove.objects.filter(application=row).count() == 2


def test_without_script_one_comes_back_to_a_board_that_offers_an_undo(client, row):
    response = client.post(address("move", row), sent_to(row, "screen"), follow=True)
    page = response.content.decode()
    assert response.redirect_chain[0][0].startswith(
        reverse("pipeline:board", args=[row.opening_id])
    )
    assert "Recruiter moved Amara Osei to Screen a moment ago." in page
    assert f'action="{address("undo", row)}"' in page
    client.post(address("undo", row), {"version": 2})
    assert now_in(row) == ("inbox", "active")


def test_without_script_one_comes_back_to_where_the_form_says(client, row):
    here = address("application", row)
    response = client.post(address("move", row), sent_to(row, "screen", next=here))
    assert response["Location"] == here


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:x"])
def test_nobody_is_led_to_another_host(client, row, elsewhere):
    board = reverse("pipeline:board", args=[row.opening_id])
    response = client.post(address("move", row), sent_to(row, "screen", next=elsewhere))
    assert response["Location"].startswith(board)
    page = client.get(address("reject", row), {"next": elsewhere}).content.decode()
    assert elsewhere not in page


@pytest.mark.parametrize("moved", ["", "nonsense", str(UUID(int=7))])
def test_a_board_that_shows_a_strange_move_shows_none(client, opening, moved):
    page = client.get(reverse("pipeline:board", args=[opening.pk]), {"moved": moved})
    assert page.context["notice"] is None


def test_who_comes_too_late_learns_who_was_faster_and_where_the_card_is(client, row, lead):
    moved_to = stage_of(row.opening, "technical")
    move(row, moved_to, by=lead)
    late = {"to": stage_of(row.opening, "screen").pk, "version": 1}
    response = client.post(address("move", row), late, headers=HX)
    page = response.content.decode()
    assert response.status_code == 409
    assert "Lead moved Amara Osei to Technical a moment ago." in page
    assert f'hx-swap-oob="delete:#card-{row.pk}"' in page
    assert f'hx-swap-oob="beforeend:#cards-{moved_to.pk}"' in page
    assert 'data-version="2"' in page
    plain = client.post(address("move", row), late)
    assert (plain.status_code, "<html" in plain.content.decode()) == (409, True)
    assert now_in(row) == ("technical", "active")


def test_a_move_the_process_has_not_is_refused_in_a_sentence(client, row):
    response = client.post(address("move", row), sent_to(row, "hired"), headers=HX)
    assert response.status_code == 422
    assert "A candidate is hired by accepting an offer." in response.content.decode()
    plain = client.post(address("move", row), sent_to(row, "hired"))
    assert (plain.status_code, "<html" in plain.content.decode()) == (422, True)
    assert now_in(row) == ("inbox", "active")


def test_a_closed_gate_holds_the_card(client, opening):
    row = make_application(opening, stage="screen")
    opening.stages.filter(kind="screen").update(gate="scorecards")
    response = client.post(address("move", row), sent_to(row, "technical"), headers=HX)
    assert response.status_code == 422
    assert "No panel is seated for Screen." in response.content.decode()
    menu = client.get(address("move_to", row), headers=HX).content.decode()
    assert "No panel is seated for Screen." in menu


@pytest.mark.parametrize("to", ["", "nonsense", str(UUID(int=7)), "other", "a\0b"])
def test_a_stage_that_is_none_of_the_opening_is_refused(client, row, to):
    if to == "other":
        to = stage_of(make_opening(), "screen").pk
    response = client.post(address("move", row), {"to": to, "version": 1}, headers=HX)
    assert response.status_code == 422
    assert now_in(row) == ("inbox", "active")


@pytest.mark.parametrize("version", ["-1", "x", "9" * 40])
@pytest.mark.parametrize("name", ["move", "undo", "reinstate"])
def test_a_version_that_nobody_showed_is_refused(client, row, name, version):
    response = client.post(address(name, row), sent_to(row, "screen", version=version), headers=HX)
    assert response.status_code in (409, 422)
    assert StageMove.objects.count() == 1


def test_a_candidate_may_be_moved_into_the_offer_column_and_back(client, row):
    client.post(address("move", row), sent_to(row, "offer"), headers=HX)
    assert now_in(row) == ("offer", "active")
    row.refresh_from_db()
    client.post(address("move", row), sent_to(row, "screen"), headers=HX)
    assert now_in(row) == ("screen", "active")


def test_the_menu_names_every_stage_but_the_last(client, row):
    menu = client.get(address("move_to", row), headers=HX).content.decode()
    for stage in row.opening.stages.all():
        assert (f'value="{stage.pk}"' in menu) == (stage.kind != "hired")


def test_a_name_is_escaped_wherever_it_stands(client, opening):
    row = make_application(opening, candidate=make_candidate(name="<script>x</script>\"'"))
    pages = [client.post(address("move", row), sent_to(row, "screen"), headers=HX)]
    pages += [client.get(address(name, row), headers=HX) for name in READ]
    pages += [client.get(reverse("pipeline:board", args=[opening.pk]))]
    for page in pages:
        assert "<script>x" not in page.content.decode()


@pytest.mark.parametrize("name", POSTED)
def test_what_changes_is_only_posted(client, row, name):
    assert client.get(address(name, row)).status_code == 405


def test_a_menu_is_only_read(client, row):
    assert client.post(address("move_to", row)).status_code == 405


@pytest.mark.parametrize("name", POSTED + READ)
@pytest.mark.parametrize("role", ROLES)
def test_moving_is_for_those_who_hire(request, row, client_of, role, name):
    client = client_of(request.getfixturevalue(role))
    ask = client.post if name in POSTED else client.get
    status = ask(address(name, row), sent_to(row, "screen")).status_code
    allowed = {"undo": 422, "reinstate": 422, "move": 302}.get(name, 200)
    assert status == {"recruiter": allowed, "lead": 404}.get(role, 403)


@pytest.mark.parametrize("name", POSTED + READ)
def test_a_hiring_lead_moves_people_of_their_teams(row, lead, client_of, name):
    Membership.objects.create(opening=row.opening, user=lead)
    client = client_of(lead)
    ask = client.post if name in POSTED else client.get
    assert ask(address(name, row), sent_to(row, "screen")).status_code in (200, 302, 422)


@pytest.mark.parametrize("name", POSTED + READ)
def test_a_rival_company_moves_nobody(row, globex, recruiter, client_of, name):
    with inside(globex):
        rival = User.objects.get(pk=recruiter.pk)
    client = client_of(rival, globex)
    ask = client.post if name in POSTED else client.get
    assert ask(address(name, row), {"to": row.stage_id}).status_code == 404
    assert StageMove.objects.count() == 1


def test_of_two_recruiters_dragging_one_card_at_once_one_is_told(own_database):
    acme = Company.objects.get(slug="acme")
    with inside(acme):
        row = make_application(make_opening())
        recruiter = User.objects.get(pk=KEYS["recruiter"])
        stages = [stage_of(row.opening, kind).pk for kind in ("screen", "technical")]
        clients = [CompanyClient(HTTP_HOST=acme.host) for _ in stages]
        for client in clients:
            client.force_login(recruiter)
    barrier, statuses = threading.Barrier(2), []

    def drag(client, to):
        try:
            barrier.wait(timeout=10)
            fields = {"to": to, "version": 1}
            statuses.append(client.post(address("move", row), fields, headers=HX).status_code)
        finally:
            connections.close_all()

    threads = [
        threading.Thread(target=drag, args=pair) for pair in zip(clients, stages, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [200, 409]
    with inside(acme):
        assert StageMove.objects.count() == 2
