"""The pages of automations: put together by plain forms, switched, replaced, looked back at."""

import pytest

from pipeline.models import Automation, AutomationRun
from pipeline.moves import move
from tests.factories import make_application, make_candidate, make_opening, stage_of
from tests.pipeline.automating import let_act, make_automation

HX = {"HX-Request": "true"}
TYPED = {
    "name": "Note it",
    "trigger": "enters",
    "when-stage": "screen",
    "then-0-action": "note",
    "then-0-text": "Seen.",
}


@pytest.fixture
def client(client_of, recruiter):
    return client_of(recruiter)


@pytest.fixture
def opening(acme, recruiter):
    opening = make_opening(by=recruiter, title="Ranker")
    opening.stages.update(gate="none")
    return opening


def made():
    return Automation.objects.exclude(by=None).get()


def test_an_automation_is_made_by_one_form_and_is_off(client):
    answer = client.post("/automations/add/", {**TYPED, "if-level-value": "senior"})
    row = made()
    assert answer.url == f"/automations/{row.pk}/"
    assert (row.is_on, row.trigger_settings) == (False, {"stage": "screen"})
    assert row.conditions == [{"name": "level", "value": "senior"}]
    assert row.actions == [{"name": "note", "text": "Seen."}]
    page = client.get(f"/automations/{row.pk}/").text
    assert "When an application enters Screen and the level is Senior, write a note." in page
    assert "a named person decides" in page


@pytest.mark.parametrize("headers", [{}, HX])
def test_the_small_buttons_rearrange_what_is_typed_and_save_nothing(client, headers):
    added = client.post(
        "/automations/add/", {**TYPED, "change": "add", "add": "tag"}, headers=headers
    ).text
    assert 'name="then-1-tag"' in added
    assert "Seen." in added
    removed = client.post("/automations/add/", {**TYPED, "change": "remove 0"}, headers=headers)
    assert "then-0-action" not in removed.text
    other = {**TYPED, "trigger": "clock_left", "change": "trigger"}
    assert 'name="when-days"' in client.post("/automations/add/", other, headers=headers).text
    assert not Automation.objects.exclude(by=None).exists()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": ""}, "This field is required"),
        ({"when-stage": "nowhere"}, "Select a valid choice"),
        ({"then-0-text": ""}, "This field is required"),
        ({"then-0-text": "a\x00"}, "Null characters are not allowed"),
        ({"then-0-action": "reject"}, "Say what it does"),
        ({"trigger": "stood", "when-days": "0"}, "greater than or equal to 1"),
        ({"if-level-value": "emperor"}, "Select a valid choice"),
        ({"name": "x" * 121}, "at most 120"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_saved(client, change, sentence):
    answer = client.post("/automations/add/", {**TYPED, **change})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert not Automation.objects.exclude(by=None).exists()


def test_of_two_who_change_it_at_once_the_second_is_told(client):
    client.post("/automations/add/", TYPED)
    path = f"/automations/{made().pk}/edit/"
    assert client.post(path, {**TYPED, "name": "First", "version": "1"}).status_code == 302
    late = client.post(path, {**TYPED, "name": "Second", "version": "1"})
    assert late.status_code == 422
    assert "Somebody else has changed this" in late.text
    assert made().name == "First"


def test_it_is_switched_deleted_and_brought_back_off(client):
    client.post("/automations/add/", TYPED)
    path = f"/automations/{made().pk}/"
    client.post(f"{path}switch/", {"is_on": "yes"})
    assert made().switched_on_at is not None
    client.post(f"{path}delete/")
    client.post(f"{path}restore/")
    assert (made().is_on, made().switched_on_at) == (False, None)


def test_an_opening_leaves_one_out_changes_it_and_goes_back(client, opening, recruiter):
    row = make_automation(by=recruiter)
    path = f"/openings/{opening.pk}/automations/"
    assert f'Off here<span class="sr-only">: {row.name}' in client.get(path).text
    client.post(f"{path}{row.pk}/replace/")
    copy = row.replacements.get()
    assert (copy.opening, copy.is_on) == (opening, False)
    answer = client.post(f"{path}{row.pk}/replace/", {"change": "yes"})
    assert answer.url == f"/automations/{copy.pk}/edit/"
    client.post(f"/automations/{copy.pk}/delete/")
    assert not row.replacements.exists()


def test_the_log_says_whom_what_and_why_not(client, opening, recruiter, client_of, admin):
    row = make_automation(by=recruiter, conditions=[{"name": "owner", "value": "set"}])
    application = make_application(opening, candidate=make_candidate(name="Amara Osei"))
    move(application, stage_of(opening, "screen"), by=recruiter)
    let_act()
    page = client.get(f"/automations/{row.pk}/").text
    assert "Amara Osei" in page
    assert "It is not so that somebody is named as its owner." in page
    assert "Amara Osei" not in client_of(admin).get(f"/automations/{row.pk}/").text


def test_a_lead_reads_the_companys_automations_and_changes_none(client_of, lead, recruiter):
    row = make_automation(by=recruiter)
    leads = client_of(lead)
    assert leads.get(f"/automations/{row.pk}/").status_code == 200
    assert leads.post(f"/automations/{row.pk}/switch/", {"is_on": "no"}).status_code == 404
    assert leads.get("/automations/add/").url == "/automations/"
    opening = make_opening(by=lead)
    assert leads.post(f"/openings/{opening.pk}/automations/add/", TYPED).status_code == 302
    elsewhere = make_opening(by=recruiter)
    assert leads.get(f"/openings/{elsewhere.pk}/automations/").status_code == 404


@pytest.mark.parametrize("number", [1, 50])
def test_the_list_costs_the_same_queries_for_any_number(
    client, recruiter, django_assert_num_queries, number
):
    for _ in range(number):
        make_automation(by=recruiter, is_on=False)
    client.get("/automations/")
    with django_assert_num_queries(8):
        # SET, company, SET, session, user; automations, those that may change, unread notices
        client.get("/automations/")


@pytest.mark.parametrize("number", [1, 50])
def test_the_log_costs_the_same_queries_for_any_number(
    client, opening, recruiter, django_assert_num_queries, number
):
    row = make_automation(by=recruiter, is_on=False)
    for _ in range(number):
        application = make_application(opening)
        AutomationRun.objects.create(
            automation=row, application=application, occasion="x", due_at=row.created_at
        )
    with django_assert_num_queries(10):
        # the same five; automation, count, runs, applications, whether it may change, notices
        assert client.get(f"/automations/{row.pk}/").text.count("/applications/") == number
