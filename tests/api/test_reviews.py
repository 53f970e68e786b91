"""Review dates over the API."""

from datetime import timedelta

import pytest

from config.accounts.models import User
from config.tenancy.schemas import inside
from pipeline.days import today
from pipeline.framework.lists import LISTS
from pipeline.models import Fact
from pipeline.stewards import appoint
from tests.factories import postpone_reviews

PATH, KEY = "framework/reviews/", "skills-changing"


@pytest.fixture(autouse=True)
def fact(acme):
    """One overdue fact; nothing else is due."""
    postpone_reviews()
    Fact.objects.filter(key=KEY).update(review_by=today() - timedelta(days=1))
    return Fact.objects.get(key=KEY)


def given(**changes):
    later = today() + timedelta(days=300)
    return {"list": "facts", "key": KEY, "review_by": later.isoformat(), **changes}


def facts(client):
    return next(row for row in client.read(PATH).body if row["list"] == "facts")


def test_what_is_due_is_told_with_who_looks_after_it(api, lead, fact):
    appoint(LISTS["facts"], lead, by=lead)
    told = facts(api)
    assert (told["steward"], told["soon"]) == (lead.name, [])
    assert told["overdue"] == [
        {
            "key": KEY,
            "name": str(fact),
            "review_by": fact.review_by.isoformat(),
            "version": fact.version,
        }
    ]


def test_a_list_without_a_steward_names_none(api):
    assert facts(api)["steward"] is None


def test_an_entry_is_noted_as_still_right(api_of, lead, fact):
    client = api_of(lead)
    told = client.send("POST", PATH, given(), headers={"If-Match": f'"{fact.version}"'})
    assert told.status_code == 200
    assert told.body["review_by"] == given()["review_by"]
    assert told["ETag"] == f'"{told.body["version"]}"'
    assert told.body["version"] > fact.version
    assert facts(client)["overdue"] == []


def test_an_entry_changed_meanwhile_is_not_confirmed(api_of, lead, fact):
    client, seen = api_of(lead), {"If-Match": f'"{fact.version}"'}
    client.send("POST", PATH, given(), headers=seen)
    assert client.send("POST", PATH, given(), headers=seen).status_code == 412


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"list": "levels"}, "list"),
        ({"key": "no-such"}, "key"),
        ({"review_by": "soon"}, "review_by"),
    ],
)
def test_what_is_not_right_is_refused_by_field(api_of, lead, wrong, field):
    told = api_of(lead).send("POST", PATH, given(**wrong))
    assert (told.status_code, list(told.body["errors"])) == (400, [field])


def test_a_day_that_is_past_is_refused(api_of, lead):
    told = api_of(lead).send("POST", PATH, given(review_by=today().isoformat()))
    assert (told.status_code, "after today" in told.body["detail"]) == (422, True)


@pytest.mark.parametrize(
    ("who", "read", "confirm"),
    [
        ("lead", 200, 200),
        ("admin", 200, 200),
        ("recruiter", 200, 403),
        ("interviewer", 200, 403),
        ("outsider", 403, 403),
    ],
)
def test_each_role_is_answered_by_the_table(request, api_of, who, read, confirm):
    client = api_of(request.getfixturevalue(who))
    assert client.read(PATH).status_code == read
    assert client.send("POST", PATH, given()).status_code == confirm


def test_the_rival_company_confirms_only_its_own(api_of, globex, lead, fact):
    with inside(globex):
        rival = api_of(User.objects.get(pk=lead.pk), globex)
    assert rival.send("POST", PATH, given()).status_code == 200
    assert Fact.objects.get(key=KEY).review_by == fact.review_by


def test_strangers_are_told_nothing(stranger):
    assert stranger.read(PATH).status_code == 401
    assert stranger.send("POST", PATH, given()).status_code == 401
