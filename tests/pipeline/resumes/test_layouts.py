"""One CV in four layouts says the same four times, and what its author wrote."""

import datetime
from pathlib import Path

import pytest
import yaml
from django.conf import settings

from pipeline.resumes.reading import read_resume
from pipeline.resumes.resume import Job, PartialDate, School

FOLDER = settings.BASE_DIR.parent / "shared" / "data" / "resumes" / "pdf"
LAYOUTS = ("Classic", "Engineeringresumes", "Harvard", "Moderncv")

pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="the CV in four layouts (../shared/data/resumes/pdf) is not here"
)


@pytest.fixture(scope="module")
def truth():
    path = next(Path(FOLDER).glob("*_truth.yaml"))
    return yaml.safe_load(path.read_text(encoding="utf-8"))["cv"]


@pytest.fixture(scope="module", params=LAYOUTS)
def resume(request):
    path = next(Path(FOLDER).glob(f"*_{request.param}.pdf"))
    return read_resume(path.read_bytes(), path.name).resume


def date(written):
    if isinstance(written, datetime.date):
        return PartialDate(written.year, written.month)
    return None if written == "present" else PartialDate(*map(int, str(written).split("-")))


def test_the_person_is_the_same_in_every_layout(resume, truth):
    assert (resume.name, resume.email, resume.phone) == (truth["name"], truth["email"], "")
    assert resume.location == truth["location"]


def test_the_jobs_are_those_the_author_wrote(resume, truth):
    assert resume.jobs == tuple(
        Job(
            entry["company"],
            entry["position"],
            date(entry["start_date"]),
            date(entry["end_date"]),
            entry["end_date"] == "present",
        )
        for entry in truth["sections"]["experience"]
    )


def test_the_schools_are_those_the_author_wrote(resume, truth):
    assert resume.schools == tuple(
        School(
            entry["institution"],
            entry["degree"],
            entry["area"],
            date(entry["start_date"]),
            date(entry["end_date"]),
        )
        for entry in truth["sections"]["education"]
    )


def test_links_hidden_behind_words_are_found(resume):
    assert "https://github.com/rendercv" in resume.links
    assert "https://linkedin.com/in/rendercv" in resume.links


def test_the_skills_are_those_the_author_listed(resume, truth):
    listed = [
        skill for line in truth["sections"]["skills"] for skill in line["details"].split(", ")
    ]
    assert [skill.casefold() for skill in resume.skills] == [skill.casefold() for skill in listed]
