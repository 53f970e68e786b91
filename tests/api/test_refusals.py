"""What the API does not tell a panel, and what it refuses without a fault of its own."""

from datetime import timedelta

import pytest
from django.utils import timezone

from config.accounts.roles import Role
from panels.seats import seat
from pipeline.holding import hold
from pipeline.models import Criterion
from pipeline.moves import reject
from pipeline.notes import write_note
from tests.factories import make_application, make_candidate, make_opening

ROLE = {"title": "Engineer", "specialization": "applied", "level": "senior"}


@pytest.fixture
def opening(acme, recruiter):
    opening = make_opening(by=recruiter)
    opening.stages.update(gate="none")
    return opening


@pytest.fixture
def application(opening, recruiter):
    return make_application(opening, by=recruiter, stage="technical")


@pytest.fixture
def seated(application, recruiter, interviewer):
    """`interviewer` sits on the panel of `application`."""
    criteria = Criterion.objects.all()[:1]
    return seat(application.stage, interviewer, criteria, by=recruiter, application=application)


def test_a_panel_is_not_told_how_to_reach_a_candidate(api_of, application, seated, interviewer):
    candidate = application.candidate
    body = api_of(interviewer).read(f"candidates/{candidate.pk}/").body
    assert body == {"id": str(candidate.pk), "name": candidate.name}


def test_a_panel_is_told_the_steps_without_their_reasons(
    api_of, application, seated, recruiter, interviewer
):
    reject(application, by=recruiter, reason="Weak evidence")
    path = f"applications/{application.pk}/moves/"
    told = api_of(interviewer).read(path).body["results"]
    assert {move["kind"]: move["reason"] for move in told} == {"enter": "", "reject": ""}
    assert api_of(recruiter).read(path).body["results"][0]["reason"] == "Weak evidence"


def test_a_panel_is_not_told_why_a_clock_is_held(
    api_of, application, seated, recruiter, interviewer
):
    hold(application, by=recruiter, reason="Ill")
    assert api_of(interviewer).read(f"applications/{application.pk}/holds/").status_code == 403


def test_a_lead_changes_nobody_whom_they_only_interview(api_of, application, seated, interviewer):
    interviewer.roles = [Role.INTERVIEWER, Role.HIRING_LEAD]
    interviewer.save()
    api, path = api_of(interviewer), f"candidates/{application.candidate_id}/"
    assert api.send("PATCH", path, {"name": "Mallory"}).status_code == 404
    assert api.send("POST", f"{path}notes/", {"text": "Hm."}).status_code == 404
    assert api.read(f"{path}notes/").status_code == 404
    assert api.read("candidates/").body["results"] == []


def test_a_lead_reads_no_notes_of_openings_they_are_not_on(api_of, application, recruiter, lead):
    candidate = application.candidate
    own = make_application(make_opening(by=lead), candidate=candidate, by=lead)
    write_note(candidate, by=recruiter, text="Elsewhere", application=application)
    write_note(candidate, by=lead, text="Here", application=own)
    write_note(candidate, by=recruiter, text="Of the person")
    told = api_of(lead).read(f"candidates/{candidate.pk}/notes/").body["results"]
    assert {note["text"] for note in told} == {"Here", "Of the person"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"headcount": 0},
        {"headcount": 30_000},
        {"clock_days": 0},
        {"clock_days": 32_767},
        {"currency": "<b>"},
        {"pay_low": 2, "pay_high": 1},
        {"pay_low": 2},
        {"pay_low": -2, "pay_high": 1},
    ],
)
def test_an_opening_that_cannot_be_is_refused(api, opening, wrong):
    assert api.send("POST", "openings/", ROLE | wrong).status_code == 400
    if "pay_low" not in wrong:
        assert api.send("PATCH", f"openings/{opening.pk}/", wrong).status_code == 400


@pytest.mark.parametrize(
    "wrong",
    [
        {"first_contact_at": (timezone.now() + timedelta(days=400)).isoformat()},
        {"origin": "imported"},
    ],
)
def test_an_application_that_cannot_be_is_refused(api, opening, wrong):
    body = {"candidate": str(make_candidate().pk), "opening": opening.ref}
    assert api.send("POST", "applications/", body | wrong).status_code == 400


def test_nobody_is_brought_into_an_opening_that_does_not_run(api, recruiter):
    draft = make_opening(by=recruiter, status="draft")
    body = {"candidate": str(make_candidate().pk), "opening": draft.ref}
    assert api.send("POST", "applications/", body).status_code == 400


@pytest.mark.parametrize(("origin", "has_clock"), [("applied", True), ("sourced", False)])
def test_the_clock_of_somebody_who_applied_starts(api, opening, origin, has_clock):
    body = {"candidate": str(make_candidate().pk), "opening": opening.ref, "origin": origin}
    made = api.send("POST", "applications/", body)
    assert (made.body["clock"] is not None) is has_clock


@pytest.mark.parametrize(
    "text",
    [
        '{"candidate": "x", "opening": "a\\u0000"}',
        '{"title": "x", "specialization": "\\u0000", "level": "senior"}',
        '{"status": "\\ud800"}',
        '{"\\ud800": 1}',
        "[" * 100_000,
        "[" * 900 + "]" * 900,
    ],
)
@pytest.mark.parametrize("path", ["openings/", "applications/", "openings/{}/status/"])
def test_json_that_is_no_text_is_a_problem_and_no_fault(api, opening, path, text):
    path = f"/api/v1/{path.format(opening.pk)}"
    answer = api.generic("POST", path, text, content_type="application/json")
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")


def test_a_version_of_thousands_of_digits_is_refused(api, application):
    header = {"If-Match": f'"{"9" * 5000}"'}
    assert api.send("POST", f"applications/{application.pk}/undo/", {}, header).status_code == 400
