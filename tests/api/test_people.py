"""Works, tags, pools and referrals over the API: the rules and the sight of the pages."""

import pytest

from config.accounts.models import User
from config.tenancy.schemas import inside
from panels.seats import seat
from pipeline.models import Application, Candidate, Criterion, Pool, Referral, Tag, Work
from pipeline.people.pools import create_pool, put_in_pool
from pipeline.people.tags import tag_people
from pipeline.people.works import add_work
from tests.companies import KEYS
from tests.factories import make_application, make_candidate, make_opening

LINK = "https://arxiv.org/abs/2301.00001"
SOMEBODY = {
    "name": "Amara Osei",
    "email": "amara@example.com",
    "relation": "We shared a team",
    "words": "She made our search fast.",
    "agreed": True,
}


@pytest.fixture
def person(acme):
    return make_candidate(name="Amara Osei", email="amara@example.com")


@pytest.fixture
def opening(acme, lead):
    return make_opening(by=lead, title="Speech ML")


def test_a_work_is_added_checked_changed_and_taken_out(api, person, recruiter):
    path = f"candidates/{person.pk}/works/"
    body = {"kind": "paper", "title": "Cheap retrieval", "url": LINK, "year": 2023}
    made = api.send("POST", path, body)
    assert (made.status_code, made.body["verified_at"]) == (201, None)
    again = api.send("POST", path, body)
    assert (again.status_code, list(again.body["errors"])) == (400, ["url"])
    work = f"works/{made.body['id']}/"
    marked = api.send("POST", f"{work}verify/", {"verification": "Read it."})
    assert (marked.status_code, marked.body["verified_by"]) == (200, recruiter.name)
    assert api.send("POST", f"{work}verify/", {"verification": "Again."}).status_code == 422
    changed = api.send("PATCH", work, {"title": "Cheaper"})
    assert (changed.body["title"], changed.body["verified_at"]) == ("Cheaper", None)
    assert api.send("POST", f"{work}take-back/").status_code == 422
    assert [row["title"] for row in api.read(path).body["results"]] == ["Cheaper"]
    assert api.send("DELETE", work).status_code == 204
    assert not Work.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"title": "x" * 201},
        {"title": "a\x00b"},
        {"kind": "nonsense"},
        {"url": "javascript:alert(1)"},
        {"url": "ftp://example.com/"},
        {"year": 1900},
        {"contribution": "x" * 4001},
    ],
)
def test_a_work_that_cannot_be_is_refused(wrong, api, person):
    body = {"kind": "paper", "title": "Cheap retrieval", **wrong}
    assert api.send("POST", f"candidates/{person.pk}/works/", body).status_code == 400
    assert not Work.objects.exists()


def test_a_panel_reads_and_checks_works_and_changes_none(
    api_of, interviewer, recruiter, opening, person
):
    application = make_application(opening, candidate=person, stage="screen")
    work = add_work(person, by=recruiter, kind="model", title="Small model")
    api = api_of(interviewer)
    path = f"candidates/{person.pk}/works/"
    assert api.read(path).status_code == 404
    seat(application.stage, interviewer, Criterion.objects.all()[:1], by=recruiter)
    assert [row["title"] for row in api.read(path).body["results"]] == ["Small model"]
    marked = api.send("POST", f"works/{work.pk}/verify/", {"verification": "Ran it."})
    assert marked.status_code == 200
    assert api.send("PATCH", f"works/{work.pk}/", {"title": "x"}).status_code == 403
    assert api.send("POST", path, {"kind": "paper", "title": "x"}).status_code == 403


def test_tags_are_put_on_renamed_made_one_and_taken_off(api, person):
    path = f"candidates/{person.pk}/tags/"
    speech = api.send("POST", path, {"name": "Speech"}).body
    vision = api.send("POST", path, {"name": "Vision"}).body
    assert api.send("POST", path, {"name": "SPEECH"}).body == speech
    assert {row["name"]: row["number"] for row in api.read("tags/").body["results"]} == {
        "Speech": 1,
        "Vision": 1,
    }
    taken = api.send("PATCH", f"tags/{speech['id']}/", {"name": "vision"})
    assert (taken.status_code, list(taken.body["errors"])) == (400, ["name"])
    merged = api.send("POST", f"tags/{speech['id']}/merge/", {"into": vision["id"]})
    assert merged.body == vision
    assert (
        api.send("POST", f"tags/{speech['id']}/merge/", {"into": vision["id"]}).status_code == 404
    )
    assert [row["name"] for row in api.read(path).body["results"]] == ["Vision"]
    assert api.send("DELETE", f"{path}{vision['id']}/").status_code == 204
    assert not person.taggings.exists()
    assert api.send("DELETE", f"tags/{vision['id']}/").status_code == 204
    assert not Tag.objects.exists()
    for name in ["", "x" * 61, None]:
        assert api.send("POST", path, {"name": name}).status_code == 400


def test_a_pool_is_filled_and_gives_people_to_an_opening(api, person, opening):
    pool = api.send("POST", "pools/", {"name": "Speech"}).body
    assert api.send("POST", "pools/", {"name": "SPEECH"}).status_code == 400
    people = f"pools/{pool['id']}/people/"
    body = {"candidate": str(person.pk), "note": "Runner-up"}
    place = api.send("POST", people, body)
    assert (place.status_code, place.body["name"]) == (201, "Amara Osei")
    assert api.send("POST", people, body | {"note": "x"}).body["note"] == "Runner-up"
    outside = make_candidate()
    sourced = {"opening": opening.ref, "candidates": [str(person.pk), str(outside.pk)]}
    took = api.send("POST", f"pools/{pool['id']}/applications/", sourced)
    assert (len(took.body["applications"]), took.body["already"]) == (1, [])
    again = api.send("POST", f"pools/{pool['id']}/applications/", sourced)
    assert again.body == {"applications": [], "already": [str(person.pk)]}
    assert Application.objects.get().origin == "sourced"
    assert api.send("PATCH", f"pools/{pool['id']}/", {"is_retired": True}).body["is_retired"]
    assert api.send("POST", people, {"candidate": str(outside.pk)}).status_code == 422
    assert api.send("DELETE", f"{people}{place.body['id']}/").status_code == 204
    assert api.read(people).body["results"] == []
    assert api.send("POST", people, {"candidate": "x"}).status_code == 400


def test_a_lead_reads_of_a_pool_whom_they_may_change(api_of, lead, recruiter, opening, person):
    pool = create_pool(by=recruiter, name="Speech")
    mine = make_application(opening).candidate
    put_in_pool(pool, [person, mine], by=recruiter)
    api = api_of(lead)
    rows = api.read(f"pools/{pool.pk}/people/").body["results"]
    assert [row["candidate"] for row in rows] == [str(mine.pk)]
    strange = pool.places.get(candidate=person)
    assert api.send("DELETE", f"pools/{pool.pk}/people/{strange.pk}/").status_code == 404
    body = {"candidate": str(person.pk)}
    assert api.send("POST", f"pools/{pool.pk}/people/", body).status_code == 404


def test_a_referral_is_made_and_read_by_who_made_it_alone(
    api_of, interviewer, recruiter, opening, person
):
    body = {"opening": opening.ref, **SOMEBODY}
    made = api_of(interviewer).send("POST", "referrals/", body)
    assert made.status_code == 201
    assert set(made.body) == {"name", "opening", "made_at", "standing"}
    assert made.body["standing"] == "In the process"
    stranger = api_of(interviewer).send("POST", "referrals/", body | {"email": "bo@example.com"})
    assert {**stranger.body, "made_at": ""} == {**made.body, "made_at": ""}
    assert Referral.objects.filter(candidate=person).count() == 1
    assert len(api_of(interviewer).read("referrals/").body["results"]) == 2
    assert api_of(recruiter).read("referrals/").body["results"] == []


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"agreed": False}, 400),
        ({"email": "no address"}, 400),
        ({"words": ""}, 400),
        ({"name": "x" * 161}, 400),
        ({"opening": "no-such-opening"}, 404),
        ({"opening": "a b"}, 400),
    ],
)
def test_a_referral_that_cannot_be_writes_nothing(wrong, status, api, opening):
    body = {"opening": opening.ref, **SOMEBODY, **wrong}
    assert api.send("POST", "referrals/", body).status_code == status
    assert not Candidate.objects.exists()


def test_a_referral_sent_again_by_its_key_takes_effect_once(api, opening):
    body, key = {"opening": opening.ref, **SOMEBODY}, {"Idempotency-Key": "one"}
    first = api.send("POST", "referrals/", body, key)
    again = api.send("POST", "referrals/", body, key)
    assert first.body == again.body
    assert Referral.objects.count() == 1


def test_where_somebody_heard_of_the_opening_is_written_and_read(api, opening):
    application = make_application(opening)
    path = f"applications/{application.pk}/"
    assert api.send("PATCH", path, {"channel": "A meetup"}).body["channel"] == "A meetup"
    assert api.read(path).body["channel"] == "A meetup"
    assert api.send("PATCH", path, {"channel": "x" * 81}).status_code == 400


@pytest.mark.parametrize("who", ["interviewer", "admin", "outsider"])
def test_who_has_nothing_to_do_with_tags_and_pools(who, api_of, person, recruiter):
    tag, _ = tag_people([person], "Speech", by=recruiter)
    pool = create_pool(by=recruiter, name="Speech")
    api = api_of(User.objects.get(pk=KEYS[who]))
    for path in ["tags/", f"candidates/{person.pk}/tags/", "pools/", f"pools/{pool.pk}/people/"]:
        assert api.read(path).status_code == 403, path
    assert api.send("DELETE", f"tags/{tag.pk}/").status_code == 403


def test_the_rival_company_finds_nothing_under_the_same_keys(
    api_of, globex, recruiter, person, opening
):
    tag, _ = tag_people([person], "Speech", by=recruiter)
    pool = create_pool(by=recruiter, name="Speech")
    work = add_work(person, by=recruiter, kind="paper", title="Cheap retrieval")
    with inside(globex):
        rival = User.objects.get(pk=KEYS["recruiter"])
    api = api_of(rival, globex)
    assert api.read("tags/").body["results"] == api.read("pools/").body["results"] == []
    for path in [f"tags/{tag.pk}/", f"works/{work.pk}/"]:
        assert api.send("DELETE", path).status_code == 404
    assert api.send("PATCH", f"pools/{pool.pk}/", {"name": "x"}).status_code == 404
    assert api.read(f"candidates/{person.pk}/works/").status_code == 404
    assert (Tag.objects.count(), Pool.objects.count(), Work.objects.count()) == (1, 1, 1)
