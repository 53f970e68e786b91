"""Versions of the framework: what they changed, word by word, and the framework as it was."""

from contextlib import contextmanager
from itertools import pairwise

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.framework.diffs import entry_diff, line_changes, shorten
from pipeline.framework.documents import framework_document
from pipeline.framework.editing import current_version, write_framework
from pipeline.framework.history import changes_between, framework_at
from pipeline.framework.lists import LISTS
from pipeline.framework.names import all_names
from tests.pipeline.framework_forms import edit, reads

PLACE = "skills/framing/edit/"


def test_a_version_shows_what_it_changed_word_by_word(lead, client_of):
    client = client_of(lead)
    edit(client, PLACE, aim="Asks what it is for.", note="First")
    edit(client, PLACE, aim="Asks whom it is for.", note="Whom, not what")
    page = client.get("/framework/versions/3/").content.decode()
    assert "Whom, not what" in page
    assert '<del><span class="sr-only">taken out: </span>what</del>' in page
    assert '<ins><span class="sr-only">put in: </span>whom</ins>' in page
    assert "Lead" in page
    history = client.get("/framework/skills/framing/").content.decode()
    assert history.index("Version 3") < history.index("Version 2") < history.index("Version 1")
    assert '<ins><span class="sr-only">put in: </span>whom</ins>' in history
    assert "3 versions changed it" in history


def test_a_version_names_what_it_retired_and_added(lead, client_of):
    client = client_of(lead)
    client.post("/framework/criteria/decides/retire/")
    edit(client, "skills/add/", name="Ethics")
    retired = client.get("/framework/versions/2/").content.decode()
    assert '<span class="badge">Retired</span>' in retired
    assert (
        '<a href="/framework/skills/ethics/">Ethics</a>'
        in client.get("/framework/versions/3/").content.decode()
    )


def test_an_anchor_is_called_by_criterion_level_and_rating(lead, client_of):
    client = client_of(lead)
    edit(client, "criteria/decides/edit/", **{"anchor-mid-1": "Waits."})
    page = client.get("/framework/versions/2/").content.decode()
    link = '<a href="/framework/criteria/decides/">Decides with what is known · Mid · 1</a>'
    assert link in page


@pytest.mark.parametrize("query", ["from=1&to=3", "from=3&to=1"])
def test_two_versions_are_compared_in_either_order(lead, client_of, query):
    client = client_of(lead)
    edit(client, PLACE, aim="In between.")
    edit(client, PLACE, aim="In the end.")
    page = client.get(f"/framework/versions/compare/?{query}").content.decode()
    assert "From version 1 to 3" in page
    assert "between" not in page.split("<main")[1]


def test_versions_that_read_alike_say_so(lead, client_of):
    page = client_of(lead).get("/framework/versions/compare/?from=1&to=1").content.decode()
    assert "They read alike" in page


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("from=1&to=9", "The newest version is 1."),
        ("from=0&to=1", "greater than or equal to 1"),
        ("from=x&to=1", "Enter a whole number."),
        ("from=&to=1", "This field is required."),
        ("from=99999999999999999999&to=1", "less than or equal to"),
    ],
)
def test_a_comparison_with_nothing_is_answered_in_place(lead, client_of, query, sentence):
    answer = client_of(lead).get(f"/framework/versions/compare/?{query}")
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_versions_are_listed_in_pages_the_newest_first(lead, client_of):
    framing = reads("skills", "framing")
    for number in range(55):
        write_framework({"skills": [{**framing, "aim": f"Aim {number}."}]}, by=lead)
    client = client_of(lead)
    first = client.get("/framework/versions/").content.decode()
    assert first.index("Version 56") < first.index("Version 7")
    assert "Version 6<" not in first
    assert "Version 6<" in client.get("/framework/versions/?page=2").content.decode()
    page = client.get("/framework/skills/framing/").content.decode()
    assert "Version 46<" not in page.split('id="history"')[1]
    assert "Further rows" in page


def test_keys_are_told_by_their_names(lead, client_of):
    client = client_of(lead)
    edit(client, "criteria/decides/edit/", skill="framing")
    diff = entry_diff(changes_between(1, 2)[0], all_names())
    words = [run.text for line in diff.fields[0].lines for run in line]
    assert words == ["Decisions under uncertainty", "Problem framing"]


WORDS = st.lists(st.sampled_from(["a", "b", "c", "asks", "what", "why"]), max_size=6).map(" ".join)
LINES = st.lists(WORDS, max_size=6)


@given(LINES, LINES, st.booleans())
def test_a_diff_holds_all_of_both_texts(before, after, is_code):
    lines = line_changes(before, after, is_code=is_code)

    def side(tag):
        kept = (" ".join(run.text for run in line if run.tag in ("same", tag)) for line in lines)
        return [text for text in kept if text]

    assert side("gone") == [line for line in before if line]
    assert side("new") == [line for line in after if line]


@given(LINES, LINES)
def test_a_shortened_diff_leaves_out_only_what_stayed(before, after):
    lines = line_changes(before, after)
    shown = list(shorten(lines))
    changed = [line for line in lines if any(run.tag != "same" for run in line)]
    assert [line for line in shown if line and line in changed] == changed
    assert all(one is not None or two is not None for one, two in pairwise(shown))


def test_lines_too_long_to_compare_are_shown_whole():
    long = " ".join(f"word{number}" for number in range(700))
    (was,), (now,) = line_changes([long], [f"{long} more"])
    assert (was.tag, was.text) == ("gone", long)
    assert (now.tag, now.text) == ("new", f"{long} more")


def test_a_change_of_spaces_alone_is_seen():
    lines = line_changes(["    return x"], ["  return x"])
    assert [[(run.tag, run.text) for run in line] for line in lines] == [
        [("gone", "    return x")],
        [("new", "  return x")],
    ]


EDITS = st.lists(
    st.lists(
        st.tuples(st.sampled_from(["framing", "decides", "mid", "new", "retire"]), WORDS),
        min_size=1,
        max_size=3,
        unique_by=lambda pair: pair[0],
    ),
    max_size=6,
)


@contextmanager
def undone():
    """Undo what the block writes, so that each example begins where the first did."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def documents_of_edit(edits, number):
    listed = {
        "framing": ("skills", "aim"),
        "decides": ("criteria", "looks_for"),
        "mid": ("levels", "depth"),
    }
    documents = {}
    for what, words in edits:
        if what == "new":
            added = {"key": f"new-{number}", "name": words or "Nameless"}
            documents.setdefault("components", []).append(added)
        elif what == "retire":
            last = reads("failures", "mid-avoids-commitment")
            documents["failures"] = [{**last, "is_retired": not last["is_retired"]}]
        else:
            name, field = listed[what]
            documents.setdefault(name, []).append({**reads(name, what), field: words})
    return documents


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(EDITS)
def test_the_framework_is_rebuilt_as_it_read_at_every_version(lead, sequence):
    with undone():
        read = {current_version(): by_key(framework_document())}
        for number, edits in enumerate(sequence):
            write_framework(documents_of_edit(edits, number), by=lead)
            read[current_version()] = by_key(framework_document())
        for number, then in read.items():
            assert by_key(framework_at(number)) == then


def by_key(framework):
    return {
        name: {LISTS[name].key_of(document): document for document in documents}
        for name, documents in framework.items()
    }
