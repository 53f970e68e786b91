"""Real files: one CV in four layouts, JSON Resume, Greenhouse and Lever, through the command."""

import json
from contextlib import suppress

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from config.tenancy.schemas import outside
from pipeline.models import Candidate
from pipeline.people_files.problems import UnreadableFile
from pipeline.people_files.reading import open_file
from tests.factories import make_opening

DATA = settings.BASE_DIR.parent / "shared" / "data"
LAYOUTS = ("Classic", "Engineeringresumes", "Harvard", "Moderncv")

pytestmark = pytest.mark.skipif(
    not DATA.is_dir(), reason="the real files (../shared/data) are not here"
)


@pytest.fixture
def tried(acme, recruiter, capsys):
    """Return a function from a file to the report of trying it by the command."""
    opening = make_opening(by=recruiter)

    def run(path, *options):
        arguments = [str(path), "--company", "acme", "--opening", opening.ref, "--dry-run"]
        with outside():
            call_command("import_candidates", *arguments, "--json", *options)
        return json.loads(capsys.readouterr().out)

    return run


def test_one_cv_in_four_layouts_yields_the_same_person(tried):
    read = []
    for layout in LAYOUTS:
        report = tried(DATA / "resumes" / "pdf" / f"rendercv_John_Doe_{layout}.pdf")
        assert (report["created"], report["refused"]) == (1, [])
        [person] = report["read"]
        assert person.pop("file").endswith(f"{layout}.pdf")
        read.append(person)
    assert read[1:] == read[:1] * 3
    assert (read[0]["name"], len(read[0]["employers"])) == ("John Doe", 5)
    assert not Candidate.objects.exists()


def test_the_sample_of_json_resume_is_read(tried):
    [person] = tried(DATA / "resumes" / "jsonresume" / "sample.resume.json")["read"]
    assert (person["name"], person["employers"]) == ("Richard Hendriks", ["Pied Piper"])


def test_the_sample_of_lever_is_read(tried):
    [person] = tried(DATA / "ats" / "lever" / "opportunities.json")["read"]
    assert person["name"] == "karan"


def test_the_sample_of_greenhouse_is_read(tried):
    [person] = tried(DATA / "ats" / "greenhouse" / "harvest__candidates__00.json")["read"]
    assert (person["name"], person["email"]) == ("John Locke", "test@work.com")
    assert person["employers"] == ["Greenhouse"]


def test_a_sample_without_candidates_is_refused_in_words(tried):
    with pytest.raises(CommandError, match=r"Row 1, column name: The name is empty"):
        path = DATA / "ats" / "greenhouse" / "assessment__list_tests__00.json"
        tried(path, "--format", "greenhouse")


@pytest.mark.parametrize("format", ["auto", "greenhouse", "lever", "ashby", "jsonresume", "csv"])
def test_no_sample_of_any_system_ends_in_a_traceback(format):  # noqa: A002
    files = [*(DATA / "ats").rglob("*.json"), *(DATA / "resumes" / "jsonresume").glob("*.json")]
    assert files
    for path in files:
        with suppress(UnreadableFile):
            list(open_file(path.read_bytes(), path.name, format=format).people())
