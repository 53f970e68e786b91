"""Entries sent by API that no framework can hold."""

import json

import pytest

from pipeline.framework.editing import current_version


def test_the_key_of_a_page_is_no_key_of_an_entry(api_of, lead):
    body = {"key": "add", "name": "A"}
    answer = api_of(lead).post("/api/v1/framework/levels/", body, content_type="application/json")
    assert (answer.status_code, set(answer.json()["errors"])) == (400, {"key"})


@pytest.mark.parametrize("digits", [4_000, 4_300, 6_000])
def test_a_huge_number_sent_by_api_is_a_problem(api_of, lead, digits):
    body = json.dumps({"name": "A"}).replace('"A"', "9" * digits)
    path = "/api/v1/framework/levels/junior/"
    answer = api_of(lead).put(path, body, content_type="application/json")
    assert answer.status_code == 400
    assert current_version() == 1
