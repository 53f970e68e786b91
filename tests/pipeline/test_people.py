"""Colleagues: their roles, and whether they may sign in."""

from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from config.accounts.models import User
from config.accounts.roles import Role
from config.records.issuing import issue_token
from config.records.models import ApiToken, AuditEntry
from config.records.people import change_person, deactivate, reactivate
from config.tenancy.ids import new_id
from config.tenancy.models import Company
from config.tenancy.schemas import inside
from tests.companies import KEYS

PERSON = {"name": "Rosa", "roles": ["recruiter", "interviewer"], "time_zone": "Asia/Tokyo"}


@pytest.fixture
def second_admin(acme):
    return User.objects.create(email="second@example.com", name="Second", roles=["admin"])


def test_an_admin_changes_name_roles_and_zone(client_of, admin, recruiter):
    response = client_of(admin).post(f"/people/{recruiter.pk}/", PERSON)
    assert response.url == "/people/"
    recruiter.refresh_from_db()
    assert recruiter.name == "Rosa"
    assert recruiter.roles == ["recruiter", "interviewer"]
    assert recruiter.time_zone == "Asia/Tokyo"
    assert AuditEntry.objects.latest("id").actor == str(admin.pk)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"roles": []}, "Choose at least one role"),
        ({"roles": ["owner"]}, "Select a valid choice"),
        ({"name": " "}, "This field is required"),
        ({"time_zone": "Moon"}, "is no time zone"),
    ],
)
def test_what_makes_no_sense_is_refused_beside_its_field(
    client_of, admin, recruiter, change, sentence
):
    response = client_of(admin).post(f"/people/{recruiter.pk}/", {**PERSON, **change})
    assert response.status_code == 422
    assert sentence in response.text
    recruiter.refresh_from_db()
    assert recruiter.name == "Recruiter"


def test_the_last_admin_keeps_the_role(client_of, admin):
    response = client_of(admin).post(f"/people/{admin.pk}/", PERSON)
    assert response.status_code == 422
    assert "make another person admin first" in response.text
    admin.refresh_from_db()
    assert admin.roles == ["admin"]


def test_an_admin_who_is_not_the_last_may_give_the_role_away(client_of, admin, second_admin):
    roles = {**PERSON, "roles": ["interviewer"]}
    assert client_of(admin).post(f"/people/{admin.pk}/", roles).url == "/"
    admin.refresh_from_db()
    assert admin.roles == ["interviewer"]


def test_a_deactivated_admin_counts_for_nothing(admin, second_admin):
    deactivate(second_admin, by=admin)
    with pytest.raises(ValidationError, match="make another person admin"):
        change_person(admin, by=admin, roles=["recruiter"])


def test_ending_access_ends_tokens_as_well(client_of, admin, recruiter):
    issue_token(recruiter, by=recruiter, name="Export")
    client_of(admin).post(f"/people/{recruiter.pk}/deactivate/")
    recruiter.refresh_from_db()
    assert not recruiter.is_active
    reactivate(recruiter, by=admin)
    assert not ApiToken.objects.usable().exists()


def test_who_had_access_can_have_it_again(client_of, admin, recruiter):
    client = client_of(admin)
    deactivate(recruiter, by=admin)
    assert "Can no longer sign in (1)" in client.get("/people/").text
    client.post(f"/people/{recruiter.pk}/reactivate/")
    assert User.objects.active().filter(pk=recruiter.pk).exists()


def test_nobody_ends_their_own_access(client_of, admin, second_admin):
    page = client_of(admin).post(f"/people/{admin.pk}/deactivate/", follow=True)
    assert "Somebody else has to deactivate you" in page.text
    assert User.objects.active().filter(pk=admin.pk).exists()


def test_of_two_admins_who_demote_each_other_one_stays(own_database):
    acme = Company.objects.get(slug="acme")
    with inside(acme):
        first = User.objects.get(pk=KEYS["admin"])
        second = User.objects.create(email="second@example.com", name="Second", roles=["admin"])
    barrier, refused = Barrier(2), []

    def demote(person, by):
        try:
            with inside(acme):
                barrier.wait()
                change_person(person, by=by, roles=["recruiter"])
        except ValidationError as error:
            refused.append(error)
        finally:
            connection.close()

    threads = [Thread(target=demote, args=pair) for pair in [(first, second), (second, first)]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1
    with inside(acme):
        assert User.objects.active().holding(Role.ADMIN).count() == 1


def test_a_colleague_who_is_not_here_is_not_found(client_of, admin, globex):
    with inside(globex):
        stranger = User.objects.create(email="only@globex.example", name="Stranger")
    client = client_of(admin)
    for key in (stranger.pk, new_id()):
        assert client.get(f"/people/{key}/").status_code == 404
        assert client.post(f"/people/{key}/deactivate/").status_code == 404
        assert client.post(f"/people/{key}/reactivate/").status_code == 404
    assert "Stranger" not in client.get("/people/").text


def test_a_person_of_equal_key_at_the_rival_stays_as_they_are(client_of, admin, recruiter, globex):
    client_of(admin).post(f"/people/{recruiter.pk}/deactivate/")
    with inside(globex):
        assert User.objects.active().filter(pk=recruiter.pk).exists()


@pytest.mark.parametrize(
    ("who", "seen", "edited"),
    [
        ("admin", 200, 200),
        ("recruiter", 200, 403),
        ("lead", 200, 403),
        ("interviewer", 403, 403),
        ("outsider", 403, 403),
    ],
)
def test_each_role_sees_what_it_may(who, seen, edited, request, client_of, recruiter):
    client = client_of(request.getfixturevalue(who))
    assert client.get("/people/").status_code == seen
    assert client.get("/people/invite/").status_code == edited
    assert client.get(f"/people/{recruiter.pk}/").status_code == edited
    posted = client.post(f"/people/{recruiter.pk}/deactivate/").status_code
    assert posted == (302 if edited == 200 else 403)


@pytest.mark.parametrize("people", [1, 50])
def test_the_list_costs_the_same_queries_for_any_number_of_people(
    client_of, admin, django_assert_num_queries, people
):
    User.objects.bulk_create(
        User(email=f"p{number}@example.com", name=f"Person {number}", roles=["interviewer"])
        for number in range(people)
    )
    client = client_of(admin)
    # search_path, company, search_path, session, user; people, invitations
    with django_assert_num_queries(7):
        client.get("/people/")
