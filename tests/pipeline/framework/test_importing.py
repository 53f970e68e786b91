"""Frameworks taken in from files: whole, in order, once."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.tenancy.schemas import inside
from panels.models import Kit, Probe
from pipeline.framework.arranging import in_new_order
from pipeline.framework.documents import documents_of, framework_document
from pipeline.framework.editing import current_version, write_entry, write_framework
from pipeline.framework.importing import (
    MOST_LISTED,
    RefusedFile,
    import_file,
    refusal_report,
    report_of,
)
from pipeline.framework.lists import LISTS
from pipeline.framework.yaml_files import dump_framework
from pipeline.models import FrameworkVersion, Level

FILE = """\
levels:
- key: chief
  name: Chief
tasks:
- key: sorts
  name: Sorts
  kind: assessment
  brief: Sort it.
  level: chief
"""


def export():
    return dump_framework(framework_document()).encode()


def refusals(content):
    with pytest.raises(RefusedFile) as told:
        import_file(content if isinstance(content, bytes) else content.encode(), by="import")
    return [(refusal.row, refusal.column, refusal.problem) for refusal in told.value.refusals]


def test_a_file_is_one_version(acme, lead):
    taken = import_file(FILE.encode(), by=lead, note="A chief")
    assert report_of(taken, is_dry_run=False) == {
        "dry_run": False,
        "version": 2,
        "created": 2,
        "updated": 0,
        "unchanged": 0,
        "refused": [],
        "refused_unlisted": 0,
    }
    version = FrameworkVersion.objects.get(number=2)
    assert (version.by, version.note) == (lead, "A chief")
    assert {(row.list, row.key) for row in version.revisions.all()} == {
        ("levels", "chief"),
        ("tasks", "sorts"),
    }


def test_the_same_file_again_changes_nothing(acme):
    import_file(FILE.encode(), by="import")
    taken = import_file(FILE.encode(), by="import")
    assert (taken.written.version, taken.written.unchanged, taken.changes) == (None, 2, [])
    assert current_version() == 2


def test_a_dry_run_says_what_would_change_and_writes_nothing(acme):
    taken = import_file(FILE.encode(), by="import", is_dry_run=True)
    assert [(change.entry_list.name, change.key) for change in taken.changes] == [
        ("levels", "chief"),
        ("tasks", "sorts"),
    ]
    assert report_of(taken, is_dry_run=True)["version"] is None
    assert not Level.objects.filter(key="chief").exists()
    assert current_version() == 1


def test_a_framework_carried_to_another_company_reads_the_same_there(acme, globex, lead):
    write_framework(
        {
            "levels": [{"key": "chief", "name": "Chief", "expects": ["Zeile\nzwei", "“ja”"]}],
            "probes": [{"key": "own", "ask": "And then?", "change": "scale"}],
            "skills": [{"key": "framing", "name": "Framing"}],
        },
        by=lead,
    )
    carried = export()
    with inside(globex):
        taken = import_file(carried, by="import")
        assert (taken.written.created, taken.written.updated) == (2, 1)
        assert export() == carried
        assert import_file(carried, by="import").written.version is None


def test_a_framework_comes_back_whole_in_the_order_of_the_file(acme, globex):
    Level.objects.filter(key="staff").update(position=0)
    Level.objects.filter(key="junior").update(position=9)
    carried = export()
    with inside(globex):
        assert export() != carried
        taken = import_file(carried, by="import")
        assert taken.written.version is None
        assert export() == carried


def test_new_entries_stand_where_the_file_has_them(acme):
    first, *others = framework_document(["probes"])["probes"]
    own = {"key": "own", "ask": "And then?", "change": "scale"}
    import_file(dump_framework({"probes": [first, own, *others]}).encode(), by="import")
    assert list(documents_of(LISTS["probes"]))[:3] == [first["key"], "own", others[0]["key"]]


def test_a_dry_run_rearranges_nothing(acme):
    before = list(documents_of(LISTS["probes"]))
    turned = dump_framework({"probes": framework_document(["probes"])["probes"][::-1]})
    import_file(turned.encode(), by="import", is_dry_run=True)
    assert list(documents_of(LISTS["probes"])) == before
    import_file(turned.encode(), by="import")
    assert list(documents_of(LISTS["probes"])) == before[::-1]


@pytest.mark.parametrize(
    ("present", "named", "order"),
    [
        ("abcd", "abcd", "abcd"),
        ("abcd", "b", "abcd"),
        ("abcd", "ca", "cdab"),
        ("abcdX", "aXb", "aXbcd"),
        ("abcd", "", "abcd"),
        ("XY", "YX", "YX"),
    ],
)
def test_entries_that_are_not_named_stay_behind_whom_they_stood_behind(present, named, order):
    assert "".join(in_new_order(list(present), list(named))) == order


def test_what_a_file_does_not_name_stays(acme, lead):
    write_entry("probes", {"key": "own", "ask": "And?", "change": "data"}, by=lead)
    import_file(FILE.encode(), by="import")
    assert Probe.objects.filter(key="own").exists()
    assert Kit.objects.exists()


def test_problems_say_row_and_column_from_the_top(acme):
    wrong = FILE.replace("kind: assessment", "kind: puzzle").replace("Chief", "[a]")
    assert refusals(wrong) == [
        (3, 9, "levels[0].name: This should be text."),
        (7, 9, "tasks[0].kind: “puzzle” is none of: assessment, take_home."),
    ]
    assert current_version() == 1


@pytest.mark.parametrize(
    ("content", "row", "column"),
    [
        ("level:\n- key: a\n  name: A\n", 1, 1),
        ("levels:\n- key: a\n  name: A\n  colour:\n    x: 1\n", 4, 3),
        ("levels:\n- key: a\n", 2, 3),
        ("levels:\n- name: A\n  key: Two words\n", 3, 8),
        ("levels:\n- key: a\n  name: A\n- null\n", 4, 3),
        ("levels:\n- key: a\n  name: A\n-\n", 4, 2),
        ("levels: {}\n", 1, 9),
        ("levels:\n", 1, 8),
        ("levels:\n- key: a\n  name: A\n- name: B\n  key: a\n", 4, 3),
        ("probes:\n- {key: a, ask: b, change: data, is_retired: 1}\n", 2, 46),
        ('levels:\n- key: a\n  name: "\\0"\n', 3, 9),
        ("anchors:\n- {criterion: x, level: mid, rating: 1, text: y}\n", 2, 15),
        ("criteria:\n- key: writes-code\n  name: W\n  skill: end_to_end\n", 2, 3),
        ("calibration_examples:\n- &x {}\n", 2, 3),
    ],
    ids=repr,
)
def test_each_refusal_has_its_place(acme, content, row, column):
    assert refusals(content)[0][:2] == (row, column)


def test_what_breaks_the_whole_is_said_where_it_stands(acme):
    text = export().decode().replace("  weight_percent: 40", "  weight_percent: 41")
    ((row, _, problem),) = refusals(text)
    assert text.splitlines()[row - 2] == "dimensions:"
    assert problem == "dimensions: The weights of the dimensions add up to 101 %, not to 100 %."


def test_a_report_lists_the_first_hundred_refusals_and_counts_the_others(acme):
    with pytest.raises(RefusedFile) as told:
        import_file(b"levels:\n" + b"- 7\n" * 250, by="import")
    report = refusal_report(told.value, is_dry_run=False)
    assert (len(report["refused"]), report["refused_unlisted"]) == (MOST_LISTED, 150)
    assert report["refused"][0] == {
        "row": 2,
        "column": 3,
        "problem": "levels[0]: This should be a mapping.",
    }


NAMES = ["levels", "dimensions", "criteria", "failures", "facts", "signals", "probes"]
MARKS = st.sampled_from([*"-:?{}[],&*#!|>'\"%@`\\\t\n \0x7é😀", "\n- ", "null", ": ", "---\n"])


def tried(content):
    """Return the refusals of a dry run; any other error is a failure of the test."""
    try:
        import_file(content, by="import", is_dry_run=True)
    except RefusedFile as error:
        return error.refusals
    return []


@st.composite
def harmed(draw, text):
    """The text after a few accidents."""
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.sampled_from([0, 0, 1, 2, 9, 80, 700])))
        put = "".join(draw(st.lists(MARKS, max_size=4)))
        moved = text[start:end] if draw(st.booleans()) else ""
        text = text[:start] + put + text[end:] + moved
    return text


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_an_export_that_came_to_harm_is_taken_in_or_refused_and_never_a_fault(acme, data):
    documents = {name: rows[:5] for name, rows in framework_document(NAMES).items()}
    text = data.draw(harmed(dump_framework(documents)))
    lines = text.count("\n") + 2
    for refusal in tried(text.encode("utf-8", "surrogatepass")):
        assert 1 <= refusal.row <= lines
        assert refusal.column >= 1
        assert refusal.sentence


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode()))
def test_bytes_of_any_kind_are_taken_in_or_refused_and_never_a_fault(acme, content):
    assert all(refusal.row >= 1 for refusal in tried(content))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=6,
)


@pytest.mark.parametrize("name", LISTS)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_value_anywhere_is_taken_in_or_refused_and_never_a_fault(acme, name, data):
    entry = dict(data.draw(st.sampled_from(framework_document([name])[name][:3])))
    field = data.draw(st.sampled_from(list(entry)))
    entry[field] = data.draw(JSON)
    content = dump_framework({name: [entry]}).encode()
    assert all(refusal.row >= 1 for refusal in tried(content))
