"""What is said of documents that are not right, and where."""

import pytest
from django.db import models

from pipeline.framework.checks import MOST_ENTRIES, documents_problems
from pipeline.framework.documents import framework_document
from pipeline.framework.editing import current_version, write_entry, write_framework
from pipeline.framework.lists import LISTS
from pipeline.framework.ordering import resolved
from pipeline.framework.problems import FrameworkProblems, Problem
from pipeline.models import Criterion, Level

TASK = {"key": "sorts", "name": "Sorts", "kind": "assessment", "brief": "Sort it."}
FACT = {
    "key": "share",
    "statement": "Half.",
    "value": 50,
    "unit": "%",
    "source": "A study",
    "as_of": "2025-01-31",
}
KIT = {
    "key": "talk",
    "name": "Talk",
    "interview": "screen",
    "minutes": 30,
    "seats": [{"name": "One", "criteria": ["frames-first"]}],
    "questions": [],
}
QUESTION = {"key": "why", "ask": "Why?", "criteria": ["frames-first"], "shows": {}}
EXAMPLE = {
    "key": "try-some",
    "criterion": "frames-first",
    "question": "How?",
    "answer": "So.",
    "verdicts": {"junior": "weak"},
}


def problems(documents):
    return {problem.where: problem.sentence for problem in documents_problems(documents)}


def refusals(documents, by):
    with pytest.raises(FrameworkProblems) as told:
        write_framework(documents, by=by)
    return {problem.where: problem.sentence for problem in told.value.problems}


@pytest.mark.parametrize(
    ("name", "document", "where", "sentence"),
    [
        ("tasks", {"key": "x"}, "tasks[0]", "“name”, “kind”, “brief” are missing."),
        ("tasks", {**TASK, "kind": "puzzle"}, "tasks[0].kind", "“puzzle” is none of: assess"),
        ("tasks", {**TASK, "colour": 1}, "tasks[0].colour", "“colour” is no field here. There are"),
        ("tasks", {**TASK, "key": "Two words"}, "tasks[0].key", "“Two words” is no key: small"),
        ("tasks", {**TASK, "level": "A b"}, "tasks[0].level", "“A b” is no key"),
        ("tasks", {**TASK, "level": 3}, "tasks[0].level", "This should be nothing or text."),
        ("tasks", {**TASK, "minutes": 1.0}, "tasks[0].minutes", "This should be a whole number or"),
        ("tasks", {**TASK, "minutes": True}, "tasks[0].minutes", "This should be a whole number"),
        ("tasks", {**TASK, "minutes": 0}, "tasks[0].minutes", "0 is less than 1."),
        ("tasks", {**TASK, "minutes": 10**20}, "tasks[0].minutes", "is more than 10000."),
        ("tasks", {**TASK, "parts": "one"}, "tasks[0].parts", "This should be a list."),
        ("tasks", {**TASK, "parts": [""]}, "tasks[0].parts[0]", "This is empty."),
        ("tasks", {**TASK, "parts": ["x"] * 41}, "tasks[0].parts", "This holds more than 40."),
        ("tasks", {**TASK, "parts": ["x" * 1001]}, "tasks[0].parts[0]", "longer than 1000 char"),
        ("tasks", {**TASK, "name": "a\0b"}, "tasks[0].name", "This holds a character that cannot"),
        ("tasks", {**TASK, "name": "\ud800"}, "tasks[0].name", "This holds a character that"),
        ("tasks", {**TASK, "\0": 1}, "tasks[0]", "This holds a character that cannot be kept."),
        ("tasks", {**TASK, "review_by": "soon"}, "tasks[0].review_by", "“soon” is no day; write"),
        ("tasks", {**TASK, "review_by": "2027-02-30"}, "tasks[0].review_by", "2027-06-30."),
        ("facts", {**FACT, "as_of": "20250131"}, "facts[0].as_of", "“20250131” is no day"),
        ("facts", {**FACT, "value": "50"}, "facts[0].value", "This should be a number."),
        ("facts", {**FACT, "value": float("nan")}, "facts[0].value", "This is no number."),
        ("facts", {**FACT, "value": 10**400}, "facts[0].value", "is more than 1000000000000."),
        ("tasks", None, "tasks[0]", "This should be a mapping."),
        ("tasks", [TASK], "tasks[0]", "This should be a mapping."),
        ("kits", {**KIT, "seats": []}, "kits[0].seats", "This needs at least 1."),
        (
            "kits",
            {**KIT, "seats": [{"name": "One", "criteria": ["a", "a"]}]},
            "kits[0].seats[0].criteria",
            "Something stands here twice.",
        ),
        (
            "questions",
            {**QUESTION, "kind": "exercise", "exercise": {"language": "python"}},
            "questions[0].exercise",
            "“given”, “solution”, “checks”, “rubric” are missing.",
        ),
        (
            "questions",
            {**QUESTION, "kind": "exercise"},
            "questions[0].exercise",
            "An exercise needs what is handed out",
        ),
        (
            "questions",
            {**QUESTION, "shows": {"junior": {"strong": "x"}}},
            "questions[0].shows.junior",
            "“weak” is missing.",
        ),
        (
            "calibration_examples",
            {**EXAMPLE, "verdicts": {}},
            "calibration_examples[0].verdicts",
            "This needs at least 1.",
        ),
        (
            "calibration_examples",
            {**EXAMPLE, "verdicts": {"junior": "bad"}},
            "calibration_examples[0].verdicts.junior",
            "“bad” is none of: strong, acceptable, weak, failing.",
        ),
    ],
)
def test_a_document_is_refused_by_its_schema(name, document, where, sentence):
    told = problems({name: [document]})
    assert list(told) == [where]
    assert sentence in told[where]


def test_sound_documents_have_no_problems():
    assert problems({"tasks": [TASK], "facts": [FACT], "kits": [KIT]}) == {}


@pytest.mark.parametrize("entries", [None, {}, "x", 7])
def test_a_list_is_a_list(entries):
    assert problems({"levels": entries}) == {"levels": "This should be a list."}


def test_there_are_sixteen_lists_and_no_others():
    assert len(LISTS) == 16
    told = problems({"frameworks": []})
    assert told["frameworks"].startswith("There is no list “frameworks”. There are: special")


def test_no_list_is_longer_than_the_places_in_it():
    told = problems({"tasks": [TASK] * (MOST_ENTRIES + 1)})
    assert told == {"tasks": "A list holds at most 5,000 entries."}


def test_a_repeated_key_is_said_at_its_second_place():
    entries = [TASK, None, {**TASK, "key": "other"}, TASK, {"name": "x"}, {"name": "x"}]
    told = problems({"tasks": entries})
    assert told["tasks[3]"] == "“sorts” stands in this list twice."
    assert set(told) == {"tasks[1]", "tasks[3]", "tasks[4]", "tasks[5]"}


def test_what_is_nested_too_deeply_is_no_fault():
    deep = []
    for _ in range(5000):
        deep = [deep]
    told = problems({"tasks": [{**TASK, "parts": deep}]})
    assert set(told.values()) == {"It is nested too deeply."}


def test_a_long_value_is_repeated_in_part():
    told = problems({"tasks": [{**TASK, "kind": "x" * 9000}]})
    assert len(told["tasks[0].kind"]) < 120


@pytest.mark.parametrize(
    ("name", "document", "where", "sentence"),
    [
        ("tasks", {**TASK, "level": "chief"}, "tasks[0].level", "There is no level “chief”."),
        (
            "anchors",
            {"criterion": "x", "level": "mid", "rating": 1, "text": "."},
            "anchors[0].criterion",
            "There is no criterion “x”.",
        ),
        (
            "kits",
            {**KIT, "questions": ["none"]},
            "kits[0].questions[0]",
            "There is no question “none”.",
        ),
        (
            "questions",
            {**QUESTION, "shows": {"chief": {"strong": "a", "weak": "b"}}},
            "questions[0].shows.chief",
            "There is no level “chief”.",
        ),
        (
            "specializations",
            {"key": "s", "name": "S", "component_weights": {"coding": 50, "talk": 50}},
            "specializations[0].component_weights.talk",
            "There is no component “talk”.",
        ),
    ],
)
def test_a_key_that_names_nothing_is_refused(lead, name, document, where, sentence):
    told = refusals({name: [document]}, lead)
    expected = (
        {where: sentence} if where else {"anchors[0].criterion": "There is no criterion “x”."}
    )
    assert told == expected
    assert current_version() == 1


def test_a_key_may_name_what_comes_with_it(lead):
    write_framework({"tasks": [{**TASK, "level": "chief"}], "levels": [CHIEF]}, by=lead)
    assert Level.objects.get(key="chief").tasks.get().key == "sorts"


CHIEF = {"key": "chief", "name": "Chief"}


def test_weights_of_components_add_up_to_a_hundred(lead):
    wrong = {"key": "s", "name": "S", "component_weights": {"coding": 60, "domain": 39}}
    assert refusals({"specializations": [wrong]}, lead) == {
        "specializations[0].component_weights": "The weights add up to 99 %, not to 100 %."
    }


def test_weights_of_dimensions_add_up_to_a_hundred_together(lead, dimensions):
    dimensions[0]["weight_percent"] = 41
    assert refusals({"dimensions": dimensions[:1]}, lead) == {
        "dimensions": "The weights of the dimensions add up to 101 %, not to 100 %."
    }
    dimensions[1]["weight_percent"] = 29
    assert write_framework({"dimensions": dimensions}, by=lead).updated == 2


@pytest.fixture
def dimensions(acme):
    return framework_document(["dimensions"])["dimensions"]


def test_the_top_of_a_premium_does_not_lie_below_its_bottom(lead):
    wrong = {"key": "s", "name": "S", "component_weights": {"coding": 100}}
    told = refusals({"specializations": [{**wrong, "premium_low_percent": 9}]}, lead)
    assert list(told) == ["specializations[0].premium_high_percent"]


def test_a_sub_criterion_is_one_of_the_dimension(lead, acme):
    wrong = {
        "key": "frames-first",
        "name": "Frames",
        "skill": "framing",
        "component": "fundamentals",
        "dimension": "technical",
        "sub_criterion": "mlops",
    }
    assert refusals({"criteria": [wrong]}, lead) == {
        "criteria[0].sub_criterion": "The dimension “technical” has no sub-criterion “mlops”."
    }


def test_a_sub_criterion_in_use_stays_in_its_dimension(lead, dimensions):
    dimensions[0]["sub_criteria"] = [
        row for row in dimensions[0]["sub_criteria"] if row["key"] != "depth"
    ]
    assert refusals({"dimensions": dimensions}, lead) == {
        "dimensions[0].sub_criteria": (
            "The criterion “knows-mechanics” still belongs to the sub-criterion “depth”."
        )
    }
    assert Criterion.objects.get(key="knows-mechanics").sub_criterion == "depth"


def test_sub_criteria_have_keys_of_their_own(dimensions):
    dimensions[0]["sub_criteria"].append(dimensions[0]["sub_criteria"][0])
    assert set(problems({"dimensions": dimensions})) == {"dimensions[0].sub_criteria[4].key"}


def test_a_failure_in_the_last_list_leaves_nothing(lead):
    documents = {
        "levels": [CHIEF],
        "tasks": [{**TASK, "level": "chief"}],
        "dimensions": [{"key": "fifth", "name": "Fifth", "weight_percent": 1}],
    }
    assert list(refusals(documents, lead)) == ["dimensions"]
    assert not Level.objects.filter(key="chief").exists()
    assert current_version() == 1
    assert write_entry("levels", CHIEF, by=lead).version.number == 2


def test_a_path_is_written_as_people_write_it():
    assert Problem(("kits", 2, "seats", 0, "name"), "").where == "kits[2].seats[0].name"
    assert Problem((), "").where == ""


@pytest.mark.parametrize("name", LISTS)
def test_the_schema_lets_nothing_through_that_a_column_cannot_hold(name):
    entry_list = LISTS[name]
    for field_name, schema in entry_list.schema["properties"].items():
        field, schema = entry_list.model._meta.get_field(field_name), resolved(schema)
        if isinstance(field, models.CharField) and not field.choices:
            assert schema["maxLength"] <= field.max_length, field_name
        elif isinstance(field, models.CharField):
            assert schema["enum"] == [value for value, _ in field.choices], field_name
        elif isinstance(field, models.PositiveSmallIntegerField):
            assert schema["maximum"] <= 32767, field_name
        elif isinstance(field, models.IntegerField):
            assert schema["maximum"] <= 2**31 - 1, field_name
        if not field.null and isinstance(schema.get("type"), list):
            assert "null" not in schema["type"], field_name
