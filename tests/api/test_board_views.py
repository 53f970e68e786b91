"""People of an opening by filters, saved views and changes of many, over the API."""

import pytest

from config.accounts.models import User
from config.tenancy.schemas import inside
from pipeline.models import Membership, Message, SavedView
from pipeline.moves import move
from pipeline.work_queue.owners import assign
from tests.companies import KEYS
from tests.factories import make_application, make_opening, stage_of


@pytest.fixture
def opening(acme, recruiter):
    opening = make_opening(by=recruiter)
    opening.stages.update(gate="none")
    return opening


@pytest.fixture
def people(opening):
    return [make_application(opening) for _ in range(3)]


def ids(response):
    return {row["id"] for row in response.body["results"]}


def about(*rows, **more):
    picked = [{"id": str(row.pk), "version": row.version} for row in rows]
    return {"applications": picked, **more}


def test_people_of_an_opening_are_chosen_as_on_its_board(api, opening, people, recruiter):
    assign(people[0], recruiter, by=recruiter)
    path = f"openings/{opening.pk}/applications/"
    assert ids(api.read(path)) == {str(row.pk) for row in people}
    assert ids(api.read(f"{path}?owner=me")) == {str(people[0].pk)}
    assert api.read(f"{path}?tag={opening.pk}").status_code == 400
    assert api.read(f"{path}?q=%00&clock=nonsense").status_code == 400


@pytest.mark.parametrize("number", [1, 50])
def test_the_list_costs_the_same_queries(api, opening, django_assert_num_queries, number):
    for _ in range(number):
        make_application(opening)
    with django_assert_num_queries(8):  # company, SET, token, opening, choices, rows, stays, holds
        api.read(f"openings/{opening.pk}/applications/?clock=soon&sort=name")


def test_a_view_is_saved_changed_pinned_and_deleted(api, opening):
    body = {"name": "Mine", "opening": opening.ref, "shape": "board", "query": "owner=me&evil=1"}
    made = api.send("POST", "views/", body).body
    assert (made["query"], made["is_pinned"]) == ("owner=me", False)
    assert made["address"].startswith(f"/openings/{opening.pk}/board/?owner=me&view=")
    path = f"views/{made['id']}/"
    changed = api.send("PATCH", path, {"name": "My own", "is_pinned": True}).body
    assert (changed["name"], changed["is_pinned"]) == ("My own", True)
    assert [row["name"] for row in api.read("views/").body["results"]] == ["My own"]
    assert api.send("POST", "views/", {"name": "My own", "query": ""}).status_code == 400
    assert api.send("DELETE", path).status_code == 204
    assert not SavedView.objects.exists()


def test_a_shared_view_is_pinned_but_not_changed_by_others(api, api_of, opening, lead):
    body = {"name": "All", "opening": opening.ref, "shape": "table", "is_shared": True, "query": ""}
    path = f"views/{api.send('POST', 'views/', body).body['id']}/"
    theirs = api_of(lead)
    assert theirs.send("PATCH", path, {"is_pinned": True}).status_code == 404
    Membership.objects.create(opening=opening, user=lead)
    assert theirs.send("PATCH", path, {"is_pinned": True}).body["is_pinned"] is True
    assert theirs.send("PATCH", path, {"name": "Theirs"}).status_code == 404
    assert theirs.send("DELETE", path).status_code == 404


def test_many_are_moved_the_others_named_and_it_is_undone(api, opening, people, lead):
    screen = stage_of(opening, "screen")
    asked = about(*people, kind="move", to=str(screen.pk))
    move(people[0], stage_of(opening, "final"), by=lead)
    made = api.send("POST", "applications/changes/", asked)
    assert (made.status_code, len(made.body["done"])) == (201, 2)
    (refused,) = made.body["refused"]
    assert refused["application"] == str(people[0].pk)
    undone = api.send("POST", f"applications/changes/{made.body['id']}/undo/").body
    assert (undone["undone"], undone["refused"]) == (2, [])
    again = api.send("POST", f"applications/changes/{made.body['id']}/undo/")
    assert again.status_code == 422


def test_each_kind_of_change_is_done(api, people, recruiter):
    for asked in (
        {"kind": "move", "to": "screen"},
        {"kind": "tag", "tag": "Speech"},
        {"kind": "assign", "owner": str(recruiter.pk)},
        {"kind": "message", "subject": "Hello", "text": "Dear {candidate}"},
        {"kind": "reject", "reason": "Position filled"},
    ):
        body = {"applications": [{"id": str(row.pk)} for row in people]} | asked
        made = api.send("POST", "applications/changes/", body)
        assert len(made.body["done"]) == 3, asked
    assert Message.objects.filter(kind="free").count() == 3
    listed = api.read("applications/changes/").body["results"]
    assert [row["kind"] for row in listed] == ["reject", "message", "assign", "tag", "move"]


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"kind": "move"}, 400),
        ({"kind": "move", "to": "nowhere"}, 400),
        ({"kind": "move", "to": "01900000-0000-7000-8000-00000000ffff"}, 404),
        ({"kind": "tag", "tag": "x" * 61}, 400),
        ({"kind": "assign", "owner": "01900000-0000-7000-8000-00000000ffff"}, 404),
        ({"kind": "message", "subject": "Hi", "text": "{salary}"}, 422),
        ({"kind": "fire"}, 400),
    ],
)
def test_what_makes_no_sense_is_refused(api, people, asked, status):
    assert api.send("POST", "applications/changes/", about(*people) | asked).status_code == status


def test_nobody_changes_people_of_others(api_of, people, lead, interviewer, globex):
    asked = about(*people, kind="tag", tag="Speech")
    assert api_of(lead).send("POST", "applications/changes/", asked).status_code == 400
    assert api_of(interviewer).send("POST", "applications/changes/", asked).status_code == 403
    with inside(globex):
        rival = User.objects.get(pk=KEYS["recruiter"])
    theirs = api_of(rival, globex)
    assert theirs.send("POST", "applications/changes/", asked).status_code == 400
    assert theirs.read(f"openings/{people[0].opening_id}/applications/").status_code == 404
