"""Entries as documents and as rows, there and back."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.framework.documents import (
    complete,
    document_of,
    documents_of,
    framework_document,
    rows_of,
)
from pipeline.framework.editing import current_version, write_entry, write_framework
from pipeline.framework.lists import LISTS
from pipeline.framework.ordering import in_written_order, resolved
from pipeline.framework.shipped import shipped_framework

KEPT = {"suppress_health_check": [HealthCheck.function_scoped_fixture], "max_examples": 10}


@pytest.mark.parametrize("name", LISTS)
def test_what_ships_reads_in_the_company_as_in_its_files(acme, name):
    entry_list = LISTS[name]
    shipped = [complete(entry_list, entry) for entry in shipped_framework()[name]]
    assert sorted(documents_of(entry_list).values(), key=entry_list.key_of) == sorted(
        shipped, key=entry_list.key_of
    )


@pytest.mark.parametrize("name", LISTS)
def test_lists_stand_in_the_order_in_which_they_were_delivered(acme, name):
    if name == "anchors":
        return  # they stand by criterion, level and rating
    shipped = [entry["key"] for entry in shipped_framework()[name]]
    assert list(documents_of(LISTS[name])) == shipped


def test_anchors_stand_by_criterion_level_and_rating(acme):
    criteria, levels = (list(documents_of(LISTS[name])) for name in ("criteria", "levels"))
    places = [
        (criteria.index(entry["criterion"]), levels.index(entry["level"]), entry["rating"])
        for entry in documents_of(LISTS["anchors"]).values()
    ]
    assert places == sorted(places)


@pytest.mark.parametrize("name", LISTS)
def test_what_a_document_leaves_out_has_its_default(name):
    entry_list = LISTS[name]
    required = dict.fromkeys(entry_list.schema["required"])
    whole = complete(entry_list, required)
    assert tuple(whole) == entry_list.fields
    assert whole["origin"] == "company"
    assert whole.get("is_retired", False) is False
    assert complete(entry_list, whole) == whole


def test_defaults_are_not_shared_between_documents():
    first, second = (complete(LISTS["levels"], {"key": "x", "name": "X"}) for _ in range(2))
    first["expects"].append("more")
    assert second["expects"] == []


def test_a_whole_number_is_written_as_one(lead):
    fact = {"key": "f", "statement": "F.", "value": 3.0, "unit": "%", "source": "S"}
    write_entry("facts", {**fact, "as_of": "2025-01-31"}, by=lead)
    assert repr(documents_of(LISTS["facts"])["f"]["value"]) == "3"


def test_a_list_costs_one_query(acme, django_assert_num_queries):
    with django_assert_num_queries(1 + 1):  # search path
        framework_document(["anchors"])
    with django_assert_num_queries(len(LISTS)):
        framework_document()


def test_what_a_document_says_by_key_comes_in_the_order_of_the_list_it_names():
    documents = {
        "levels": [{"name": "Y", "key": "y"}, {"key": "x", "name": "X"}],
        "questions": [
            {
                "shows": {"x": {"weak": 1, "strong": 2}, "z": {}, "y": {}},
                "exercise": {"rubric": [], "given": "", "language": "python"},
                "key": "q",
            }
        ],
    }
    written = in_written_order(documents)
    assert written == documents
    (question,) = written["questions"]
    assert list(question) == ["key", "shows", "exercise"]
    assert list(question["shows"]) == ["y", "x", "z"]
    assert list(question["shows"]["x"]) == ["strong", "weak"]
    assert list(question["exercise"]) == ["language", "given", "rubric"]
    assert list(written["levels"][0]) == ["key", "name"]


def entries(name):
    """Any sound entry of a list whose keys name what ships."""
    entry_list, shipped = LISTS[name], shipped_framework()

    def values(schema, pattern):
        schema = resolved(schema)
        listed = entry_list.references.get(pattern)
        if listed:
            return st.sampled_from([entry["key"] for entry in shipped[listed]])
        if "enum" in schema:
            return st.sampled_from(schema["enum"])
        kind = schema["type"] if isinstance(schema["type"], str) else schema["type"][0]
        return globals()[f"any_{kind}"](values, entry_list, schema, pattern)

    required = entry_list.schema["required"]
    fields = {
        field: values(schema, field) for field, schema in entry_list.schema["properties"].items()
    }
    return st.fixed_dictionaries(
        {field: fields[field] for field in required},
        optional={field: value for field, value in fields.items() if field not in required},
    )


def any_string(values, entry_list, schema, pattern):
    if schema.get("format") == "date":
        return st.dates().map(lambda day: day.isoformat())
    if "pattern" in schema:
        return st.from_regex(r"[a-z0-9][a-z0-9_-]{0,50}", fullmatch=True)
    letters = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
    least = schema.get("minLength", 0)
    return st.text(letters, min_size=least, max_size=min(30, schema["maxLength"]))


def any_integer(values, entry_list, schema, pattern):
    return st.integers(schema["minimum"], schema["maximum"])


def any_number(values, entry_list, schema, pattern):
    return st.floats(schema["minimum"], schema["maximum"]) | st.integers(-9, 9)


def any_boolean(values, entry_list, schema, pattern):
    return st.booleans()


def any_array(values, entry_list, schema, pattern):
    return st.lists(
        values(schema["items"], f"{pattern}[]"),
        min_size=schema.get("minItems", 0),
        max_size=min(3, schema.get("maxItems", 3)),
        unique_by=str if schema.get("uniqueItems") else None,
    )


def any_object(values, entry_list, schema, pattern):
    if "properties" in schema:
        return st.fixed_dictionaries(
            {
                field: values(inner, f"{pattern}.{field}")
                for field, inner in schema["properties"].items()
            }
        )
    listed = entry_list.references[f"{pattern}{{}}"]
    keys = st.sampled_from([entry["key"] for entry in shipped_framework()[listed]])
    inner = values(schema["additionalProperties"], f"{pattern}{{}}.")
    return st.dictionaries(keys, inner, min_size=schema.get("minProperties", 0), max_size=3)


def made_sound(name, document):
    """Keep to the rules that no schema says."""
    if name == "specializations":
        document["component_weights"] = {"coding": 40, "domain": 60}
        document["premium_low_percent"] = 0
    if name == "questions":
        document["kind"] = "exercise" if document.get("exercise") else "question"
    if name == "criteria":
        document["sub_criterion"] = ""
    if name == "dimensions":
        document |= {"weight_percent": 0}
        document["sub_criteria"] = document.get("sub_criteria", [])[:1]
    if "key" in document:
        document["key"] = f"zz-{document['key']}"
    return document


@pytest.mark.parametrize("name", LISTS)
@settings(**KEPT)
@given(st.data())
def test_any_sound_entry_is_written_and_read_again_unchanged(lead, name, data):
    entry_list = LISTS[name]
    document = made_sound(name, data.draw(entries(name)))
    write_entry(name, document, by=lead)
    whole = complete(entry_list, document)
    assert documents_of(entry_list)[entry_list.key_of(document)] == whole
    before = current_version()
    assert write_framework({name: [whole]}, by=lead).unchanged == 1
    assert current_version() == before


def test_rows_are_read_with_what_they_name(acme, django_assert_num_queries):
    with django_assert_num_queries(1 + 1):  # search path
        for row in rows_of(LISTS["criteria"]):
            document_of(LISTS["criteria"], row)
