"""Approvals, seats, templates and the new fields over the API."""

import pytest

from config.accounts.models import User
from config.tenancy.schemas import inside
from pipeline.approvals import ask_approver
from pipeline.copying.contents import Extent
from pipeline.copying.templates import save_template
from pipeline.models import Opening, OpeningTemplate
from pipeline.moves import hire
from tests.companies import KEYS
from tests.factories import make_application, make_opening


@pytest.fixture
def draft(recruiter):
    return make_opening(by=recruiter, title="Engineer by API", status="draft", headcount=2)


def test_the_new_fields_are_written_and_read(api, draft):
    body = {"employment_type": "contract", "is_blind": True}
    told = api.send("PATCH", f"openings/{draft.pk}/", body).body
    assert {name: told[name] for name in body} == body
    assert told["published_at"] is None
    opened = api.send("POST", f"openings/{draft.pk}/status/", {"status": "open"}).body
    assert opened["published_at"]
    told = api.send("PATCH", f"openings/{draft.pk}/", {"published_at": None}).body
    assert told["published_at"] == opened["published_at"]
    wrong = api.send("PATCH", f"openings/{draft.pk}/", {"employment_type": "serf"})
    assert wrong.status_code == 400


def test_a_person_is_asked_gives_their_word_and_is_asked_anew(api, api_of, draft, interviewer):
    path = f"openings/{draft.pk}/approvals/"
    asked = api.send("POST", path, {"approver": str(interviewer.pk)})
    assert (asked.status_code, asked.body["approver"]["name"]) == (201, "Interviewer")
    refused = api.send("POST", f"openings/{draft.pk}/status/", {"status": "open"})
    assert refused.status_code == 422
    assert "It waits for the approval of Interviewer." in refused.body["detail"]

    theirs = api_of(interviewer)
    [waiting] = theirs.read("approvals/").body["results"]
    assert waiting["terms"]["headcount"] == 2
    place = f"approvals/{waiting['id']}/"
    stale = {"If-Match": '"9"'}
    word = {"decision": "approved"}
    assert theirs.send("POST", f"{place}decision/", word, stale).status_code == 412
    seen = {"If-Match": theirs.read(place)["ETag"]}
    assert theirs.send("POST", f"{place}decision/", word, seen).body["decision"] == "approved"

    api.send("PATCH", f"openings/{draft.pk}/", {"headcount": 5})
    [row] = api.read(path).body
    assert (row["decision"], row["changed"]) == ("", ["Seats"])
    gone = api.send("DELETE", f"{path}{row['id']}/")
    assert gone.status_code == 204
    assert theirs.read(place).status_code == 404
    assert api.read(path).body == []


@pytest.mark.parametrize(
    ("word", "status"),
    [({"decision": "declined"}, 422), ({"decision": "maybe"}, 400), ({}, 400)],
)
def test_a_word_that_is_none_is_refused(api_of, draft, lead, word, status):
    approval = ask_approver(draft, lead, by=None)
    told = api_of(lead).send("POST", f"approvals/{approval.pk}/decision/", word)
    assert told.status_code == status


@pytest.mark.parametrize("approver", ["", "x", None, "01900000-0000-7000-8000-00000000dead"])
def test_an_approver_who_is_nobody_is_refused_by_field(api, draft, approver):
    told = api.send("POST", f"openings/{draft.pk}/approvals/", {"approver": approver})
    assert told.status_code == 400
    assert "approver" in told.body["errors"]


def test_seats_are_listed_and_annotated(api, draft, recruiter):
    application = make_application(draft)
    hire(application, by=recruiter)
    path = f"openings/{draft.pk}/seats/"
    told = api.send("PATCH", f"{path}2/", {"starts_on": "2027-02-01"}).body
    assert (told["starts_on"], told["note"]) == ("2027-02-01", "")
    assert api.send("PATCH", f"{path}2/", {"note": "New"}).body["starts_on"] == "2027-02-01"
    assert api.send("PATCH", f"{path}2/", {"note": "x" * 201}).status_code == 400
    assert api.send("PATCH", f"{path}9/", {}).status_code == 404
    rows = api.read(path).body
    taken = [(row["number"], row["application"]) for row in rows]
    assert taken == [(1, str(application.pk)), (2, None)]


def test_a_template_is_kept_used_renamed_deleted_and_brought_back(api, draft):
    body = {"name": "By API", "opening": str(draft.pk)}
    made = api.send("POST", "opening-templates/", body)
    assert made.status_code == 201
    assert api.send("POST", "opening-templates/", body).status_code == 422
    path = f"opening-templates/{made.body['id']}/"
    begun = api.send("POST", f"{path}openings/", {"title": "Begun", "level": "staff"})
    assert (begun.status_code, begun.body["left_out"]) == (201, [])
    opening = begun.body["opening"]
    assert (opening["title"], opening["level"], opening["status"]) == ("Begun", "staff", "draft")
    assert api.send("PATCH", path, {"name": "Renamed"}).body["name"] == "Renamed"
    assert api.send("POST", f"{path}undo/").body["name"] == "By API"
    assert api.send("DELETE", path).status_code == 204
    assert api.read(path).status_code == 404
    assert api.send("POST", f"{path}undo/").body["name"] == "By API"
    assert api.send("PATCH", path, {"name": ""}).status_code == 400


def test_an_opening_is_cloned(api, draft):
    told = api.send("POST", f"openings/{draft.pk}/clone/", {"title": "Twin", "team": True})
    assert told.status_code == 201
    assert told.body["opening"]["ref"] == "twin"
    assert Opening.objects.count() == 2


@pytest.mark.parametrize(
    ("who", "statuses"),
    [
        ("admin", (403, 403, 403, 200)),
        ("lead", (404, 404, 200, 200)),
        ("interviewer", (403, 403, 403, 200)),
        ("outsider", (403, 403, 403, 403)),
    ],
)
def test_each_role_reads_what_it_may(draft, request, api_of, who, statuses):
    client = api_of(request.getfixturevalue(who))
    places = [f"openings/{draft.pk}/{noun}/" for noun in ("approvals", "seats")]
    places += ["opening-templates/", "approvals/"]
    assert tuple(client.read(place).status_code for place in places) == statuses


def test_a_rival_company_finds_nothing(draft, recruiter, lead, api_of, globex):
    template = save_template(draft, by=recruiter, name="Ours", extent=Extent())
    approval = ask_approver(draft, recruiter, by=lead)
    assert OpeningTemplate.objects.exists()
    with inside(globex):
        rival = User.objects.get(pk=KEYS["recruiter"])
    client = api_of(rival, globex)
    for place in (
        f"openings/{draft.pk}/approvals/",
        f"openings/{draft.pk}/seats/",
        f"opening-templates/{template.pk}/",
        f"approvals/{approval.pk}/",
    ):
        assert client.read(place).status_code == 404
    assert client.send("POST", f"opening-templates/{template.pk}/undo/").status_code == 404
    assert client.read("opening-templates/").body["results"] == []
    assert client.read("approvals/").body["results"] == []
