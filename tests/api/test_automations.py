"""Automations, deadlines and rejections over the API."""

import pytest

from pipeline.models import Automation, Message
from tests.factories import make_application, make_candidate, make_opening
from tests.pipeline.automating import let_act

PLAN = {
    "name": "Note it",
    "trigger": "rejected",
    "actions": [{"name": "note", "text": "Seen."}],
}


@pytest.fixture
def application(acme, recruiter):
    opening = make_opening(by=recruiter)
    opening.stages.update(gate="none")
    return make_application(opening, candidate=make_candidate(name="Amara Osei"))


def test_an_automation_is_made_switched_on_and_acts(api, application):
    made = api.send("POST", "automations/", PLAN)
    assert (made.status_code, made.body.get("is_on")) == (201, False), made.body["errors"]
    assert made.body["sentence"] == "When an application is rejected, write a note."
    path = f"automations/{made.body['id']}/"
    assert api.send("POST", f"{path}switch/", {"is_on": True}).body["is_on"]
    api.send("POST", f"applications/{application.pk}/reject/", {"reason": "R"})
    let_act()
    (run,) = api.read(f"{path}runs/").body["results"]
    assert (run["state"], run["did"][0]["words"]) == ("done", "Wrote a note.")


def test_its_vocabulary_has_nothing_that_moves_anyone(api):
    actions = {entry["name"] for entry in api.read("automations/vocabulary/").body["actions"]}
    assert {"mail", "tell", "deadline", "brief", "ask_scorecards"} <= actions
    assert not actions & {"move", "advance", "reject", "hire", "withdraw"}


@pytest.mark.parametrize(
    "change",
    [
        {"trigger": "never"},
        {"actions": [{"name": "reject"}]},
        {"actions": []},
        {"actions": [{"name": "note", "text": ""}]},
        {"actions": ["note"]},
        {"name": "x" * 121},
        {"name": "a\x00b" * 60},
        {"opening": "no-such-opening"},
    ],
)
def test_what_it_cannot_be_made_of_is_refused(api, change):
    number = Automation.objects.count()
    assert api.send("POST", "automations/", {**PLAN, **change}).status_code == 400
    assert Automation.objects.count() == number


def test_a_stale_version_changes_nothing(api):
    made = api.send("POST", "automations/", PLAN).body
    path = f"automations/{made['id']}/"
    changed = api.send("PATCH", path, {"name": "Other"}, headers={"If-Match": '"1"'})
    assert (changed.status_code, changed.body["version"]) == (200, 2)
    stale = api.send("PATCH", path, {"name": "Third"}, headers={"If-Match": '"1"'})
    assert stale.status_code == 412
    assert api.send("DELETE", path).status_code == 204


def test_a_lead_changes_their_openings_automations_and_not_the_companys(
    api, api_of, lead, interviewer
):
    shared = api.send("POST", "automations/", PLAN).body["id"]
    leads = api_of(lead)
    assert leads.read(f"automations/{shared}/").status_code == 200
    assert leads.send("PATCH", f"automations/{shared}/", {"name": "Mine"}).status_code == 404
    assert leads.send("POST", "automations/", PLAN).status_code == 403
    opening = make_opening(by=lead)
    own = leads.send("POST", "automations/", {**PLAN, "opening": opening.ref})
    assert own.status_code == 201
    assert api_of(interviewer).read("automations/").status_code == 403


def test_a_dry_run_counts_and_lists(api, application, recruiter):
    entering = {"trigger": "enters", "trigger_settings": {"stage": "inbox"}}
    made = api.send("POST", "automations/", {**PLAN, **entering})
    trial = api.read(f"automations/{made.body['id']}/dry-run/").body
    assert (trial["number_acted"], trial["number_left"]) == (1, 0)
    assert trial["times"][0]["application"] == str(application.pk)


def test_a_deadline_is_set_and_ended(api, application):
    path = f"applications/{application.pk}/deadlines/"
    body = {"what": "Send a plan", "due_at": "2099-01-01T12:00:00Z", "is_for_candidate": True}
    made = api.send("POST", path, body)
    assert made.status_code == 201
    past = api.send("POST", path, {**body, "due_at": "2020-01-01T12:00:00Z"})
    assert (past.status_code, list(past.body["errors"])) == (400, ["due_at"])
    row = f"deadlines/{made.body['id']}/"
    assert api.send("POST", f"{row}done/").body["met_at"]
    assert api.send("POST", f"{row}reopen/").body["met_at"] is None
    assert api.send("POST", f"{row}drop/").body["dropped_at"]


def test_a_rejection_is_told_in_words_of_ones_own_or_not_at_all(api, application):
    path = f"applications/{application.pk}/"
    said = {"reason": "R", "text": "No, {first_name}.", "feedback": "You were clear."}
    assert api.send("POST", f"{path}reject/", {**said, "text": "{pay}"}).status_code == 400
    api.send("POST", f"{path}reject/", said)
    standing = api.read(f"{path}rejection/").body
    assert standing["state"] == "planned"
    assert standing["text"] == "No, Amara.\n\nYou were clear.\n"
    words = {"subject": "S", "text": "No."}
    assert api.send("PATCH", f"{path}rejection/", words).body["subject"] == "S"
    assert api.send("DELETE", f"{path}rejection/").body["state"] == "stopped"
    assert api.send("POST", f"{path}rejection/send/").status_code == 422
    assert api.send("PATCH", f"{path}rejection/", words).body["state"] == "planned"
    assert api.send("POST", f"{path}rejection/send/").status_code == 200
    api.send("POST", f"{path}reinstate/")
    assert api.read(f"{path}rejection/").status_code == 404
    assert Message.objects.count() == 2
