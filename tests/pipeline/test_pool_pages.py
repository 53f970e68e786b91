"""Talent pools on screen."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from config.accounts.models import User
from config.tenancy.schemas import inside
from pipeline.models import Pool
from pipeline.moves import reject
from pipeline.people.pools import (
    create_pool,
    put_in_pool,
)
from tests.companies import KEYS
from tests.factories import make_application, make_candidate, make_opening

SCRIPT = "<script>alert(1)</script>"


def shown(answer):
    return answer.content.decode()


def at(name, *keys):
    return reverse(f"pipeline:{name}", args=keys)


@pytest.fixture
def pool(acme, recruiter):
    return create_pool(by=recruiter, name="Speech", purpose="For the next speech role.")


def names_on(answer):
    return {place.candidate.name for place in answer.context["page"].places}


def test_a_pool_is_made_filled_and_emptied_on_screen(client_of, recruiter):
    person = make_candidate(name="Amara Osei")
    client = client_of(recruiter)
    assert "No pools yet" in shown(client.get(at("pools")))
    assert client.post(at("add_pool"), {"name": " "}).status_code == 422
    answer = client.post(at("add_pool"), {"name": "Speech", "purpose": "Next year"})
    pool = Pool.objects.get()
    assert answer.url == at("pool", pool.pk)
    assert client.post(at("add_pool"), {"name": "speech"}).status_code == 422
    assert "Nobody is in it yet" in shown(client.get(answer.url))
    typed = {"pool": str(pool.pk), "note": "Runner-up"}
    answer = client.post(at("pool_candidate", person.pk), typed, follow=True)
    assert "Runner-up" in shown(answer)
    place = pool.places.get()
    edit = at("edit_place", pool.pk, place.pk)
    assert client.post(edit, {"note": "x" * 2001}).status_code == 422
    client.post(edit, {"note": "Second in May"})
    answer = client.post(at("take_out", pool.pk, place.pk), follow=True)
    undo = at("put_back", pool.pk, place.pk)
    assert f'action="{undo}"' in shown(answer)
    answer = client.post(undo, follow=True)
    assert "Second in May" in shown(answer)
    assert client.post(undo).status_code == 404


def test_many_are_put_into_a_pool_from_the_list(pool, client_of, recruiter):
    keys = [str(make_candidate().pk) for _ in range(2)]
    client = client_of(recruiter)
    path = at("pool_selected")
    answer = client.post(path, {"person": keys, "pool": str(pool.pk)}, follow=True)
    assert "2 people are put into Speech." in shown(answer)
    assert pool.places.count() == 2
    for wrong in [{"pool": "x"}, {"pool": ""}, {"pool": "\x00"}]:
        answer = client.post(path, {"person": keys, **wrong}, follow=True)
        assert "Choose a pool." in shown(answer), wrong
    client.post(at("retire_pool", pool.pk))
    answer = client.post(path, {"person": keys, "pool": str(pool.pk)}, follow=True)
    assert "Choose a pool." in shown(answer)


def test_the_pool_says_who_runs_where_and_when_we_last_wrote(pool, client_of, recruiter):
    running, past, nobody = (make_candidate(name=name) for name in ("Run", "Past", "Never"))
    put_in_pool(pool, [running, past, nobody], by=recruiter)
    opening = make_opening(by=recruiter, title="Speech ML")
    long_ago = timezone.now() - timedelta(days=300)
    make_application(opening, candidate=running)
    closed = make_application(opening, candidate=past, first_contact_at=long_ago)
    reject(closed, by=recruiter, reason="Not yet")
    client = client_of(recruiter)
    everyone = client.get(at("pool", pool.pk))
    assert names_on(everyone) == {"Run", "Past", "Never"}
    places = {place.candidate.name: place for place in everyone.context["page"].places}
    assert [row.opening.title for row in places["Run"].candidate.running] == ["Speech ML"]
    assert places["Past"].candidate.running == []
    assert places["Past"].contacted_at == long_ago
    assert places["Never"].contacted_at is None
    assert names_on(client.get(at("pool", pool.pk), {"who": "running"})) == {"Run"}
    assert names_on(client.get(at("pool", pool.pk), {"who": "free"})) == {"Past", "Never"}
    assert names_on(client.get(at("pool", pool.pk), {"who": "\x00"})) == {"Run", "Past", "Never"}
    (row,) = client.get(at("pools")).context["pools"]
    assert (row.number, row.running) == (3, 1)


def test_those_ticked_go_straight_into_an_opening(pool, client_of, recruiter):
    inside_it, outside = make_candidate(name="Amara"), make_candidate()
    put_in_pool(pool, [inside_it], by=recruiter)
    opening = make_opening(by=recruiter, title="Speech ML")
    path = at("source_from_pool", pool.pk)
    client = client_of(recruiter)
    keys = [str(inside_it.pk), str(outside.pk)]
    answer = client.post(path, {"person": keys, "opening": str(opening.pk)}, follow=True)
    assert "1 person is in Speech ML now." in shown(answer)
    assert [row.candidate for row in opening.applications.all()] == [inside_it]
    answer = client.post(path, {"person": keys, "opening": str(opening.pk)}, follow=True)
    assert "In it already: Amara." in shown(answer)
    for wrong in [{"opening": "x", "person": keys}, {"opening": str(opening.pk)}]:
        assert client.post(path, wrong, follow=True).status_code == 200
    assert opening.applications.count() == 1


def test_a_lead_finds_only_the_people_of_their_teams_in_a_pool(pool, client_of, lead, recruiter):
    mine = make_application(make_opening(by=lead), candidate=make_candidate(name="Mine")).candidate
    strange = make_candidate(name="Strange")
    foreign = make_opening(by=recruiter)
    put_in_pool(pool, [mine, strange], by=recruiter)
    client = client_of(lead)
    assert names_on(client.get(at("pool", pool.pk))) == {"Mine"}
    place = pool.places.get(candidate=strange)
    assert client.post(at("take_out", pool.pk, place.pk)).status_code == 404
    assert client.post(at("edit_place", pool.pk, place.pk), {"note": "x"}).status_code == 404
    typed = {"person": str(mine.pk), "opening": str(foreign.pk)}
    client.post(at("source_from_pool", pool.pk), typed)
    assert not foreign.applications.exists()
    (row,) = client.get(at("pools")).context["pools"]
    assert row.number == 1


@pytest.mark.parametrize("who", ["interviewer", "admin", "outsider"])
def test_a_panel_and_the_admin_read_no_pools(who, pool, client_of):
    client = client_of(User.objects.get(pk=KEYS[who]))
    assert client.get(at("pools")).status_code == 403
    assert client.get(at("pool", pool.pk)).status_code == 403
    assert client.post(at("retire_pool", pool.pk)).status_code == 403


def test_the_rival_company_finds_no_pool_under_the_same_key(pool, globex, client_of):
    with inside(globex):
        rival = User.objects.get(pk=KEYS["recruiter"])
    client = client_of(rival, globex)
    assert client.get(at("pool", pool.pk)).status_code == 404
    assert client.post(at("retire_pool", pool.pk)).status_code == 404
    assert "Speech" not in shown(client.get(at("pools")))


def test_retiring_a_pool_can_be_undone(pool, client_of, recruiter):
    client = client_of(recruiter)
    answer = client.post(at("retire_pool", pool.pk), follow=True)
    undo = at("bring_pool_back", pool.pk)
    assert f'action="{undo}"' in shown(answer)
    client.post(undo)
    pool.refresh_from_db()
    assert not pool.is_retired


def test_what_people_typed_is_never_run(client_of, recruiter):
    pool = create_pool(by=recruiter, name=SCRIPT, purpose=SCRIPT)
    person = make_candidate(name=SCRIPT)
    put_in_pool(pool, [person], by=recruiter, note=SCRIPT)
    place = pool.places.get()
    client = client_of(recruiter)
    paths = [at("pools"), at("pool", pool.pk), at("edit_pool", pool.pk), "/candidates/"]
    for path in [*paths, at("candidate", person.pk), at("edit_place", pool.pk, place.pk)]:
        page = shown(client.get(path))
        assert SCRIPT not in page, path
        assert "&lt;script&gt;" in page, path


def test_pages_of_a_pool_follow_each_other_without_gap_or_double(pool, client_of, recruiter):
    put_in_pool(pool, [make_candidate() for _ in range(60)], by=recruiter)
    client, seen, before = client_of(recruiter), [], ""
    while before is not None:
        page = client.get(at("pool", pool.pk), {"before": before}).context["page"]
        seen += [place.pk for place in page.places]
        before = page.after
    assert len(seen) == len(set(seen)) == 60


@pytest.mark.parametrize("rows", [1, 50])
def test_a_pool_costs_the_same_queries_for_any_number_of_people(
    rows, pool, client_of, recruiter, django_assert_num_queries
):
    opening = make_opening(by=recruiter)
    people = [make_application(opening).candidate for _ in range(rows)]
    put_in_pool(pool, people, by=recruiter)
    client = client_of(recruiter)
    # path, company, path, session, user; pool, places, applications, openings
    with django_assert_num_queries(9):
        assert len(client.get(at("pool", pool.pk)).context["page"].places) == rows


@pytest.mark.parametrize("rows", [1, 50])
def test_the_list_of_pools_costs_the_same_queries_for_any_number(
    rows, acme, client_of, recruiter, django_assert_num_queries
):
    for number in range(rows):
        create_pool(by=recruiter, name=f"Pool {number}")
    client = client_of(recruiter)
    with django_assert_num_queries(6):  # path, company, path, session, user; pools
        assert len(client.get(at("pools")).context["pools"]) == rows
