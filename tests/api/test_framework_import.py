"""Documents taken in by API, as YAML or JSON."""

import json

import pytest

from panels.models import Probe
from pipeline.framework.documents import framework_document
from pipeline.framework.editing import current_version
from pipeline.framework.yaml_files import LARGEST_BYTES, dump_framework
from pipeline.models import Criterion

PATH = "/api/v1/framework/import/"
YAML = """\
probes:
- key: half-the-data
  ask: What if half the data goes?
  change: data
"""


@pytest.fixture
def editor(api_of, lead):
    return api_of(lead)


def send(client, content, *, media_type="application/yaml", query="", headers=None):
    answer = client.generic("POST", PATH + query, content, media_type, headers=headers)
    answer.body = json.loads(answer.content)
    return answer


@pytest.mark.parametrize("media_type", ["application/yaml", "application/x-yaml", "text/yaml"])
def test_yaml_is_taken_in_as_one_version(editor, lead, media_type):
    answer = send(editor, YAML, media_type=media_type)
    assert answer.status_code == 200
    assert answer.body == {
        "dry_run": False,
        "version": 2,
        "created": 1,
        "updated": 0,
        "unchanged": 0,
        "refused": [],
        "refused_unlisted": 0,
    }
    assert Probe.objects.get(key="half-the-data").version == 2
    assert send(editor, YAML).body["unchanged"] == 1
    assert current_version() == 2


def test_json_is_taken_in_as_well(editor):
    documents = framework_document()
    documents["criteria"][0]["name"] = "Asks first ☺ 😀"
    answer = send(editor, json.dumps(documents), media_type="application/json")
    assert (answer.status_code, answer.body["updated"]) == (200, 1)
    assert Criterion.objects.get(key="frames-first").name == "Asks first ☺ 😀"


def test_a_dry_run_reports_and_writes_nothing(editor):
    answer = send(editor, YAML, query="?dry_run=true", headers={"Idempotency-Key": "one"})
    assert (answer.body["dry_run"], answer.body["created"], answer.body["version"]) == (
        True,
        1,
        None,
    )
    assert current_version() == 1
    assert send(editor, YAML, headers={"Idempotency-Key": "one"}).body["version"] == 2


def test_the_same_request_with_one_key_takes_effect_once(editor):
    headers = {"Idempotency-Key": "two"}
    first = send(editor, YAML, headers=headers)
    assert send(editor, YAML, headers=headers).body == first.body
    assert current_version() == 2


def test_what_is_refused_is_located_by_path_and_by_row(editor):
    wrong = YAML.replace("data\n", "weather\n") + "facts: {}\n"
    answer = send(editor, wrong, headers={"Idempotency-Key": "three"})
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert set(answer.body["errors"]) == {"probes[0].change", "facts"}
    assert [(row["row"], row["column"]) for row in answer.body["refused"]] == [(4, 11), (5, 8)]
    assert send(editor, YAML, headers={"Idempotency-Key": "three"}).status_code == 200


def test_what_is_refused_in_json_is_located_by_path(editor):
    answer = send(editor, '{"probes": [{"key": "x"}], "y": []}', media_type="application/json")
    assert answer.status_code == 400
    assert set(answer.body["errors"]) == {"probes[0]", "y"}


@pytest.mark.parametrize("content", ["", "]", "- a", "\0", "a: &x [*x]", "\ud800", "[" * 9999])
def test_what_is_no_framework_is_a_problem_and_no_fault(editor, content):
    answer = send(editor, content.encode("utf-8", "surrogatepass"))
    assert (answer.status_code, set(answer.body["errors"])) == (400, {"file"})


@pytest.mark.parametrize(
    "content",
    [
        "[]",
        "7",
        '{"facts": 1e400}',
        '{"facts": [{"value": 1e400}]}',
        '{"facts": [' + "[" * 300 + "]" * 300 + "]}",
        '{"facts": [NaN]}',
        '{"probes": null}',
        '{"probes": [null]}',
        '{"\\ud800": []}',
    ],
)
def test_json_that_is_no_framework_is_a_problem_and_no_fault(editor, content):
    answer = send(editor, content, media_type="application/json")
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")


@pytest.mark.parametrize("media_type", ["application/yaml", "application/json"])
def test_more_than_five_megabytes_are_refused_unread(editor, media_type):
    answer = send(editor, b" " * (LARGEST_BYTES + 1), media_type=media_type)
    assert (answer.status_code, answer.body["detail"]) == (413, "A framework has at most 5 MB.")


def test_another_media_type_is_not_taken(editor):
    assert send(editor, YAML, media_type="text/csv").status_code == 415


def test_the_whole_framework_comes_back_unchanged(editor):
    answer = send(editor, dump_framework(framework_document()).encode())
    assert (answer.body["created"], answer.body["updated"]) == (0, 0)
    assert current_version() == 1
