"""The framework by API: whole, list by list, entry by entry, and its versions."""

import json

import jsonschema
import pytest
import yaml
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.validation import validate_schema

from config.tenancy.schemas import inside
from pipeline.framework.documents import framework_document
from pipeline.framework.editing import current_version, write_entry
from pipeline.framework.lists import LISTS
from pipeline.models import Criterion, FrameworkVersion

PROBE = {"key": "half-the-data", "ask": "What if half the data goes?", "change": "data"}


@pytest.fixture
def editor(api_of, lead):
    return api_of(lead)


@pytest.fixture
def viewer(api_of, interviewer):
    return api_of(interviewer)


def test_the_whole_framework_is_read_in_order(editor):
    answer = editor.read("framework/")
    assert list(answer.body) == list(LISTS)
    assert answer.body == framework_document()
    assert answer["ETag"] == f'"{current_version()}"'


def test_the_framework_is_read_as_a_former_version_had_it(editor, lead):
    document = editor.read("framework/probes/").body["results"][0]
    write_entry("probes", {**document, "ask": "And now?"}, by=lead)
    assert editor.read("framework/?version=1").body["probes"][0] == document
    assert editor.read("framework/?version=2").body["probes"][0]["ask"] == "And now?"


@pytest.mark.parametrize(("asked", "status"), [("9", 404), ("0", 404), ("x", 400), ("-1", 400)])
def test_a_version_that_there_is_not_is_a_problem(editor, asked, status):
    assert editor.read(f"framework/?version={asked}").status_code == status


def test_as_yaml_it_is_a_file(editor):
    answer = editor.get("/api/v1/framework/", headers={"Accept": "application/yaml"})
    assert answer["Content-Type"] == "application/yaml; charset=utf-8"
    assert (
        yaml.safe_load(answer.content)["levels"] == editor.read("framework/levels/").body["results"]
    )


def test_a_problem_stays_json_where_yaml_is_asked_for(editor):
    answer = editor.get("/api/v1/framework/?version=99", headers={"Accept": "application/yaml"})
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
    assert json.loads(answer.content)["status"] == 404


def test_the_schema_describes_what_is_served(editor):
    schema = editor.read("framework/schema/").body
    jsonschema.Draft7Validator.check_schema(schema)
    jsonschema.validate(editor.read("framework/").body, schema)


@pytest.mark.parametrize("name", LISTS)
def test_each_list_and_each_entry_of_it_can_be_read_and_sent_back(editor, name):
    (first, *_) = editor.read(f"framework/{name}/").body["results"]
    path = f"framework/{name}/{LISTS[name].key_of(first)}/"
    answer = editor.read(path)
    assert answer.body == first
    again = editor.send("PUT", path, first, {"If-Match": answer["ETag"]})
    assert (again.status_code, again.body, again["ETag"]) == (200, first, answer["ETag"])
    assert current_version() == 1


def test_an_entry_is_created_by_post_once(editor):
    made = editor.send("POST", "framework/probes/", PROBE)
    assert (made.status_code, made["ETag"]) == (201, '"2"')
    assert made.body == {**PROBE, "listens_for": "", "origin": "company", "is_retired": False}
    again = editor.send("POST", "framework/probes/", PROBE)
    assert (again.status_code, again.body["status"]) == (409, 409)
    assert current_version() == 2


def test_a_repeated_post_with_one_key_gets_the_first_answer(editor):
    headers = {"Idempotency-Key": "probe-1"}
    first = editor.send("POST", "framework/probes/", PROBE, headers)
    second = editor.send("POST", "framework/probes/", PROBE, headers)
    assert (second.status_code, second.body) == (201, first.body)


def test_an_entry_is_created_by_put_where_it_is_not_there(editor):
    path = "framework/probes/half-the-data/"
    body = {"ask": "What if half the data goes?", "change": "data"}
    assert editor.send("PUT", path, body).status_code == 201
    assert editor.send("PUT", path, {**body, "ask": "Half?"}).status_code == 200
    assert editor.read(path).body["ask"] == "Half?"
    assert current_version() == 3


@pytest.mark.parametrize("version", ["0", "2", "9"])
def test_an_entry_that_has_changed_since_it_was_read_is_left_alone(editor, version):
    path = "framework/probes/latency-doubles/"
    body = editor.read(path).body
    answer = editor.send("PUT", path, {**body, "ask": "?"}, {"If-Match": f'"{version}"'})
    assert (answer.status_code, answer.body["title"]) == (412, "Changed by somebody else")
    assert editor.read(path).body == body


def test_an_anchor_is_known_by_criterion_level_and_rating(editor):
    path = "framework/anchors/frames-first/junior/1/"
    body = editor.read(path).body
    answer = editor.send("PUT", path, {"text": "Starts to build at once."})
    assert answer.body == {**body, "text": "Starts to build at once.", "origin": "company"}
    assert editor.read("framework/anchors/frames-first/junior/9/").status_code == 404
    assert editor.read(f"framework/anchors/frames-first/junior/{9**30}/").status_code == 404


def test_a_criterion_is_retired_and_brought_back(editor):
    path = "framework/criteria/tries-new/"
    body = editor.read(path).body
    editor.send("PUT", path, {**body, "is_retired": True})
    assert not Criterion.objects.in_use().filter(key="tries-new").exists()
    assert "tries-new" not in str(editor.read("criteria/").body)
    editor.send("PUT", path, body)
    assert Criterion.objects.in_use().filter(key="tries-new").exists()


def test_problems_are_located_by_path(editor):
    path = "framework/kits/screen-applied/"
    (kit, *_) = editor.read("framework/kits/").body["results"]
    seats = [{"name": "One", "criteria": ["frames-first", "nothing"]}]
    path = f"framework/kits/{kit['key']}/"
    answer = editor.send("PUT", path, {**kit, "seats": seats})
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.body["errors"] == {"seats.0.criteria.1": ["There is no criterion “nothing”."]}


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"key": "another", "ask": "?", "change": "data"}, "key"),
        ({"ask": "?"}, "non_field_errors"),
        ({"ask": "?", "change": "weather"}, "change"),
        ({"ask": "?", "change": "data", "colour": "red"}, "colour"),
        ({"ask": 7, "change": "data"}, "ask"),
        ([1], "non_field_errors"),
        ("half", "non_field_errors"),
    ],
    ids=str,
)
def test_what_is_no_entry_is_refused(editor, body, field):
    answer = editor.send("PUT", "framework/probes/half-the-data/", body)
    assert (answer.status_code, set(answer.body["errors"])) == (400, {field})


def test_a_key_that_is_none_is_refused(editor):
    answer = editor.send("PUT", "framework/probes/Half_The-Data/", {"ask": "?", "change": "data"})
    assert set(answer.body["errors"]) == {"key"}
    assert editor.send("POST", "framework/probes/", {"ask": "?"}).status_code == 400


def test_what_is_not_there_is_not_found(editor):
    for path in ("framework/probes/nothing/", "framework/nothing/", "framework/versions/99/"):
        assert editor.read(path).status_code == 404


def test_viewers_read_and_change_nothing(viewer):
    assert viewer.read("framework/").status_code == 200
    body = viewer.read("framework/probes/latency-doubles/").body
    assert viewer.send("PUT", "framework/probes/latency-doubles/", body).status_code == 403
    assert viewer.send("POST", "framework/probes/", PROBE).status_code == 403
    assert viewer.send("POST", "framework/import/", {}).status_code == 403


def test_only_editors_read_the_key_of_a_calibration_example(editor, viewer, lead):
    known = editor.read("framework/calibration_examples/").body["results"][0]
    assert known["verdicts"]
    changed = {**known, "verdicts": {"junior": "strong"}, "answer": "Otherwise."}
    write_entry("calibration_examples", changed, by=lead)
    key = known["key"]
    for path in (
        "framework/",
        "framework/?version=1",
        "framework/calibration_examples/",
        f"framework/calibration_examples/{key}/",
        "framework/versions/1/",
        "framework/versions/2/",
    ):
        answer = viewer.read(path)
        assert known["question"] in json.dumps(answer.body, ensure_ascii=False) or "2/" in path
        assert '"verdicts"' not in answer.content.decode()
    told = viewer.read("framework/versions/2/").body["changes"]
    assert [field["field"] for change in told for field in change["fields"]] == ["answer"]
    file = viewer.get("/api/v1/framework/?format=yaml").content.decode()
    assert "calibration_examples" not in file
    assert "\ncriteria:" in file


def test_versions_say_what_changed(editor, lead):
    body = editor.read("framework/probes/latency-doubles/").body
    write_entry("probes", {**body, "ask": "And now?"}, by=lead, note="Clearer")
    newest = editor.read("framework/versions/").body["results"][0]
    assert (newest["number"], newest["by"], newest["note"]) == (2, lead.name, "Clearer")
    told = editor.read("framework/versions/2/").body
    assert told["changes"] == [
        {
            "list": "probes",
            "key": "latency-doubles",
            "name": "And now?",
            "deed": "Changed",
            "fields": [{"field": "ask", "before": body["ask"], "after": "And now?"}],
        }
    ]


def test_the_rival_company_has_a_framework_of_its_own(editor, globex):
    editor.send("POST", "framework/probes/", PROBE)
    with inside(globex):
        assert FrameworkVersion.objects.count() == 1


def test_openapi_is_valid_and_names_the_bodies(acme):
    schema = SchemaGenerator().get_schema(request=None, public=True)
    validate_schema(schema)
    put = schema["paths"]["/api/v1/framework/criteria/{key}/"]["put"]
    reference = {"$ref": "#/components/schemas/FrameworkCriterion"}
    assert put["requestBody"]["content"]["application/json"]["schema"] == reference
    described = schema["components"]["schemas"]["FrameworkCriterion"]
    assert set(described["properties"]) == set(LISTS["criteria"].fields)
