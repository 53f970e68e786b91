"""The job description over the API."""

import pytest

from config.accounts.models import User
from config.tenancy.schemas import inside
from tests.companies import KEYS
from tests.factories import make_opening


@pytest.fixture
def opening(recruiter):
    return make_opening(
        by=recruiter, title="Ranking engineer", currency="EUR", location="Denver, CO"
    )


def test_a_posting_is_written_and_read(api, opening):
    path = f"openings/{opening.pk}/"
    body = {
        "posting": {"about": " Us. ", "stack": ""},
        "workplace": "hybrid",
        "closes_on": "2027-01-31",
    }
    told = api.send("PATCH", path, body, {"If-Match": '"1"'})
    assert told.status_code == 200
    read = api.read(path).body
    assert {name: read[name] for name in body} == {**body, "posting": {"about": "Us."}}
    assert api.send("PATCH", path, body, {"If-Match": '"1"'}).status_code == 412


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"posting": {"poem": "Roses"}}, "posting"),
        ({"posting": ["Roses"]}, "posting"),
        ({"posting": {"about": "x" * 5001}}, "posting"),
        ({"posting": {"about": {"a": 1}}}, "posting"),
        ({"workplace": "moon"}, "workplace"),
        ({"closes_on": "soon"}, "closes_on"),
    ],
)
def test_what_is_not_right_is_refused_by_field(api, opening, wrong, field):
    told = api.send("PATCH", f"openings/{opening.pk}/", wrong)
    assert told.status_code == 400
    assert field in told.body["errors"]


def test_findings_come_with_their_place_and_the_law(api, opening):
    api.send("PATCH", f"openings/{opening.pk}/", {"posting": {"about": "A ninja."}})
    found = api.read(f"openings/{opening.pk}/posting/findings/").body
    assert (found[0]["rule"], found[0]["severity"]) == ("pay-law", "blocks")
    assert found[0]["laws"][0]["source"] == "C.R.S. § 8-5-201"
    quoted = next(row for row in found if row["quote"] == "ninja")
    assert (quoted["section"], quoted["start"], quoted["end"]) == ("about", 2, 7)


def test_the_law_keeps_it_shut_over_the_api_too(api, opening):
    path = f"openings/{opening.pk}/status/"
    assert api.send("POST", path, {"status": "paused"}).status_code == 200
    told = api.send("POST", path, {"status": "open"})
    assert told.status_code == 422
    assert "C.R.S. § 8-5-201" in told.body["detail"]


def test_findings_are_for_those_who_see_the_opening(
    api_of, opening, lead, interviewer, globex, client_of
):
    path = f"openings/{opening.pk}/posting/findings/"
    assert api_of(lead).read(path).status_code == 404
    assert api_of(interviewer).read(path).status_code == 403
    with inside(globex):
        rival = User.objects.get(pk=KEYS["recruiter"])
    assert api_of(rival, globex).read(path).status_code == 404
