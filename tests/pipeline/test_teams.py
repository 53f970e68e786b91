import threading

import pytest
from django.db import connections
from django.urls import reverse

from config.accounts.models import User
from config.tenancy.models import Company
from config.tenancy.schemas import inside
from pipeline.models import Membership, Opening
from pipeline.openings import IllegalChange
from pipeline.teams import add_member, addable, remove_member
from tests.companies import KEYS
from tests.factories import make_opening


@pytest.fixture
def opening(recruiter):
    return make_opening(by=recruiter)


def team_of(opening):
    return set(opening.team.values_list("email", flat=True))


def test_recruiters_and_leads_can_be_added_and_nobody_else(opening, lead, client_of, recruiter):
    assert list(addable(opening)) == [lead]
    address = reverse("pipeline:add_member", args=[opening.pk])
    client = client_of(recruiter)
    assert client.post(address, {"user": lead.pk}).status_code == 302
    assert team_of(opening) == {"recruiter@example.com", "lead@example.com"}
    for other in ("interviewer", "admin", "outsider"):
        assert client.post(address, {"user": KEYS[other]}).status_code == 422
    assert client.post(address, {"user": "nonsense"}).status_code == 422
    assert len(team_of(opening)) == 2


def test_the_rule_itself_refuses_an_interviewer(opening, interviewer, recruiter):
    with pytest.raises(IllegalChange, match="neither recruits nor leads"):
        add_member(opening, interviewer, by=recruiter)


def test_somebody_who_has_left_is_not_added(opening, lead):
    User.objects.filter(pk=lead.pk).update(is_active=False)
    assert not addable(opening).exists()


def test_adding_somebody_twice_changes_nothing(opening, recruiter):
    add_member(opening, recruiter, by=recruiter)
    assert Membership.objects.count() == 1


def test_a_recruiter_joins_by_themselves(lead, recruiter, client_of):
    opening = make_opening(by=lead)
    client = client_of(recruiter)
    assert (
        "Join the team" in client.get(reverse("pipeline:team", args=[opening.pk])).content.decode()
    )
    client.post(reverse("pipeline:join_team", args=[opening.pk]))
    assert recruiter in opening.team.all()
    assert (
        "Join the team"
        not in client.get(reverse("pipeline:team", args=[opening.pk])).content.decode()
    )


def test_a_lead_cannot_join_an_opening_they_do_not_see(opening, lead, client_of):
    for page in ("join_team", "add_member"):
        address = reverse(f"pipeline:{page}", args=[opening.pk])
        assert client_of(lead).post(address, {"user": lead.pk}).status_code == 404
    assert lead not in opening.team.all()


def test_the_last_member_stays(opening, recruiter, client_of):
    address = reverse("pipeline:remove_member", args=[opening.pk, recruiter.pk])
    answer = client_of(recruiter).post(address, follow=True)
    assert "Somebody has to stay on the team." in answer.content.decode()
    assert team_of(opening) == {"recruiter@example.com"}


def test_a_lead_who_leaves_no_longer_sees_the_opening(opening, lead, recruiter, client_of):
    add_member(opening, lead, by=recruiter)
    address = reverse("pipeline:remove_member", args=[opening.pk, lead.pk])
    answer = client_of(lead).post(address)
    assert answer.url == reverse("pipeline:openings")
    assert not Opening.objects.visible_to(lead).exists()


def test_somebody_who_is_not_on_the_team_cannot_be_removed(opening, lead, recruiter, client_of):
    address = reverse("pipeline:remove_member", args=[opening.pk, lead.pk])
    assert client_of(recruiter).post(address).status_code == 404


@pytest.mark.parametrize("who", ["admin", "interviewer", "outsider"])
@pytest.mark.parametrize("page", ["team", "add_member", "join_team", "remove_member"])
def test_other_roles_stay_outside(opening, recruiter, client_of, who, page):
    person = User.objects.get(pk=KEYS[who])
    arguments = [opening.pk, recruiter.pk] if page == "remove_member" else [opening.pk]
    client = client_of(person)
    address = reverse(f"pipeline:{page}", args=arguments)
    answer = client.get(address) if page == "team" else client.post(address)
    assert answer.status_code == 403
    assert team_of(opening) == {"recruiter@example.com"}


def test_a_rival_company_finds_no_team(opening, recruiter, globex, client_of):
    with inside(globex):
        rival = User.objects.get(pk=recruiter.pk)
    client = client_of(rival, globex)
    address = reverse("pipeline:remove_member", args=[opening.pk, recruiter.pk])
    assert client.post(address).status_code == 404
    assert client.post(reverse("pipeline:join_team", args=[opening.pk])).status_code == 404


@pytest.mark.parametrize("rows", [1, 50])
def test_the_team_costs_the_same_queries_for_any_number_of_members(
    opening, recruiter, client_of, rows, django_assert_num_queries
):
    for number in range(rows):
        person = User.objects.create(
            email=f"r{number}@example.com", name=f"R {number}", roles=["recruiter"]
        )
        add_member(opening, person, by=recruiter)
    client, address = client_of(recruiter), reverse("pipeline:team", args=[opening.pk])
    client.get(address)
    with django_assert_num_queries(15):  # five of them for the warnings
        assert client.get(address).status_code == 200


def test_of_two_who_remove_each_other_one_stays(own_database):
    acme = Company.objects.get(slug="acme")
    with inside(acme):
        pair = [User.objects.get(pk=KEYS[who]) for who in ("recruiter", "lead")]
        opening = make_opening(by=pair[0])
        add_member(opening, pair[1], by=pair[0])
    barrier, outcomes = threading.Barrier(2), []

    def attempt(by, other):
        try:
            with inside(acme):
                barrier.wait(timeout=10)
                remove_member(opening, other, by=by)
                outcomes.append("removed")
        except IllegalChange:
            outcomes.append("refused")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=attempt, args=order) for order in (pair, pair[::-1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["refused", "removed"]
    with inside(acme):
        assert opening.team.count() == 1
