"""What every address of the API has in common."""

import re

import pytest
from django.urls import get_resolver

from config.accounts.models import User
from config.records.models import ApiToken
from config.tenancy.schemas import inside
from tests.api.conftest import ApiClient
from tests.companies import KEYS
from tests.factories import make_application, make_candidate, make_opening


def test_without_a_token_there_is_nothing_but_a_problem(stranger):
    response = stranger.read("openings/")
    assert response.status_code == 401
    assert response["Content-Type"] == "application/problem+json"
    assert response["WWW-Authenticate"] == "Bearer"
    assert response.body["status"] == 401


@pytest.mark.parametrize(
    "header", ["Bearer", "Bearer ", "Basic YTpi", "Bearer fn_wrong", "x" * 9000]
)
def test_a_wrong_header_is_refused(acme, header):
    client = ApiClient(acme)
    response = client.get("/api/v1/openings/", headers={"Authorization": header})
    assert response.status_code == 401


def test_a_revoked_token_and_one_of_a_person_who_left_are_refused(api_of, recruiter):
    client = api_of(recruiter)
    assert client.read("openings/").status_code == 200
    User.objects.filter(pk=recruiter.pk).update(is_active=False)
    assert client.read("openings/").status_code == 401


def test_a_token_of_the_rival_company_is_not_known_here(acme, globex, api_of):
    with inside(globex):
        _, secret = ApiToken.issue(User.objects.get(pk=KEYS["recruiter"]), "Rival")
    assert ApiClient(globex, secret).read("openings/").status_code == 200
    assert ApiClient(acme, secret).read("openings/").status_code == 401


def test_the_rival_company_sees_none_of_our_rows(api_of, recruiter, globex):
    application = make_application(make_opening(by=recruiter))
    with inside(globex):
        rival = api_of(User.objects.get(pk=KEYS["recruiter"]), globex)
    for path in (
        f"openings/{application.opening_id}/",
        f"candidates/{application.candidate_id}/",
        f"applications/{application.pk}/",
        f"applications/{application.pk}/moves/",
    ):
        assert rival.read(path).status_code == 404, path
    for path in ("openings/", "candidates/", "applications/"):
        assert rival.read(path).body["results"] == []


def test_a_session_does_not_open_the_api(client_of, recruiter):
    assert client_of(recruiter).get("/api/v1/openings/").status_code == 401


def test_an_unknown_address_is_a_problem_too(api):
    response = api.read("nothing/here/")
    assert (response.status_code, response.body["title"]) == (404, "Not found")


def test_broken_json_is_a_problem(api):
    response = api.generic("POST", "/api/v1/candidates/", "{", content_type="application/json")
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"


def test_errors_name_their_fields(api):
    response = api.send("POST", "candidates/", {"email": "nobody"})
    assert response.status_code == 400
    assert set(response.body["errors"]) == {"name", "email"}


def test_pages_go_on_by_cursor_and_miss_nobody(api):
    made = {str(make_candidate().pk) for _ in range(5)}
    seen, path = [], "candidates/?limit=2"
    while path:
        page = api.read(path).body
        seen += [row["id"] for row in page["results"]]
        path = page["next"] and page["next"].partition("/api/v1/")[2]
    assert len(seen) == 5
    assert set(seen) == made


def test_a_repeated_request_with_one_key_takes_effect_once(api):
    headers = {"Idempotency-Key": "order-66"}
    first = api.send("POST", "candidates/", {"name": "Ada"}, headers)
    second = api.send("POST", "candidates/", {"name": "Ada"}, headers)
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.body == second.body
    assert second["Idempotent-Replayed"] == "true"
    assert len(api.read("candidates/").body["results"]) == 1


def test_a_key_used_for_another_request_is_refused(api):
    headers = {"Idempotency-Key": "order-66"}
    api.send("POST", "candidates/", {"name": "Ada"}, headers)
    response = api.send("POST", "candidates/", {"name": "Eve"}, headers)
    assert response.status_code == 400


def test_a_failed_request_does_not_use_up_its_key(api):
    headers = {"Idempotency-Key": "order-66"}
    assert api.send("POST", "candidates/", {}, headers).status_code == 400
    assert api.send("POST", "candidates/", {"name": "Ada"}, headers).status_code == 201


@pytest.mark.parametrize("rows", [1, 50])
def test_a_list_costs_the_same_queries_for_any_number_of_rows(
    api, recruiter, rows, django_assert_num_queries
):
    opening = make_opening(by=recruiter)
    for _ in range(rows):
        make_application(opening)
    api.read("applications/")
    with django_assert_num_queries(7):  # company, path, token, applications, stays, holds, path
        assert len(api.read("applications/").body["results"]) == rows


def test_the_schema_is_open_and_names_every_address(stranger):
    response = stranger.get(
        "/api/v1/schema/", headers={"Accept": "application/vnd.oai.openapi+json"}
    )
    assert response.status_code == 200
    described = set(response.json()["paths"])
    assert {f"/api/v1/{path}" for path in api_paths()} == described


def api_paths():
    """The patterns below /api/v1/, as OpenAPI writes them."""
    roots = [p for p in get_resolver().url_patterns if str(p.pattern) == "api/v1/"]
    for pattern in roots[0].url_patterns:
        for leaf in getattr(pattern, "url_patterns", []):
            yield (re.sub(r"<\w+:(\w+)>", r"{\1}", str(leaf.pattern).replace("<uuid:pk>", "{id}")))
