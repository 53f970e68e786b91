"""Importing people: what is written, what is kept, and who is never there twice."""

import io
import json
import zipfile

import pytest
from django.core.management import CommandError, call_command

from config.records.models import AuditEntry
from config.tenancy.schemas import inside, outside
from pipeline.models import Application, Candidate, Document, Employment, StageMove, Stay
from pipeline.moves import as_history
from pipeline.people_imports.importing import RefusedPeople, import_people
from pipeline.rules import replay
from tests.factories import make_candidate, make_opening

HEADER = "Name,Email,Phone,Company,Job title,LinkedIn"
ADA = "Ada Osei,ada@example.com,+44 20 7946 0001,Example Engines,ML engineer,linkedin.com/in/ada"
BEN = "Ben Lind,ben@example.com,,,,"
RESUME = b"""Ada Osei
ada@example.com | +44 20 7946 0001

Experience
Senior ML Engineer, Example Engines
March 2019 - Present
"""


def sheet(*rows, header=HEADER) -> bytes:
    return "\n".join([header, *rows]).encode()


def load(opening, data, by, name="people.csv", **options):
    return import_people(data, filename=name, opening=opening, by=by, **options)


def counts(report):
    return report["created"], report["updated"], report["unchanged"]


def archive(**files):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as into:
        for name, data in files.items():
            into.writestr(name.replace("_", "."), data)
    return packed.getvalue()


@pytest.fixture
def opening(acme, recruiter):
    return make_opening(by=recruiter, title="Search engineer")


def test_a_row_becomes_a_person_in_the_inbox(opening, recruiter):
    report = load(opening, sheet(ADA), recruiter)
    assert counts(report) == (1, 0, 0)
    ada = Candidate.objects.get()
    assert (ada.name, ada.email, ada.phone) == ("Ada Osei", "ada@example.com", "+44 20 7946 0001")
    assert ada.links == "https://linkedin.com/in/ada"
    job = Employment.objects.get(candidate=ada)
    assert (job.employer, job.title) == ("Example Engines", "ML engineer")
    application = ada.applications.get()
    assert (application.opening, application.stage.kind) == (opening, "inbox")
    assert (application.origin, application.first_contact_at) == ("imported", None)


def test_where_an_application_stands_follows_from_its_moves(opening, recruiter):
    load(opening, sheet(ADA, BEN), recruiter)
    for application in Application.objects.all():
        state = replay(as_history(application.moves.select_related("to_stage")))
        assert (state.stage, state.state) == (application.stage, application.state)
        assert state.sequence == application.version
        stay = Stay.objects.get(application=application)
        assert (
            stay.entered_at == application.stage_entered_at == application.moves.get().happened_at
        )


def test_the_audit_trail_names_who_imported(opening, recruiter):
    load(opening, sheet(ADA), recruiter)
    entries = AuditEntry.objects.filter(row_id=Candidate.objects.get().pk)
    assert [entry.actor for entry in entries] == [str(recruiter.pk)]


def test_a_second_run_changes_nothing(opening, recruiter):
    load(opening, sheet(ADA, BEN), recruiter)
    before = AuditEntry.objects.count()
    assert counts(load(opening, sheet(BEN, ADA), recruiter)) == (0, 0, 2)
    assert AuditEntry.objects.count() == before
    assert (Application.objects.count(), StageMove.objects.count()) == (2, 2)


def test_the_same_people_go_into_another_opening_once(opening, recruiter):
    load(opening, sheet(ADA), recruiter)
    other = make_opening(by=recruiter)
    assert counts(load(other, sheet(ADA), recruiter)) == (0, 1, 0)
    assert counts(load(other, sheet(ADA), recruiter)) == (0, 0, 1)
    assert Candidate.objects.get().applications.count() == 2


def test_blanks_are_filled_and_what_somebody_typed_stays(opening, recruiter):
    load(opening, sheet(BEN), recruiter)
    Candidate.objects.update(name="Benjamin Lind")
    report = load(opening, sheet("Ben Lind,ben@example.com,030 1234567,Example Labs,,"), recruiter)
    assert counts(report) == (0, 1, 0)
    ben = Candidate.objects.get()
    assert (ben.name, ben.phone) == ("Benjamin Lind", "030 1234567")
    assert Employment.objects.get().employer == "Example Labs"
    assert report["notes"] == [
        {
            "row": 2,
            "column": "name",
            "problem": "“Benjamin Lind” is kept; the file says “Ben Lind”.",
        }
    ]


def test_somebody_added_by_hand_stays_somebody_else(opening, recruiter):
    make_candidate(name="Ada Osei", email="ada@example.com")
    assert counts(load(opening, sheet(ADA), recruiter)) == (1, 0, 0)
    assert Candidate.objects.count() == 2


def test_a_bad_row_keeps_the_whole_file_out(opening, recruiter):
    with pytest.raises(RefusedPeople) as refused:
        load(opening, sheet(ADA, ",none,,,,", "Cy,cy@,,,,"), recruiter)
    report = refused.value.report
    assert [(row["row"], row["column"]) for row in report["refused"]] == [
        (3, "Name"),
        (3, "Email"),
        (4, "Email"),
    ]
    assert (report["good"], report["refused_rows"]) == (1, 2)
    assert not Candidate.objects.exists()


def test_the_good_rows_go_in_where_that_is_asked_for(opening, recruiter):
    report = load(opening, sheet(ADA, ",none,,,,"), recruiter, skips_bad=True)
    assert counts(report) == (1, 0, 0)
    assert (report["skipped"], len(report["refused"])) == (1, 2)


def test_a_dry_run_writes_nothing(opening, recruiter):
    assert counts(load(opening, sheet(ADA, BEN), recruiter, is_dry_run=True)) == (2, 0, 0)
    assert not Candidate.objects.exists()


def test_whoever_stands_in_two_rows_is_one_person(opening, recruiter):
    report = load(opening, sheet(ADA, ADA.replace("ada@", "ADA@")), recruiter)
    assert counts(report) == (1, 0, 0)
    assert report["repeated"] == 1
    assert "stands in an earlier row too" in report["notes"][0]["problem"]


def test_a_name_alone_is_nobodys_own(opening, recruiter):
    rows = "Kim Lee,Berlin", "Kim Lee,Lisbon"
    assert counts(load(opening, sheet(*rows, header="Name,City"), recruiter)) == (2, 0, 0)
    assert counts(load(opening, sheet(*rows, header="Name,City"), recruiter)) == (0, 0, 2)


def test_numbers_of_another_list_are_not_taken_for_the_same_people(opening, recruiter):
    header = "ID,Name,Email"
    load(opening, sheet("1,Ada Osei,ada@example.com", header=header), recruiter)
    moved = sheet("1,Ada Osei,ada@example.org", header=header)
    assert counts(load(opening, moved, recruiter)) == (0, 0, 1)
    with pytest.raises(RefusedPeople) as refused:
        load(opening, sheet("1,Ben Lind,ben@example.com", header=header), recruiter)
    [problem] = refused.value.report["refused"]
    assert (problem["row"], problem["column"]) == (2, "ID")
    assert "belongs to Ada Osei here" in problem["problem"]


def test_the_day_of_applying_starts_the_clock(opening, recruiter, acme):
    header = "Name,Email,Applied on"
    load(opening, sheet("Ada,ada@example.com,2026-03-31", header=header), recruiter)
    application = Application.objects.get()
    assert application.first_contact_at == application.stage_entered_at
    assert application.first_contact_at.isoformat().startswith("2026-03-3")
    with pytest.raises(RefusedPeople) as refused:
        load(opening, sheet("Ben,ben@example.com,2999-01-01", header=header), recruiter)
    assert refused.value.report["refused"][0]["column"] == "Applied on"


def test_backslashes_tabs_and_formulas_stay_the_text_they_are(opening, recruiter):
    load(opening, sheet('"=cmd|\' /C calc\'!A0\\N",a@example.com,,"a\tb\nc",,'), recruiter)
    assert Candidate.objects.get().name == "=cmd|' /C calc'!A0\\N"
    assert Employment.objects.get().employer == "a b c"


def test_a_resume_is_kept_with_its_person_once(opening, recruiter):
    for expected in ((1, 0, 0), (0, 0, 1)):
        assert counts(load(opening, RESUME, recruiter, "ada.md")) == expected
    document = Document.objects.get()
    assert document.candidate == Candidate.objects.get()
    assert document.file.path.read_bytes() == RESUME
    assert Employment.objects.get().document == document


def test_a_zip_brings_each_resume_to_its_own_person(opening, recruiter):
    second = RESUME.replace(b"Ada Osei", b"Ben Lind").replace(b"ada@", b"ben@")
    packed = archive(ada_txt=RESUME, bad_pdf=b"%PDF-1.4 broken", ben_txt=second)
    with pytest.raises(RefusedPeople) as refused:
        load(opening, packed, recruiter, "all.zip")
    assert [row["file"] for row in refused.value.report["refused"]] == ["bad.pdf"]
    load(opening, packed, recruiter, "all.zip", skips_bad=True)
    kept = {(row.candidate.name, row.title) for row in Document.objects.all()}
    assert kept == {("Ada Osei", "ada.txt"), ("Ben Lind", "ben.txt")}


def test_the_rival_company_gets_nothing(opening, recruiter, globex):
    load(opening, sheet(ADA), recruiter)
    with inside(globex):
        assert not Candidate.objects.exists()


# The command


@pytest.fixture
def command(opening, capsys, tmp_path):
    """Return a function that runs the command on `data` from outside any company."""

    def run(data, *options, name="people.csv", ref=opening.ref):
        path = tmp_path / name
        path.write_bytes(data)
        with outside():
            call_command(
                "import_candidates", str(path), "--company", "acme", "--opening", ref, *options
            )
        return capsys.readouterr().out

    return run


def test_json_is_one_document_with_all_that_was_read(command):
    report = json.loads(command(sheet(ADA), "--dry-run", "--json"))
    assert counts(report) == (1, 0, 0)
    [read] = report["read"]
    assert (read["row"], read["name"], read["employers"]) == (2, "Ada Osei", ["Example Engines"])
    assert (read["titles"], len(read["dates"])) == (["ML engineer"], 1)
    assert not Candidate.objects.exists()


def test_without_json_it_says_in_words_what_was_done(command):
    assert "People created: 1" in command(sheet(ADA))
    assert "People unchanged: 1" in command(sheet(ADA))


def test_refused_rows_are_said_and_end_in_an_error(command, capsys):
    with pytest.raises(CommandError, match=r"Row 3, column Email: “b@” is not an e-mail address"):
        command(sheet(ADA, "Ben,b@,,,,"), "--json")
    report = json.loads(capsys.readouterr().out)
    assert (report["created"], len(report["refused"])) == (0, 1)
    assert json.loads(command(sheet(ADA, "Ben,b@,,,,"), "--json", "--skip-bad"))["created"] == 1


def test_what_the_command_cannot_find_is_said(command):
    with pytest.raises(CommandError, match="There is no opening “nobody-knows”"):
        command(sheet(ADA), ref="nobody-knows")
