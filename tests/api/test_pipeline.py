"""The main job over the API: the same rules and the same visibility as the pages."""

import pytest

from pipeline.gates import GATES
from pipeline.models import Membership
from tests.factories import make_application, make_candidate, make_opening, stage_of


@pytest.fixture
def opening(acme, recruiter):
    opening = make_opening(by=recruiter)
    opening.stages.update(gate="none")
    return opening


@pytest.fixture
def application(opening, recruiter):
    return make_application(opening, by=recruiter)


def test_an_opening_is_made_with_its_stages_and_opened(api):
    made = api.send(
        "POST",
        "openings/",
        {"title": "GenAI Engineer", "specialization": "genai", "level": "senior"},
    )
    assert made.status_code == 201
    assert [stage["kind"] for stage in made.body["stages"]] == [
        "inbox",
        "screen",
        "technical",
        "take_home",
        "final",
        "offer",
        "hired",
    ]
    path = f"openings/{made.body['id']}/status/"
    opened = api.send("POST", path, {"status": "open"}, {"If-Match": made["ETag"]})
    assert opened.body["status"] == "open"
    stale = api.send("POST", path, {"status": "paused"}, {"If-Match": made["ETag"]})
    assert stale.status_code == 412


def test_a_person_and_their_application_are_two_steps(api, opening):
    person = api.send("POST", "candidates/", {"name": "Ada", "email": "ada@example.com"}).body
    body = {"candidate": person["id"], "opening": opening.ref}
    first = api.send("POST", "applications/", body)
    again = api.send("POST", "applications/", body)
    assert (first.status_code, first.body["stage_kind"]) == (201, "inbox")
    assert again.status_code == 400
    assert "This person is in this opening already." in str(again.body["errors"])


def test_a_move_over_the_api_is_a_row_of_history_by_the_tokens_person(api, application, recruiter):
    to = stage_of(application.opening, "screen")
    path = f"applications/{application.pk}/"
    moved = api.send("POST", f"{path}move/", {"to": str(to.pk)}, {"If-Match": '"1"'})
    assert (moved.status_code, moved.body["stage_kind"], moved["ETag"]) == (200, "screen", '"2"')
    latest = api.read(f"{path}moves/").body["results"][0]
    assert (latest["kind"], latest["by"]) == ("advance", recruiter.name)


def test_a_stale_move_is_told_apart_and_changes_nothing(api, application):
    to = stage_of(application.opening, "screen")
    path = f"applications/{application.pk}/move/"
    assert api.send("POST", path, {"to": str(to.pk)}, {"If-Match": '"1"'}).status_code == 200
    stale = api.send("POST", path, {"to": str(to.pk)}, {"If-Match": '"1"'})
    assert (stale.status_code, stale.body["title"]) == (412, "Changed by somebody else")
    assert application.moves.count() == 2


def test_an_if_match_that_is_no_version_is_refused(api, application):
    to = stage_of(application.opening, "screen")
    path = f"applications/{application.pk}/move/"
    response = api.send("POST", path, {"to": str(to.pk)}, {"If-Match": '"x"'})
    assert response.status_code == 400


def test_a_closed_gate_answers_with_its_sentence(api, application, monkeypatch):
    application.opening.stages.filter(kind="inbox").update(gate="scorecards")
    monkeypatch.setitem(GATES, "scorecards", lambda application: "Two scorecards are missing.")
    to = stage_of(application.opening, "screen")
    response = api.send("POST", f"applications/{application.pk}/move/", {"to": str(to.pk)})
    assert (response.status_code, response.body["detail"]) == (422, "Two scorecards are missing.")


def test_rejecting_needs_a_reason_and_can_be_undone(api, application):
    path = f"applications/{application.pk}/"
    assert api.send("POST", f"{path}reject/", {}).status_code == 400
    assert api.send("POST", f"{path}reject/", {"reason": "Evidence"}).body["state"] == "rejected"
    assert api.send("POST", f"{path}undo/").body["state"] == "active"


def test_withdrawing_and_reinstating(api, application):
    path = f"applications/{application.pk}/"
    withdrawn = api.send("POST", f"{path}withdraw/", {"reason": "Another offer"})
    assert withdrawn.body["state"] == "withdrawn"
    assert api.send("POST", f"{path}reinstate/").body["state"] == "active"


def test_a_stage_of_another_opening_is_not_found(api, application, recruiter):
    foreign = stage_of(make_opening(by=recruiter), "screen")
    response = api.send("POST", f"applications/{application.pk}/move/", {"to": str(foreign.pk)})
    assert response.status_code == 404


def test_holding_and_releasing_the_clock(api, application):
    path = f"applications/{application.pk}/holds/"
    made = api.send("POST", path, {"reason": "Candidate is travelling"})
    assert made.status_code == 201
    ended = api.send("POST", f"{path}{made.body['id']}/release/")
    assert ended.body["ends_at"] is not None


def test_a_note_is_written_under_its_authors_name(api, application, recruiter):
    path = f"candidates/{application.candidate_id}/notes/"
    made = api.send("POST", path, {"text": "Met at a meetup."})
    assert (made.status_code, made.body["author"]) == (201, recruiter.name)


def test_a_lead_sees_only_openings_whose_team_they_are_on(api_of, lead, opening, application):
    client = api_of(lead)
    assert client.read(f"openings/{opening.pk}/").status_code == 404
    assert client.read(f"applications/{application.pk}/").status_code == 404
    Membership.objects.create(opening=opening, user=lead)
    assert client.read(f"openings/{opening.pk}/").status_code == 200
    assert client.read(f"applications/{application.pk}/").status_code == 200


@pytest.mark.parametrize(
    "path", ["openings/", "candidates/", "benchmarks/", "processes/", "specializations/"]
)
def test_an_interviewer_reads_neither_openings_nor_pay(api_of, interviewer, path):
    assert api_of(interviewer).read(path).status_code == 403


def test_an_interviewer_cannot_move_anybody(api_of, interviewer, application):
    to = stage_of(application.opening, "screen")
    path = f"applications/{application.pk}/move/"
    assert api_of(interviewer).send("POST", path, {"to": str(to.pk)}).status_code == 403


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_history_takes_no_other_methods(api, application, method):
    response = api.send(method, f"applications/{application.pk}/moves/")
    assert response.status_code in (403, 405)
    assert application.moves.count() == 1


def test_nobody_brings_in_a_person_they_cannot_see(api_of, lead, opening):
    Membership.objects.create(opening=opening, user=lead)
    hidden = make_candidate()
    body = {"candidate": str(hidden.pk), "opening": opening.ref}
    response = api_of(lead).send("POST", "applications/", body)
    assert response.status_code == 400
    assert "candidate" in response.body["errors"]
