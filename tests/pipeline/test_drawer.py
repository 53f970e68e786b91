"""The drawer of a board and a table, and its address."""

import re

import pytest
from django.urls import reverse

from config.accounts.models import User
from config.tenancy.schemas import inside
from pipeline.models import Membership, Note
from pipeline.moves import move
from pipeline.work_queue.owners import assign
from tests.factories import make_application, make_candidate, make_opening, stage_of


@pytest.fixture
def application(acme, recruiter):
    opening = make_opening(by=recruiter)
    opening.stages.update(gate="none")
    candidate = make_candidate(name="Amara Osei", email="amara@example.com")
    return make_application(opening, candidate=candidate, by=recruiter)


def address(name, application):
    return reverse(f"pipeline:{name}", args=[application.pk])


@pytest.mark.parametrize("shape", ["board", "table"])
def test_the_address_of_a_board_with_somebody_open_shows_them(
    application, recruiter, client_of, shape
):
    path = reverse(f"pipeline:{shape}", args=[application.opening_id])
    page = client_of(recruiter).get(path, {"open": application.pk}).text
    drawer = page[page.index('id="drawer"') :]
    assert re.search(r"<dialog [^>]*id=\"drawer\"[^>]* open>", page)
    assert "amara@example.com" in drawer
    assert "Write a note" in drawer


@pytest.mark.parametrize("key", ["x", "\0", "01900000-0000-7000-8000-00000000ffff"])
def test_an_address_with_nobody_open_says_so_or_nothing(application, recruiter, client_of, key):
    path = reverse("pipeline:board", args=[application.opening_id])
    page = client_of(recruiter).get(path, {"open": key})
    assert page.status_code == 200
    assert ("there no longer" in page.text) == (key.count("-") == 4)


def test_without_script_the_drawer_leads_to_the_board_with_it(application, recruiter, client_of):
    answer = client_of(recruiter).get(address("drawer", application))
    board = reverse("pipeline:board", args=[application.opening_id])
    assert answer.url == f"{board}?open={application.pk}"


def test_a_note_is_written_in_the_drawer(application, recruiter, client_of):
    client, path = client_of(recruiter), address("add_drawer_note", application)
    page = client.post(path, {"text": "Call on Monday"}, headers={"HX-Request": "true"})
    assert "Call on Monday" in page.text
    blank = client.post(path, {"text": " "}, headers={"HX-Request": "true"})
    assert (blank.status_code, "Write something first." in blank.text) == (422, True)
    plain = client.post(path, {"text": "And on Tuesday", "next": "/applications/"})
    assert plain.url == "/applications/"
    assert Note.objects.count() == 2


def test_its_version_changes_with_what_it_shows(application, recruiter, client_of):
    client, path = client_of(recruiter), address("drawer_version", application)
    seen = [client.get(path)["ETag"]]
    for change in (
        lambda: move(application, stage_of(application.opening, "screen"), by=recruiter),
        lambda: assign(application, recruiter, by=recruiter),
        lambda: client.post(address("add_drawer_note", application), {"text": "Called"}),
    ):
        change()
        seen.append(client.get(path)["ETag"])
    assert len(set(seen)) == 4


def test_of_somebody_hidden_it_tells_nothing(recruiter, lead, client_of, acme):
    opening = make_opening(by=lead, is_blind=True)
    person = make_candidate(name="Amara Osei", email="amara@example.com")
    row = make_application(opening, candidate=person)
    page = client_of(recruiter).get(address("drawer", row), headers={"HX-Request": "true"})
    assert page.status_code == 200
    assert "amara" not in page.text.lower()


@pytest.mark.parametrize("name", ["drawer", "drawer_version"])
def test_it_opens_to_whoever_manages_the_application(
    application, lead, interviewer, client_of, name
):
    assert client_of(interviewer).get(address(name, application)).status_code == 403
    assert client_of(lead).get(address(name, application)).status_code == 404
    Membership.objects.create(opening=application.opening, user=lead)
    assert client_of(lead).get(address(name, application)).status_code in (200, 302)


def test_the_rival_company_opens_nobody_of_ours(application, globex, recruiter, client_of):
    with inside(globex):
        rival = User.objects.get(pk=recruiter.pk)
    assert client_of(rival, globex).get(address("drawer", application)).status_code == 404
