"""Closing briefs over the API."""

import pytest

from config.accounts.models import User
from config.tenancy.schemas import inside
from pipeline.models import ClosingBrief
from pipeline.moves import reject
from tests.factories import BRIEF, make_application, make_closing_brief, make_opening

TERMS = {"base": 30_000_000, "currency": "USD", "expires_on": "2099-01-31"}


@pytest.fixture
def application(acme, recruiter):
    opening = make_opening(by=recruiter)
    opening.stages.update(gate="none")
    return make_application(opening, by=recruiter)


@pytest.fixture
def path(application):
    return f"applications/{application.pk}/closing-brief/"


@pytest.fixture
def extend(api, application):
    """The address that extends a draft of `application`."""
    draft = api.send("POST", f"applications/{application.pk}/offers/", TERMS)
    return f"offers/{draft.body['id']}/extend/"


def test_an_unwritten_brief_reads_blank(api, application, path):
    body = api.read(path).body
    assert body["application"] == str(application.pk)
    assert (body["problem"], body["updated_at"]) == ("", None)
    assert body["missing"] == list(ClosingBrief.PARTS)


def test_a_brief_is_written_whole_and_read(api, path):
    written = api.send("PUT", path, {**BRIEF, "growth": " "})
    assert written.status_code == 200
    assert written.body["missing"] == ["growth"]
    assert api.read(path).body == written.body
    assert api.send("PUT", path, BRIEF).body["missing"] == []


@pytest.mark.parametrize(
    ("change", "field"),
    [({"growth": None}, "growth"), ({"problem": "x" * 3001}, "problem"), ({"learning": []}, None)],
)
def test_a_brief_that_is_not_right_is_refused(api, path, change, field):
    answer = api.send("PUT", path, {**BRIEF, **change})
    assert answer.status_code == 400
    assert (field or "learning") in answer.body["errors"]
    assert not ClosingBrief.objects.exists()


def test_a_brief_without_a_part_names_it(api, path):
    answer = api.send("PUT", path, {"problem": "Search."})
    assert set(answer.body["errors"]) == {"teammates", "autonomy", "learning", "growth"}


def test_a_brief_changed_since_it_was_read_stays_as_it_is(api, path):
    unwritten = {"If-Match": api.read(path)["ETag"]}
    assert unwritten == {"If-Match": '""'}
    first = api.send("PUT", path, BRIEF, headers=unwritten)
    assert (first.status_code, first["ETag"]) == (200, api.read(path)["ETag"])
    late = api.send("PUT", path, {**BRIEF, "growth": "Late."}, headers=unwritten)
    assert (late.status_code, late.body["title"]) == (412, "Changed by somebody else")
    assert ClosingBrief.objects.get().growth == BRIEF["growth"]
    seen = {"If-Match": first["ETag"]}
    assert api.send("PUT", path, {**BRIEF, "growth": "Owns it."}, headers=seen).status_code == 200
    assert api.send("PUT", path, BRIEF, headers=seen).status_code == 412


@pytest.mark.parametrize("headers", [None, {"If-Match": "*"}])
def test_a_brief_is_written_over_where_no_stamp_is_named(api, path, headers):
    api.send("PUT", path, BRIEF)
    later = api.send("PUT", path, {**BRIEF, "growth": "Later."}, headers=headers)
    assert later.body["growth"] == "Later."


def test_a_closed_application_takes_no_brief(api, application, recruiter, path):
    reject(application, by=recruiter, reason="Evidence")
    answer = api.send("PUT", path, BRIEF)
    assert (answer.status_code, "rejected" in answer.body["detail"]) == (422, True)


def test_an_offer_without_its_brief_is_refused_naming_each_part(api, extend):
    answer = api.send("POST", extend)
    assert answer.status_code == 422
    for part in ClosingBrief.PARTS:
        assert part in answer.body["detail"]


def test_the_missing_parts_come_with_the_offer(api, application, recruiter, extend):
    make_closing_brief(application, by=recruiter, learning="", growth="")
    refused = api.send("POST", extend, {"closing_brief": {"learning": "By doing."}})
    assert "has to say: growth." in refused.body["detail"]
    parts = {"learning": "By doing.", "growth": "Owns it."}
    assert api.send("POST", extend, {"closing_brief": parts}).body["status"] == "extended"
    assert ClosingBrief.objects.get().missing == []


@pytest.mark.parametrize("given", [{"growth": ""}, {"growth": None}, "soon", []])
def test_parts_that_are_not_right_are_refused(api, application, recruiter, extend, given):
    make_closing_brief(application, by=recruiter, growth="")
    assert api.send("POST", extend, {"closing_brief": given}).status_code == 400


@pytest.mark.parametrize("who", ["admin", "interviewer", "outsider"])
def test_briefs_are_for_who_makes_offers(request, api_of, path, who):
    client = api_of(request.getfixturevalue(who))
    assert client.read(path).status_code == 403
    assert client.send("PUT", path, BRIEF).status_code == 403


def test_a_lead_of_another_team_finds_no_brief(api_of, lead, path):
    assert api_of(lead).read(path).status_code == 404
    assert api_of(lead).send("PUT", path, BRIEF).status_code == 404


def test_the_rival_company_finds_no_brief(api_of, recruiter, globex, path):
    with inside(globex):
        rival = api_of(User.objects.get(pk=recruiter.pk), globex)
    assert rival.read(path).status_code == 404
    assert rival.send("PUT", path, BRIEF).status_code == 404
