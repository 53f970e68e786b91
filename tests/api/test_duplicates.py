"""API: groups of duplicates, merging, undoing, and two people."""

import pytest

from config.accounts.models import User
from config.tenancy.ids import new_id
from config.tenancy.schemas import inside
from pipeline.merging.merging import merge
from pipeline.models import Candidate, Merge, TwoPeople
from pipeline.people_due import bring_up_to_date
from tests.companies import KEYS
from tests.factories import make_application, make_candidate, make_opening

GROUPS, MERGES, PAIRS = "candidates/duplicates/", "candidates/merges/", "candidates/two-people/"


@pytest.fixture
def people(acme):
    people = [make_candidate(name=f"Ada {n}", email="ada@example.com") for n in range(2)]
    bring_up_to_date()
    return people


def test_groups_tell_the_people_and_why(api, people):
    body = api.read(GROUPS).body
    assert (body["count"], body["next"]) == (1, None)
    (group,) = body["results"]
    assert [person["name"] for person in group["people"]] == ["Ada 0", "Ada 1"]
    (pair,) = group["pairs"]
    assert pair["kinds"] == ["email"]
    assert pair["reasons"] == ["The same email address: ada@example.com"]


def test_groups_come_in_pages(api, acme):
    for number in range(51):
        for _ in range(2):
            make_candidate(email=f"a{number}@example.com")
    bring_up_to_date()
    first = api.read(GROUPS).body
    assert (first["count"], first["next"], len(first["results"])) == (51, 2, 50)
    assert len(api.read(f"{GROUPS}?page=2").body["results"]) == 1
    assert api.read(f"{GROUPS}?page=3").body["results"] == []


@pytest.mark.parametrize("page", ["0", "x", "9" * 30, "%00"])
def test_a_page_that_is_none_is_refused(api, acme, page):
    assert api.read(f"{GROUPS}?page={page}").status_code == 400


def test_a_merge_and_its_undoing(api, people):
    kept, gone = people
    order = {"kept": str(kept.pk), "gone": [str(gone.pk)], "choices": {"name": str(gone.pk)}}
    answer = api.send("POST", MERGES, order)
    assert answer.status_code == 201
    (row,) = answer.body
    assert (row["kept"], row["gone"]) == (str(kept.pk), str(gone.pk))
    assert api.read(f"candidates/{kept.pk}/").body["name"] == "Ada 1"
    moved = api.read(f"candidates/{gone.pk}/")
    assert (moved.status_code, moved.body) == (301, {"merged_into": str(kept.pk)})
    assert moved["Location"] == f"/api/v1/candidates/{kept.pk}/"
    assert [merge["id"] for merge in api.read(MERGES).body["results"]] == [row["id"]]
    parted = api.send("POST", f"{MERGES}{row['id']}/undo/").body
    assert parted == {"kept": str(kept.pk), "gone": str(gone.pk), "left": []}
    assert api.read(f"candidates/{gone.pk}/").status_code == 200
    again = api.send("POST", f"{MERGES}{row['id']}/undo/")
    assert (again.status_code, again.body["detail"]) == (422, "This merge was undone already.")


def test_a_merge_sent_again_takes_effect_once(api, people):
    order = {"kept": str(people[0].pk), "gone": [str(people[1].pk)]}
    first, second = (
        api.send("POST", MERGES, order, headers={"Idempotency-Key": "once"}) for _ in range(2)
    )
    assert first.body == second.body
    assert Merge.objects.count() == 1


def test_two_people_are_suggested_no_more_until_it_is_taken_back(api, people):
    pair = dict(zip(("first", "second"), (str(one.pk) for one in people), strict=True))
    said = api.send("POST", PAIRS, pair)
    assert said.status_code == 201
    assert api.read(GROUPS).body["count"] == 0
    order = {"kept": pair["first"], "gone": [pair["second"]]}
    assert "are two people" in api.send("POST", MERGES, order).body["detail"]
    assert [row["id"] for row in api.read(PAIRS).body["results"]] == [said.body["id"]]
    assert api.send("DELETE", f"{PAIRS}{said.body['id']}/").status_code == 204
    assert api.read(GROUPS).body["count"] == 1
    assert not TwoPeople.objects.exists()


@pytest.mark.parametrize(
    ("order", "status"),
    [
        ({}, 400),
        ({"kept": "x", "gone": []}, 400),
        ({"kept": "{a}", "gone": []}, 422),
        ({"kept": "{a}", "gone": ["{a}"]}, 422),
        ({"kept": "{a}", "gone": ["{b}", "{b}"]}, 422),
        ({"kept": "{a}", "gone": ["{nobody}"]}, 404),
        ({"kept": "{a}", "gone": ["{b}"] * 21}, 400),
        ({"kept": "{a}", "gone": ["{b}"], "choices": {"links": "{b}"}}, 400),
        ({"kept": "{a}", "gone": ["{b}"], "choices": {"name": "\x00"}}, 400),
        ({"kept": "{a}", "gone": "{b}"}, 400),
    ],
)
def test_an_order_that_cannot_be_changes_nothing(api, people, order, status):
    keys = {"{a}": str(people[0].pk), "{b}": str(people[1].pk), "{nobody}": str(new_id())}

    def fill(value):
        if isinstance(value, list):
            return [keys.get(one, one) for one in value]
        if isinstance(value, dict):
            return {name: keys.get(one, one) for name, one in value.items()}
        return keys.get(value, value)

    body = {name: fill(value) for name, value in order.items()}
    assert api.send("POST", MERGES, body).status_code == status
    assert Candidate.objects.present().count() == 2


@pytest.mark.parametrize("who", ["lead", "interviewer", "admin", "outsider"])
def test_only_recruiters_merge(api_of, people, who):
    api = api_of(User.objects.get(pk=KEYS[who]))
    for method, path in [
        ("GET", GROUPS),
        ("GET", MERGES),
        ("POST", MERGES),
        ("POST", f"{MERGES}{new_id()}/undo/"),
        ("POST", PAIRS),
        ("DELETE", f"{PAIRS}{new_id()}/"),
    ]:
        assert api.send(method, path).status_code == 403


def test_the_rival_company_merges_none_of_ours(api, api_of, people, globex):
    order = {"kept": str(people[0].pk), "gone": [str(people[1].pk)]}
    (row,) = api.send("POST", MERGES, order).body
    with inside(globex):
        rival = User.objects.get(pk=KEYS["recruiter"])
    theirs = api_of(rival, globex)
    assert theirs.read(GROUPS).body["results"] == []
    assert theirs.read(MERGES).body["results"] == []
    assert theirs.send("POST", MERGES, order).status_code == 404
    assert theirs.send("POST", f"{MERGES}{row['id']}/undo/").status_code == 404
    assert theirs.read(f"candidates/{people[1].pk}/").status_code == 404


def test_a_refusal_does_not_say_into_whom_a_record_was_merged(api, recruiter):
    kept, gone, other = (make_candidate(name=name) for name in ("Ada Kept", "Ada Gone", "Mei"))
    merge(kept, [gone], by=recruiter)
    make_application(make_opening(by=recruiter, is_blind=True), candidate=kept)
    order = {"kept": str(other.pk), "gone": [str(gone.pk)]}
    pair = {"first": str(other.pk), "second": str(gone.pk)}
    for address, body in ((MERGES, order), (PAIRS, pair)):
        answer = api.send("POST", address, body)
        assert answer.status_code == 404
        assert "Ada" not in str(answer.body)
