"""An opening's weights over the API, and opening a role from an intake."""

import pytest

from config.accounts.models import User
from config.tenancy.schemas import inside
from pipeline.intakes import propose_role
from pipeline.models import Intake, Opening, Specialization
from tests.factories import make_opening
from tests.pipeline.test_intake import PRODUCTION, RESEARCH
from tests.pipeline.test_opening_weights import DIMENSIONS, EVEN

WEIGHTS = {"component_weights": EVEN, "dimension_weights": DIMENSIONS}
ROLE = {"title": "ML engineer", "specialization": "infra", "level": "mid"}


@pytest.fixture
def opening(lead):
    return make_opening(by=lead)


@pytest.fixture
def path(opening):
    return f"openings/{opening.pk}/weights/"


def test_a_lead_writes_the_weights_whole(api_of, lead, path):
    told = api_of(lead).send("PUT", path, WEIGHTS, headers={"If-Match": '"1"'})
    assert (told.status_code, told["ETag"]) == (200, '"2"')
    assert told.body["component_weights"] == EVEN
    assert told.body["dimension_weights"] == DIMENSIONS


def test_weights_changed_meanwhile_stay(api_of, lead, path):
    client, seen = api_of(lead), {"If-Match": '"1"'}
    client.send("PUT", path, WEIGHTS, headers=seen)
    assert client.send("PUT", path, WEIGHTS, headers=seen).status_code == 412
    assert client.send("PUT", path, WEIGHTS).status_code == 200


@pytest.mark.parametrize(
    "wrong",
    [
        {"component_weights": {**EVEN, "coding": 30}},
        {"component_weights": {**EVEN, "coding": -20, "domain": 60}},
        {"dimension_weights": {"charm": 100}},
        {"dimension_weights": {"technical": "most"}},
        {"dimension_weights": None},
    ],
)
def test_weights_that_are_not_right_are_refused(api_of, lead, opening, path, wrong):
    assert api_of(lead).send("PUT", path, {**WEIGHTS, **wrong}).status_code == 400
    assert Opening.objects.get().component_weights == opening.component_weights


@pytest.mark.parametrize("who", ["recruiter", "admin", "interviewer", "outsider"])
def test_weights_are_for_leads(request, api_of, path, who):
    assert api_of(request.getfixturevalue(who)).send("PUT", path, WEIGHTS).status_code == 403


def test_a_lead_of_another_team_finds_none(api_of, lead, recruiter):
    elsewhere = make_opening(by=recruiter)
    path = f"openings/{elsewhere.pk}/weights/"
    assert api_of(lead).send("PUT", path, WEIGHTS).status_code == 404


def test_the_rival_company_finds_none(api_of, lead, globex, path):
    with inside(globex):
        rival = api_of(User.objects.get(pk=lead.pk), globex)
    assert rival.send("PUT", path, WEIGHTS).status_code == 404


def test_a_stranger_writes_none(stranger, path):
    assert stranger.send("PUT", path, WEIGHTS).status_code == 401


# From an intake


def test_a_role_opened_from_an_intake_takes_its_weights_and_keeps_it(api, recruiter):
    told = api.send("POST", "openings/", {**ROLE, "intake": PRODUCTION})
    assert told.status_code == 201
    assert "intake" not in told.body
    proposal = propose_role(PRODUCTION)
    assert told.body["component_weights"] == proposal.component_weights
    assert told.body["dimension_weights"] == proposal.dimension_weights
    kept = Intake.objects.get(opening=told.body["id"])
    assert (kept.answers, kept.by) == (PRODUCTION, recruiter)
    assert kept.proposal["specialization"]["key"] == "infra"


def test_another_specialization_than_proposed_takes_the_weights_of_its_own(api):
    told = api.send("POST", "openings/", {**ROLE, "intake": RESEARCH})
    assert told.body["specialization"] == "infra"
    assert told.body["component_weights"] != propose_role(RESEARCH).component_weights
    assert sum(told.body["component_weights"].values()) == 100


def test_a_role_opened_without_one_keeps_none(api):
    told = api.send("POST", "openings/", ROLE)
    usual = Specialization.objects.get(key="infra").component_weights
    assert (told.status_code, told.body["component_weights"]) == (201, usual)
    assert not Intake.objects.exists()


@pytest.mark.parametrize("wrong", [{}, None, {**RESEARCH, "scope": "project"}, "all of it"])
def test_answers_that_are_not_right_open_nothing(api, wrong):
    told = api.send("POST", "openings/", {**ROLE, "intake": wrong})
    assert (told.status_code, list(told.body["errors"])) == (400, ["intake"])
    assert not Opening.objects.exists()


def test_an_opening_takes_no_intake_later(api, opening):
    told = api.send("PATCH", f"openings/{opening.pk}/", {"intake": RESEARCH})
    assert told.status_code == 200
    assert not Intake.objects.exists()
