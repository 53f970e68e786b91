"""Files of people: however they are written, and what is said of those that cannot be read."""

import datetime
import io
import json
import zipfile

import openpyxl
import pytest

from pipeline.people_files.columns import Field, guess_columns
from pipeline.people_files.person import Person, digits_of
from pipeline.people_files.problems import UnreadableFile
from pipeline.people_files.reading import Format, open_file

TABLE = "Name,E-mail\nZoë Ferrer,zoe@example.com\n"
RESUME = {
    "basics": {"name": "Ada Osei", "email": "ada@example.com"},
    "work": [{"name": "Example Engines", "position": "Analyst", "startDate": "2019-03"}],
}


def people(data, name="people.csv", **options):
    return list(open_file(data, name, **options).people())


def workbook(*rows) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def packed(**members) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), data)
    return out.getvalue()


def problems(data, name="people.csv", **options):
    return [
        (problem.row, problem.column, problem.problem)
        for found in people(data, name, **options)
        if not isinstance(found, Person)
        for problem in found
    ]


def test_a_table_reads_the_same_however_it_is_written():
    written = [
        TABLE.encode(),
        TABLE.encode("utf-8-sig"),
        TABLE.encode("cp1252"),
        TABLE.encode("utf-16"),
        TABLE.replace(",", ";").encode(),
        TABLE.replace(",", "\t").encode(),
        TABLE.replace(",", "|").replace("\n", "\r\n").encode(),
        ("\n" + TABLE + "\n,\n").encode(),
        workbook(("Name", "E-mail"), ("Zoë Ferrer", "zoe@example.com")),
    ]
    for data in written:
        [person] = people(data)
        assert (person.name, person.email) == ("Zoë Ferrer", "zoe@example.com")


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Candidate Name", Field.NAME),
        ("first_name", Field.FIRST_NAME),
        ("Surname", Field.LAST_NAME),
        ("E-Mail Address", Field.EMAIL),
        ("emailAddress", Field.EMAIL),
        ("Mobile phone", Field.PHONE),
        ("Current Company", Field.EMPLOYER),
        ("Job Title", Field.TITLE),
        ("LinkedIn URL", Field.LINK),
        ("City", Field.LOCATION),
        ("Application date", Field.APPLIED),
        ("Candidate ID", Field.OWN_ID),
        ("Shoe size", None),
        ("", None),
    ],
)
def test_a_heading_says_what_its_column_means(heading, field):
    assert guess_columns([heading]) == [field]


def test_the_first_of_two_equal_headings_counts_and_links_may_be_several():
    file = open_file(
        b"Name,Email,Email,GitHub,Website\nAda,a@example.com,b@example.com,github.com/a,a.example\n",
        "people.csv",
    )
    [person] = file.people()
    assert (person.email, len(person.links)) == ("a@example.com", 2)
    assert file.left_out == ["Email"]


def test_first_and_last_names_make_a_name():
    [person] = people(b"First name,Last name,Name\nAda,Osei,x\n")
    assert person.name == "Ada Osei"


def test_columns_can_be_given_another_meaning():
    [person] = people(b"Wer,Wo\nAda,Berlin\n", columns=["name", "location"])
    assert (person.name, person.location) == ("Ada", "Berlin")


def test_a_workbook_keeps_dates_numbers_and_formulas_as_text():
    data = workbook(
        ("Name", "Phone", "Applied on", "Company"),
        ("=cmd|'/C calc'!A0", 442079460001, datetime.date(2026, 3, 31), "=1+1"),
    )
    [person] = people(data, "people.xlsx")
    assert (person.name, person.phone) == ("=cmd|'/C calc'!A0", "442079460001")
    assert person.applied_at.date().isoformat() == "2026-03-31"
    assert person.jobs[0].employer == "=1+1"


def test_what_is_wrong_is_said_by_row_and_column():
    data = b"Name,Email,From,Company\n,a@example.com,,\nBen,ben@,soon,X\nCy,c\0@example.com,,\n"
    said = problems(data)
    assert [(row, column) for row, column, _ in said] == [
        (2, "Name"),
        (3, "Email"),
        (3, "From"),
        (4, "Email"),
    ]
    assert "Write one in, or leave the row out." in said[0][2]
    assert "a character that is no text" in said[3][2]


@pytest.mark.parametrize("wide", [3, 1_000_000])
def test_a_row_too_wide_is_named(wide):
    data = b"Name,Email\n" + b",".join([b"x"] * wide) + b"\n"
    assert problems(data) == [
        (2, "column 3", f"The row has {wide:,} fields where the header has 2.")
    ]


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"", "people.csv", "The file is empty."),
        (b" \n\n", "people.csv", "The file is empty."),
        (b"Name,Email\n", "people.csv", "a header and no rows"),
        (b"Fruit,Colour\napple,red\n", "people.csv", "No column is known to hold the names"),
        (b"\0\0\0\0Name", "people.csv", "The file is not text"),
        (b"Name," + b"x," * 1_000_000 + b"\n", "people.csv", "more than 200 columns"),
        (b'Name,Email\n"Ada,a@example.com\n', "people.csv", "cannot be read as CSV"),
        (b"PK\x03\x04 broken", "people.zip", "damaged or is no zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "people.xls", "an old workbook"),
        (b"{", "people.json", "not sound JSON"),
        (b"[" * 100_000, "people.json", "nested too deeply"),
        (b'{"fruit": 1}', "people.json", "neither a JSON Resume"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(data, name, sentence):
    with pytest.raises(UnreadableFile, match=sentence):
        people(data, name)


def test_a_workbook_that_swells_is_refused_unopened():
    bomb = packed(xl__workbook_xml=b"\0" * (210 * 2**20))
    with pytest.raises(UnreadableFile, match="opens to more than 200 MB"):
        people(bomb, "people.xlsx")


def test_a_workbook_that_lies_about_its_size_takes_no_longer():
    data = workbook(("Name",), ("Ada",))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = (
        parts[sheet]
        .replace(b"A1:A2", b"A1:XFD1048576")
        .replace(b'<row r="2"', b'<row r="99999999999"')
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    with pytest.raises(UnreadableFile, match="no rows"):
        people(out.getvalue(), "people.xlsx")


def test_an_ending_deceives_nobody():
    assert open_file(json.dumps(RESUME).encode(), "a.csv").format == Format.JSON_RESUME
    assert open_file(workbook(("Name",), ("Ada",)), "a.pdf").format == Format.XLSX
    assert open_file(TABLE.encode(), "a.txt").format == Format.CSV
    assert open_file(b"Ada Osei\nada@example.com\n", "a.txt").format == Format.RESUME


def test_a_json_resume_and_a_list_of_them_are_read():
    for document in (RESUME, [RESUME]):
        [person] = people(json.dumps(document).encode(), "resume.json")
        assert (person.name, person.jobs[0].employer) == ("Ada Osei", "Example Engines")


def test_candidates_of_ashby_are_read_as_their_list_gives_them():
    answer = {
        "success": True,
        "results": [
            {
                "id": "c-1",
                "name": "Ada Osei",
                "primaryEmailAddress": {"value": "ada@example.com", "type": "Personal"},
                "primaryPhoneNumber": {"value": "+44 20 7946 0001", "type": "Mobile"},
                "socialLinks": [{"type": "LinkedIn", "url": "https://linkedin.com/in/ada"}],
                "position": "ML engineer",
                "company": "Example Engines",
                "location": {"locationSummary": "London"},
            }
        ],
    }
    [person] = people(json.dumps(answer).encode(), "ashby.json")
    assert (person.name, person.email, person.phone) == (
        "Ada Osei",
        "ada@example.com",
        "+44 20 7946 0001",
    )
    assert (person.source, person.own_id, person.location) == ("ashby", "c-1", "London")
    assert (person.jobs[0].employer, person.jobs[0].title) == ("Example Engines", "ML engineer")


@pytest.mark.parametrize("system", ["greenhouse", "lever", "ashby"])
@pytest.mark.parametrize("entry", [1, None, [], {}, {"name": {"x": 1}, "emails": "x"}, "text"])
def test_an_entry_that_is_no_candidate_is_named(system, entry):
    said = problems(json.dumps([entry, entry]).encode(), "x.json", format=system)
    assert {row for row, _, _ in said} == {1, 2}


def test_two_spellings_of_one_phone_have_the_same_digits():
    assert digits_of("+44 (0)20 7946-0001") == digits_of("0044 20 79460001") == "442079460001"


def test_the_key_of_a_person_does_not_tell_who_they_are():
    [person] = people(TABLE.encode())
    assert "zoe" not in person.key
    assert len(person.key) == 32
