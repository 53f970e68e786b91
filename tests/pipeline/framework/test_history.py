"""The framework as it was, and what changed since."""

import pytest
from django.urls import reverse

from pipeline.framework.documents import framework_document
from pipeline.framework.editing import StaleEntry, current_version, write_entry, write_framework
from pipeline.framework.history import (
    changes_between,
    entries_at,
    framework_at,
    word_changes,
)
from pipeline.models import FrameworkVersion, Revision, Task

PROBE = {"key": "own", "ask": "And then?", "change": "scale"}


@pytest.fixture
def changed(lead):
    """Versions 2 to 5: added, reworded with a level, retired, brought back."""
    write_entry("probes", PROBE, by=lead)
    write_framework(
        {
            "probes": [{**PROBE, "ask": "And now?"}],
            "levels": [{"key": "junior", "name": "Starting"}],
        },
        by=lead,
    )
    write_entry("probes", {**PROBE, "ask": "And now?", "is_retired": True}, by=lead)
    write_entry("probes", {**PROBE, "ask": "And now?"}, by=lead)


def test_what_was_delivered_is_the_first_version(acme):
    assert current_version() == 1
    assert framework_at(1) == framework_document()


def test_each_version_is_kept(changed):
    asks = [entries_at(number, "probes", ["own"]).get("own", {}).get("ask") for number in range(6)]
    assert asks == [None, None, "And then?", "And now?", "And now?", "And now?"]
    assert framework_at(5) == framework_document()
    assert framework_at(1)["levels"][0]["name"] == "Junior"
    assert "own" not in {entry["key"] for entry in framework_at(1)["probes"]}


@pytest.mark.parametrize(
    ("older", "newer", "deeds"),
    [
        (1, 2, [("own", "Added")]),
        (2, 3, [("junior", "Changed"), ("own", "Changed")]),
        (3, 4, [("own", "Retired")]),
        (4, 5, [("own", "Brought back")]),
        (3, 5, []),
        (2, 5, [("junior", "Changed"), ("own", "Changed")]),
        (1, 5, [("junior", "Changed"), ("own", "Added")]),
        (5, 5, []),
    ],
)
def test_changes_are_told_list_by_list(changed, older, newer, deeds):
    assert [(change.key, change.deed) for change in changes_between(older, newer)] == deeds


def test_a_change_names_the_fields_with_what_they_were(changed):
    (probe,) = [change for change in changes_between(2, 3) if change.key == "own"]
    assert [(part.field, part.before, part.after) for part in probe.fields] == [
        ("ask", "And then?", "And now?")
    ]


def test_everything_was_added_by_the_first_version(acme):
    changes = changes_between(0, 1)
    assert {change.deed for change in changes} == {"Added"}
    assert len(changes) == sum(map(len, framework_document().values()))


def test_changes_are_told_in_three_queries(changed, django_assert_num_queries):
    with django_assert_num_queries(3):
        changes_between(1, 5)


def test_who_read_another_version_changes_nothing(changed, lead):
    for seen in (0, 4, 99):
        with pytest.raises(StaleEntry) as told:
            write_entry("probes", PROBE, by=lead, seen=seen)
        assert told.value.version == 5
    assert write_entry("probes", PROBE, by=lead, seen=5).version.number == 6


def test_words_are_compared_one_by_one():
    assert list(word_changes("asks a question", "asks the first question")) == [
        ("same", "asks"),
        ("gone", "a"),
        ("new", "the first"),
        ("same", "question"),
    ]


def test_a_version_from_before_a_field_reads_as_if_it_said_nothing_there(changed, lead, client_of):
    version, task = FrameworkVersion.objects.create(number=6), Task.objects.first().key
    for name, key in (("probes", "own"), ("criteria", "frames-first"), ("tasks", task)):
        document = entries_at(5, name, [key])[key]
        for field in ("listens_for", "sub_criterion", "is_retired", "missing", "name"):
            document.pop(field, None)
        Revision.objects.create(version=version, list=name, key=key, document=document)
    assert entries_at(6, "probes", ["own"])["own"]["listens_for"] == ""
    assert entries_at(6, "criteria", ["frames-first"])["frames-first"]["is_retired"] is False
    assert entries_at(6, "tasks", [task])[task]["missing"] == []
    assert "own" not in {change.key for change in changes_between(5, 6)}
    for name, key in (("criteria", "frames-first"), ("dimensions", "technical"), ("probes", "own")):
        address = reverse("pipeline:framework_entry", args=[name, key])
        assert client_of(lead).get(address, {"version": 6}).status_code == 200
