"""Intake and coverage over the API."""

import pytest

from config.accounts.models import User
from config.tenancy.schemas import inside
from pipeline.models import Opening, Specialization
from tests.factories import make_opening, stage_of
from tests.pipeline.test_intake import PRODUCTION, RESEARCH


@pytest.fixture
def opening(recruiter):
    return make_opening(by=recruiter, specialization="infra")


def test_answers_are_answered_with_a_proposal_and_nothing_is_written(api):
    told = api.send("POST", "intake/", PRODUCTION)
    assert told.status_code == 200
    body = told.body
    assert (body["specialization"]["key"], body["level"]["key"]) == ("infra", "mid")
    assert "“mostly production code”" in body["specialization"]["why"]
    assert sum(body["component_weights"].values()) == 100
    assert body["dimension_weights"]["technical"] == 40
    assert body["process"]["name"] == "Hiring for systems that run"
    assert [row["key"] for row in body["alternatives"]] == ["genai", "applied", "research"]
    assert body["contradictions"] == []
    assert not Opening.objects.exists()


def test_contradictions_are_told(api):
    answers = {**RESEARCH, "code": "production", "place": "product"}
    told = api.send("POST", "intake/", answers).body["contradictions"]
    assert [row["title"] for row in told] == ["Two roles in one?"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({}, "work"),
        ({**RESEARCH, "built": "castles"}, "built"),
        ({**RESEARCH, "scope": "project"}, "guidance"),
        ({**PRODUCTION, "guidance": ["close"]}, "guidance"),
        ({**RESEARCH, "work": None}, "work"),
    ],
)
def test_answers_that_are_not_right_are_refused_by_field(api, wrong, field):
    told = api.send("POST", "intake/", wrong)
    assert told.status_code == 400
    assert field in told.body["errors"]


def test_without_a_specialization_in_use_there_is_nothing_to_propose(api):
    Specialization.objects.update(is_retired=True)
    told = api.send("POST", "intake/", RESEARCH)
    assert told.status_code == 400
    assert "No specialization is in use." in str(told.body["errors"])


def test_the_coverage_names_criteria_stages_and_what_is_missing(api, opening):
    told = api.read(f"openings/{opening.pk}/coverage/")
    assert told.status_code == 200
    code = next(row for row in told.body["criteria"] if row["key"] == "writes-code")
    assert (code["skill"], code["component"], code["planned"], code["seated"]) == (
        "end_to_end",
        "coding",
        3,
        0,
    )
    screen = str(stage_of(opening, "screen").pk)
    cell = next(cell for cell in code["stages"] if cell["stage"] == screen)
    assert (cell["planned"], cell["seated"]) == (["ML engineer"], [])
    assert {row["lack"] for row in told.body["findings"]} == {"empty_panel"}
    assert sum(row["weight_percent"] for row in told.body["components"]) == 100
    assert told.body["mismatch"] is None


def test_stages_tell_what_they_hold_even_where_that_is_the_usual(api, opening):
    opening.stages.filter(kind="final").update(interviews=[])
    told = {
        row["kind"]: row["interviews"] for row in api.read(f"openings/{opening.pk}/").body["stages"]
    }
    assert told["technical"] == ["coding", "system_design"]
    assert (told["final"], told["offer"]) == (["final"], [])


def test_a_mismatch_is_told_with_its_distances(api, opening):
    opening.stages.filter(kind="technical").update(interviews=["deep_dive", "domain"])
    opening.stages.filter(kind="final").update(interviews=["portfolio", "final"])
    found = api.read(f"openings/{opening.pk}/coverage/").body["mismatch"]
    assert found["fits"] == "research"
    assert found["distance_of_role"] - found["distance_of_fit"] > 0.1


def test_an_opening_tells_its_weights_and_takes_none(api, opening):
    path = f"openings/{opening.pk}/"
    assert api.read(path).body["component_weights"]["system_design"] == 30
    changed = api.send("PATCH", path, {"component_weights": {"coding": 100}})
    assert changed.body["component_weights"]["system_design"] == 30
    assert changed.body["dimension_weights"]["technical"] == 40


@pytest.mark.parametrize(
    ("who", "intake", "coverage"),
    [
        ("recruiter", 200, 200),
        ("lead", 200, 404),
        ("admin", 403, 403),
        ("interviewer", 403, 403),
        ("outsider", 403, 403),
    ],
)
def test_each_role_is_answered_by_the_table(api_of, opening, who, intake, coverage):
    api = api_of(User.objects.get(email=f"{who}@example.com"))
    assert api.send("POST", "intake/", RESEARCH).status_code == intake
    assert api.read(f"openings/{opening.pk}/coverage/").status_code == coverage


def test_the_rival_company_is_told_nothing(api_of, opening, globex, recruiter):
    with inside(globex):
        rival = User.objects.get(pk=recruiter.pk)
    assert api_of(rival, globex).read(f"openings/{opening.pk}/coverage/").status_code == 404


def test_strangers_are_told_nothing(stranger, opening):
    assert stranger.send("POST", "intake/", RESEARCH).status_code == 401
    assert stranger.read(f"openings/{opening.pk}/coverage/").status_code == 401
