"""An admin looks at pages as another role sees them."""

import pytest

from config.accounts.roles import Role
from config.records.issuing import issue_token
from config.records.models import AuditEntry


@pytest.fixture
def viewing(client_of, admin):
    """A client of an admin who looks as a hiring lead."""
    client = client_of(admin)
    assert client.post("/people/view-as/", {"role": "hiring_lead"}).url == "/"
    return client


def entries():
    return list(
        AuditEntry.objects.filter(table="viewing_as")
        .order_by("id")
        .values_list("actor", "action", "before", "after")
    )


def test_the_admin_sees_what_the_role_sees(viewing):
    page = viewing.get("/people/")
    assert page.status_code == 200
    assert "Invite someone" not in page.text
    assert viewing.get("/people/invite/").status_code == 403
    assert viewing.get("/audit/").status_code == 403


def test_a_banner_says_so_and_ends_it(viewing):
    assert "Nothing can be changed meanwhile" in viewing.get("/people/").text
    assert viewing.post("/people/view-as/stop/").url == "/people/"
    page = viewing.get("/people/")
    assert "Nothing can be changed meanwhile" not in page.text
    assert "Invite someone" in page.text


def test_nothing_can_be_changed_meanwhile(viewing):
    response = viewing.post("/account/", {"name": "Somebody Else"})
    assert response.status_code == 403
    assert "You are looking at pages as hiring lead" in response.text
    assert "Back to my own view" in response.text
    assert "Somebody Else" not in viewing.get("/account/").text


def test_a_fragment_is_refused_in_one_sentence(viewing):
    response = viewing.post("/account/", headers={"HX-Request": "true"})
    assert response.status_code == 403
    assert response["Content-Type"].startswith("text/plain")
    assert "<" not in response.text


def test_one_can_sign_out_meanwhile(viewing):
    assert viewing.post("/sign-out/").url == "/sign-in/"
    assert viewing.get("/account/").status_code == 302


def test_beginning_and_end_are_recorded(viewing, admin):
    viewing.post("/people/view-as/stop/")
    viewing.post("/people/view-as/stop/")
    assert entries() == [
        (str(admin.pk), "start", None, {"role": "hiring_lead"}),
        (str(admin.pk), "stop", {"role": "hiring_lead"}, None),
    ]


@pytest.mark.parametrize("who", ["recruiter", "lead", "interviewer", "outsider"])
def test_only_an_admin_may(who, request, client_of):
    client = client_of(request.getfixturevalue(who))
    assert client.post("/people/view-as/", {"role": "admin"}).status_code == 403
    assert entries() == []


@pytest.mark.parametrize("role", ["", "owner", "admin "])
def test_an_unknown_role_changes_nothing(role, client_of, admin):
    client = client_of(admin)
    client.post("/people/view-as/", {"role": role})
    assert entries() == []
    assert client.get("/audit/").status_code == 200


def test_whoever_is_admin_no_longer_sees_as_themselves_again(viewing, admin):
    admin.roles = [Role.INTERVIEWER]
    admin.save()
    assert "Nothing can be changed meanwhile" not in viewing.get("/account/").text
    assert viewing.post("/account/", {"name": "Ada"}).status_code == 302


def test_the_api_knows_nothing_of_it(viewing, admin, acme):
    _, secret = issue_token(admin, by=admin, name="Script")
    response = viewing.post("/api/v1/openings/", {}, headers={"Authorization": f"Bearer {secret}"})
    assert "looking at pages as" not in response.text
