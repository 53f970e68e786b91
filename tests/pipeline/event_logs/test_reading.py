import pytest

from pipeline.event_logs import reading
from pipeline.event_logs.problems import RefusedLog
from pipeline.event_logs.reading import read_log
from tests.pipeline.event_logs.logs import NOW, case, default_mapping, log

GOOD = "1,Hand In Job Application,2026-03-02T09:00:00Z,Front Desk"


def read(data, **replaced):
    return read_log(data, default_mapping(**replaced), now=NOW)


def refused(data, **replaced):
    with pytest.raises(RefusedLog) as caught:
        read(data, **replaced)
    return [(row.row, row.column, row.problem) for row in caught.value.problems.listed]


@pytest.mark.parametrize(
    ("row", "column", "problem"),
    [
        (",Hand In Job Application,2026-03-02T09:00:00Z,x", "case_id", "The case is empty."),
        ("2, ,2026-03-02T09:00:00Z,x", "activity", "The activity is empty."),
        ("2,Coding Interview,,x", "timestamp", "The time is empty."),
        ("2,Coding Interview,soon,x", "timestamp", "“soon” is not a time"),
        ("2,Coding Interview,2026-03-02T09:00:00,x", "timestamp", "says no time zone"),
        ("2,Coding Interview,2027-03-02T09:00:00Z,x", "timestamp", "in the future"),
        ("2,Coding Interview", "timestamp", "The row has 2 fields where the header has 4."),
        ("2,Coding Interview,2026-03-02T09:00:00Z,x,y", "column 5", "The row has 5 fields"),
        ("2,Coding\x00 Interview,2026-03-02T09:00:00Z,x", "activity", "that is no text"),
        (f"{'9' * 101},Coding Interview,2026-03-02T09:00:00Z,x", "case_id", "longer than 100"),
        (f"2,{'a' * 121},2026-03-02T09:00:00Z,x", "activity", "longer than 120"),
        (f"2,Coding Interview,2026-03-02T09:00:00Z,{'a' * 161}", "resource", "longer than 160"),
        ('2,"Coding" Interview,2026-03-02T09:00:00Z,x', "activity", "cannot be read as CSV"),
        ('2,"Coding Interview,2026-03-02T09:00:00Z,x', "activity", "cannot be read as CSV"),
    ],
)
def test_a_malformed_row_names_its_line_and_column(row, column, problem):
    ((line, found_column, sentence),) = refused(log(GOOD, row))
    assert (line, found_column) == (3, column)
    assert problem in sentence


def test_bytes_that_are_not_utf_8_name_their_row_and_column():
    data = log(GOOD) + "2,Coding Interview,2026-03-02T09:00:00Z,J\xfcrgen\n".encode("latin-1")
    ((line, column, sentence),) = refused(data)
    assert (line, column) == (3, "resource")
    assert sentence.startswith("“J\N{REPLACEMENT CHARACTER}rgen” has a character that is no text")


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "The file is empty."),
        (b"\xef\xbb\xbf \n\n", "The file is empty."),
        ("case_id".encode("utf-16"), "The file is UTF-16; save it as UTF-8."),
    ],
)
def test_a_file_without_text_is_refused(data, problem):
    assert refused(data) == [(1, "", problem)]


def test_a_header_alone_is_no_log():
    assert refused(log()) == [(2, "", "The file has a header and no events.")]


def test_a_missing_column_is_named():
    ((row, column, sentence),) = refused(log("1,b,c", header="case_id,activity,resource"))
    assert (row, column) == (1, "timestamp")
    assert sentence == (
        "There is no column “timestamp”; there are “case_id”, “activity”, “resource”."
    )


def test_a_column_that_comes_twice_is_named():
    header = "case_id,activity,timestamp,resource,activity"
    assert refused(log(GOOD + ",x", header=header)) == [
        (1, "activity", "The header has 2 columns “activity”.")
    ]


def test_problems_of_all_rows_are_told_at_once_and_those_past_a_hundred_counted():
    with pytest.raises(RefusedLog) as caught:
        read(log(GOOD, *["2,Coding Interview,soon,x"] * 130))
    assert len(caught.value.problems.listed) == 100
    assert caught.value.problems.unlisted == 30


def test_lines_are_counted_as_an_editor_does():
    rows = ['1,Coding Interview,2026-03-02T09:00:00Z,"two\nlines"', "", "1,Coding Interview,soon,x"]
    ((line, _, _),) = refused(log(GOOD, *rows))
    assert line == 6


@pytest.mark.parametrize(
    "data",
    [
        log(GOOD),
        b"\xef\xbb\xbf" + log(GOOD),
        log(GOOD).replace(b"\n", b"\r\n"),
        log(GOOD).replace(b",", b";"),
        log(GOOD).replace(b",", b"\t"),
        log(GOOD.replace("Front Desk", '"Front Desk"')),
        log(" " + GOOD.replace(",", " , ")),
        log(GOOD).rstrip(b"\n"),
    ],
    ids=["plain", "mark", "CRLF", "semicolons", "tabs", "quotes", "blanks", "no last newline"],
)
def test_a_file_may_be_written_in_several_ways(data):
    (event,) = read(data).events["1"]
    assert (event.line, event.activity, event.resource) == (
        2,
        "Hand In Job Application",
        "Front Desk",
    )


def test_an_event_has_the_same_digest_wherever_it_stands():
    rows = [*case(1, "apply phone reject"), *case(2, "apply reject=reject")]
    forward, backward = read(log(*rows)).events, read(log(*reversed(rows))).events
    for number in ("1", "2"):
        digests = [{event.digest for event in events[number]} for events in (forward, backward)]
        assert digests[0] == digests[1]
        assert len(digests[0]) == 3


def test_unknown_times_are_read_where_the_mapping_allows_them():
    replaced = {"[attributes]": "[log]\nunknown_times = true\n[attributes]"}
    (event,) = read(log("1,Coding Interview,,x"), **replaced).events["1"]
    assert event.happened_at is None


def test_a_strict_mapping_refuses_activities_it_does_not_know():
    replaced = {"[attributes]": "[log]\nstrict = true\n[attributes]"}
    assert refused(log("1,Lunch,2026-03-02T09:00:00Z,x"), **replaced) == [
        (2, "activity", "The mapping does not know the activity “Lunch”.")
    ]


def test_attributes_stay_out_unless_they_are_kept():
    data = log(GOOD + ",true,12,Oslo", header="case_id,activity,timestamp,resource,gender,n,city")
    found = read(data, **{"keep = []": 'keep = ["city"]'})
    assert found.attributes == {"1": {"city": "Oslo"}}
    assert found.left_out == ["gender", "n"]


def test_a_log_of_too_many_events_is_refused(monkeypatch):
    monkeypatch.setattr(reading, "MOST_EVENTS", 2)
    assert refused(log(GOOD, GOOD, GOOD)) == [(4, "", "The file has more than 2 events; split it.")]
