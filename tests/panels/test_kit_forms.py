"""The forms of kits, questions and what else panels keep in the framework."""

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from pipeline.framework.documents import documents_of
from pipeline.framework.editors import EDITORS
from pipeline.framework.lists import LISTS
from tests.panels.html_forms import fields_of

OURS = ["kits", "questions", "probes", "signals", "backgrounds", "calibration_examples"]


def sent_by(name, form):
    request = RequestFactory().get("/framework/")
    return fields_of(render_to_string(EDITORS[name].fields, {"form": form}, request))


def opened(name, key):
    """The document, and what the browser would send of its form untouched."""
    document = documents_of(LISTS[name])[key]
    return document, sent_by(name, EDITORS[name].form(document=document, seen=1))


def form_of(name, document, data):
    return EDITORS[name].form(data, document=document)


@pytest.mark.parametrize("name", OURS)
def test_an_entry_that_is_saved_untouched_reads_as_before(acme, name):
    changed = {}
    for key, document in documents_of(LISTS[name]).items():
        form = EDITORS[name].form(document=document, seen=1)
        filled = form_of(name, document, sent_by(name, form))
        assert filled.is_valid(), (key, filled.errors)
        if filled.document() != document:
            now = filled.document()
            changed[key] = {f: (document[f], now[f]) for f in document if document[f] != now[f]}
    assert changed == {}


def test_seats_are_added_moved_and_removed_unsaved(acme):
    document, data = opened("kits", "system-design")
    first, second = (seat["name"] for seat in document["seats"])
    data["name"] = "Typed, not saved"
    data["change"] = "seats up 1"
    form = form_of("kits", document, data)
    assert not form.is_valid()
    assert form.errors == {}
    assert form["name"].value() == "Typed, not saved"
    assert [row["name"].value() for row in form["seats"].value()] == [second, first]

    data = sent_by("kits", form)
    data["change"] = "seats add"
    form = form_of("kits", document, data)
    assert [row["name"].value() for row in form["seats"].value()] == [second, first, None]

    data = sent_by("kits", form)
    data["change"] = "seats remove 2"
    form = form_of("kits", document, sent_by("kits", form_of("kits", document, data)))
    assert form.is_valid()
    assert form.document() == {
        **document,
        "name": "Typed, not saved",
        "seats": document["seats"][::-1],
    }


def test_questions_are_moved_removed_and_added(acme):
    document, data = opened("kits", "system-design")
    first, second, *others = document["questions"]
    data["change"] = "questions down 0"
    data = sent_by("kits", form_of("kits", document, data))
    assert data.getlist("questions") == [second, first, *others]
    data["change"] = "questions remove 0"
    data = sent_by("kits", form_of("kits", document, data))
    data["questions-add"] = "loss-stuck"
    form = form_of("kits", document, data)
    assert form.is_valid(), form.errors
    assert form.document()["questions"] == [first, *others, "loss-stuck"]


@pytest.mark.parametrize(
    "change", ["", "seats", "seats up 99", "seats up x", "nothing up 0", "name up 0", "add"]
)
def test_a_change_that_makes_no_sense_changes_nothing(acme, change):
    document, data = opened("kits", "screen")
    data["change"] = change
    shown = sent_by("kits", form_of("kits", document, data))
    assert form_of("kits", document, shown).is_valid()
    assert form_of("kits", document, shown).errors == {}


def test_there_is_an_end_to_adding_seats(acme):
    document, data = opened("kits", "screen")
    for _ in range(12):
        data["change"] = "seats add"
        data = sent_by("kits", form_of("kits", document, data))
    assert len([name for name in data if name.endswith("-name")]) == 8


@pytest.mark.parametrize(
    ("field", "values", "sentence"),
    [
        ("name", [""], "required"),
        ("minutes", ["0"], "greater than or equal to 1"),
        ("minutes", ["soon"], "whole number"),
        ("interview", ["tarot"], "not one of the available"),
        ("seats-0-name", [""], "See what is marked below."),
        ("seats-0-criteria", [], "See what is marked below."),
        ("questions", ["no-such-question"], "not one of the available"),
        ("review_by", ["tomorrow"], "valid date"),
    ],
)
def test_what_a_kit_cannot_be_is_said_beside_its_field(acme, field, values, sentence):
    document, data = opened("kits", "screen")
    data.setlist(field, values)
    form = form_of("kits", document, data)
    assert not form.is_valid()
    assert sentence in str(form.errors[field.partition("-")[0]])
    render_to_string(EDITORS["kits"].fields, {"form": form}, RequestFactory().get("/"))


def test_a_fifth_criterion_is_refused_at_its_seat(acme):
    document, data = opened("kits", "screen")
    five = list(documents_of(LISTS["criteria"]))[:5]
    data.setlist("seats-0-criteria", five)
    form = form_of("kits", document, data)
    assert not form.is_valid()
    html = render_to_string(EDITORS["kits"].fields, {"form": form}, RequestFactory().get("/"))
    assert "Choose at most 4 criteria." in html


def test_a_level_of_which_nothing_is_said_is_left_out(acme):
    document, data = opened("questions", "fraud-in-real-time")
    data["shows-junior-strong"] = data["shows-junior-weak"] = ""
    form = form_of("questions", document, data)
    assert form.is_valid()
    assert list(form.document()["shows"]) == ["mid", "senior", "staff"]


def test_half_of_a_level_is_not_enough(acme):
    document, data = opened("questions", "fraud-in-real-time")
    data["shows-junior-weak"] = ""
    form = form_of("questions", document, data)
    assert not form.is_valid()
    html = render_to_string(EDITORS["questions"].fields, {"form": form}, RequestFactory().get("/"))
    assert html.count("This field is required.") == 1


def test_a_verdict_is_taken_back_with_its_reason(acme):
    key = next(iter(documents_of(LISTS["calibration_examples"])))
    document, data = opened("calibration_examples", key)
    level = next(iter(document["verdicts"]))
    data[f"keyed-{level}-verdict"] = data[f"keyed-{level}-why"] = ""
    form = form_of("calibration_examples", document, data)
    assert form.is_valid()
    assert level not in form.document()["verdicts"]
    assert level not in form.document()["why"]
