"""One's own account: details, password, API tokens."""

from datetime import timedelta

import pytest
from django.utils import timezone

from config.accounts.models import User
from config.records.issuing import issue_token
from config.records.models import ApiToken, AuditEntry
from tests.companies import PASSWORD

NEW = "a new staple altogether"


def change(client, present=PASSWORD, password=NEW, again=NEW):
    data = {"present": present, "password": password, "password_again": again}
    return client.post("/account/password/", data)


def test_a_person_changes_their_name_and_zone(client_of, interviewer):
    client = client_of(interviewer)
    response = client.post("/account/", {"name": "Ines", "time_zone": "Asia/Tokyo"})
    assert response.url == "/account/"
    interviewer.refresh_from_db()
    assert (interviewer.name, interviewer.time_zone) == ("Ines", "Asia/Tokyo")
    assert AuditEntry.objects.latest("id").actor == str(interviewer.pk)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"name": ""}, "This field is required"),
        ({"name": "Ines", "time_zone": "Mars/Olympus"}, "is no time zone"),
        ({"name": "x" * 121}, "at most 120"),
        ({"name": "a\0b"}, "Null characters"),
    ],
)
def test_what_makes_no_sense_is_refused_beside_its_field(client_of, interviewer, data, sentence):
    response = client_of(interviewer).post("/account/", data)
    assert response.status_code == 422
    assert sentence in response.text


def test_nobody_gives_themselves_a_role(client_of, interviewer):
    client_of(interviewer).post("/account/", {"name": "Ines", "roles": ["admin"]})
    interviewer.refresh_from_db()
    assert interviewer.roles == ["interviewer"]


def test_a_new_password_ends_the_other_sessions_and_keeps_this_one(client_of, recruiter):
    here, elsewhere = client_of(recruiter), client_of(recruiter)
    assert change(here).url == "/account/"
    assert here.get("/account/").status_code == 200
    assert elsewhere.get("/account/").status_code == 302
    assert User.objects.get(pk=recruiter.pk).check_password(NEW)


def test_the_password_is_never_written_into_the_trail(client_of, recruiter):
    change(client_of(recruiter))
    entry = AuditEntry.objects.filter(after__has_key="password").latest("id")
    assert entry.actor == str(recruiter.pk)
    assert entry.after["password"] == entry.before["password"] == "hidden"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"present": "wrong"}, "not your present password"),
        ({"again": "something else"}, "The two passwords differ"),
        ({"password": "short", "again": "short"}, "too short"),
        ({"password": "password1234", "again": "password1234"}, "too common"),
        ({"password": "recruiter@example.com", "again": "recruiter@example.com"}, "too similar"),
        ({"password": "x" * 1001, "again": "x" * 1001}, "at most 1000"),
    ],
)
def test_a_poor_password_is_refused(client_of, recruiter, data, sentence):
    response = change(client_of(recruiter), **data)
    assert response.status_code == 422
    assert sentence in response.text
    assert User.objects.get(pk=recruiter.pk).check_password(PASSWORD)


def test_a_token_is_shown_once_and_kept_as_a_hash(client_of, recruiter):
    client = client_of(recruiter)
    page = client.post("/account/tokens/", {"name": "Export", "days": "30"})
    secret = page.context["secret"]
    assert secret in page.text
    assert "no-store" in page["Cache-Control"]
    assert secret not in client.get("/account/tokens/").text
    token = ApiToken.objects.get()
    assert secret not in vars(token).values()
    assert token.expires_at - timezone.now() > timedelta(days=29)


def test_a_token_can_last_until_it_is_revoked(client_of, recruiter):
    client = client_of(recruiter)
    client.post("/account/tokens/", {"name": "Export", "days": "0"})
    token = ApiToken.objects.get()
    assert token.expires_at is None
    client.post(f"/account/tokens/{token.pk}/revoke/")
    assert not ApiToken.objects.usable().exists()
    assert not client.get("/account/tokens/").context["tokens"]


def test_an_expired_token_says_so(client_of, recruiter):
    issue_token(recruiter, by=recruiter, name="Old", expires_at=timezone.now())
    assert "Expired" in client_of(recruiter).get("/account/tokens/").text


def test_the_token_of_a_colleague_is_out_of_reach(client_of, recruiter, admin):
    token, _ = issue_token(recruiter, by=recruiter, name="Export")
    client = client_of(admin)
    assert "Export" not in client.get("/account/tokens/").text
    assert client.post(f"/account/tokens/{token.pk}/revoke/").status_code == 404
    assert ApiToken.objects.usable().exists()


@pytest.mark.parametrize("days", ["", "7", "-1", "x"])
def test_a_life_that_is_not_offered_is_refused(client_of, recruiter, days):
    response = client_of(recruiter).post("/account/tokens/", {"name": "Export", "days": days})
    assert response.status_code == 422
    assert not ApiToken.objects.exists()


@pytest.mark.parametrize("tokens", [1, 50])
def test_the_tokens_cost_the_same_queries_for_any_number(
    client_of, recruiter, django_assert_num_queries, tokens
):
    for number in range(tokens):
        issue_token(recruiter, by=recruiter, name=f"Token {number}")
    client = client_of(recruiter)
    with django_assert_num_queries(6):  # search_path, company, search_path, session, user, tokens
        client.get("/account/tokens/")


@pytest.mark.parametrize("path", ["/account/", "/account/password/", "/account/tokens/"])
def test_every_role_has_an_account_and_visitors_have_none(
    path, visitor, client_of, admin, recruiter, lead, interviewer
):
    for person in (admin, recruiter, lead, interviewer):
        assert client_of(person).get(path).status_code == 200
    assert visitor.get(path).url == f"/sign-in/?next={path}"
