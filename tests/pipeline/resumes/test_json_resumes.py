"""JSON Resume documents, whole and half right."""

import json

import pytest
from django.conf import settings

from pipeline.resumes.reading import read_resume
from pipeline.resumes.resume import Job, PartialDate, School
from pipeline.resumes.unreadable import UnreadableResume

FOLDER = settings.BASE_DIR.parent / "shared" / "data" / "resumes" / "jsonresume"
needs_samples = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="the JSON Resume samples (../shared/data/resumes) are not here"
)


def read(document):
    return read_resume(json.dumps(document).encode(), "resume.json")


@needs_samples
def test_the_sample_of_the_schema_is_read_in_full():
    reading = read_resume((FOLDER / "sample.resume.json").read_bytes(), "resume.json")
    resume = reading.resume
    assert reading.problems == ()
    assert (resume.name, resume.email) == ("Richard Hendriks", "richard.hendriks@mail.com")
    assert (resume.phone, resume.location) == ("(912) 555-4321", "San Francisco, California, US")
    assert len(resume.links) == 3
    assert resume.jobs == (
        Job("Pied Piper", "CEO/President", PartialDate(2013, 12), PartialDate(2014, 12)),
    )
    assert resume.schools == (
        School(
            "University of Oklahoma",
            "Bachelor",
            "Information Technology",
            PartialDate(2011, 6),
            PartialDate(2014, 1),
        ),
    )
    assert resume.skills[:4] == ("Web Development", "HTML", "CSS", "Javascript")
    assert "middle-out compression" in resume.text


@needs_samples
def test_every_fixture_of_the_schema_is_read_case_by_case():
    cases = 0
    for path in sorted(FOLDER.glob("test_*.json")):
        for name, case in json.loads(path.read_text()).items():
            if isinstance(case, dict) and case.keys() & {"basics", "work", "education", "skills"}:
                assert read(case).resume is not None, (path.name, name)
                cases += 1
    assert cases > 20


def test_what_is_wrong_is_named_and_the_rest_is_read():
    reading = read(
        {
            "basics": {"name": "Inês Carvalho", "email": "not an address"},
            "work": [
                {"name": "Alder Ltd", "position": "Engineer", "startDate": "soon"},
                "a sentence",
                {"company": "Birch", "position": "Lead", "startDate": "2020", "endDate": "present"},
            ],
            "education": {"institution": "Coimbra"},
        }
    )
    assert reading.resume.jobs[1] == Job("Birch", "Lead", PartialDate(2020), None, True)
    assert reading.problems == (
        "In work, entry 1, startDate “soon” is not a date, so it was left out.",
        "In work, entry 2 is not an object, so it was left out.",
        "“education” is not a list, so it was left out.",
        "“not an address” is not an e-mail address, so it was left out.",
    )


@pytest.mark.parametrize("source", ["{}", "[]", '{"jobs": 3}'])
def test_json_that_is_no_resume_is_refused(source):
    with pytest.raises(UnreadableResume, match="not a JSON Resume"):
        read_resume(source.encode(), "resume.json")


def test_a_cut_off_json_resume_is_refused():
    with pytest.raises(UnreadableResume, match="damaged"):
        read_resume(b'{"basics": {"name": "In', "resume.json")


def test_json_nested_without_end_is_no_trouble():
    with pytest.raises(UnreadableResume):
        read_resume(b'{"basics":' * 200_000, "resume.json")
