"""People of résumés: one file, a list of JSON Resumes, or a zip."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from pipeline.people_files.checks import LONGEST_WORDS, NO_TEXT, links_in, problem_with
from pipeline.people_files.person import Job, Person
from pipeline.people_files.problems import Problem
from pipeline.resumes.archives import read_archive
from pipeline.resumes.reading import read_resume
from pipeline.resumes.resume import PartialDate, Reading
from pipeline.resumes.unreadable import UnreadableResume

MOST_JOBS = 100


def people_of_archive(data: bytes) -> Iterator[Person | list[Problem]]:
    """Yield the person of each file in a zip. Raises UnreadableResume for the zip as a whole."""
    for row, (name, reading) in enumerate(read_archive(data), start=1):
        yield _person(row, name, reading)


def person_of_file(data: bytes, filename: str) -> Person | list[Problem]:
    """Return the person of one résumé."""
    try:
        return _person(1, filename, read_resume(data, filename))
    except UnreadableResume as problem:
        return _person(1, filename, problem)


def people_of_documents(documents: list[Any]) -> Iterator[Person | list[Problem]]:
    """Yield the person of each JSON Resume of a list; rows are counted from 1."""
    for row, document in enumerate(documents, start=1):
        try:
            yield _person(row, "", read_resume(json.dumps(document).encode(), "resume.json"))
        except UnreadableResume as problem:
            yield _person(row, "", problem)


def _person(row: int, file: str, reading: Reading | UnreadableResume) -> Person | list[Problem]:
    if isinstance(reading, UnreadableResume):
        return [Problem(row, "", str(reading), file)]
    resume = reading.resume
    name = _clean(resume.name)
    if wrong := problem_with("name", name):
        wrong = wrong if name else "No name was found. Add this person by hand."
        return [Problem(row, "name", wrong, file)]
    email = _clean(resume.email)
    jobs = [
        Job(_clean(job.employer), _clean(job.title), _date(job.start), _date(job.end), is_current)
        for job in resume.jobs[:MOST_JOBS]
        for is_current in [job.is_current]
    ]
    return Person(
        row,
        file,
        name=name,
        email="" if problem_with("email", email) else email,
        phone=_clean(resume.phone)[:40],
        location=_clean(resume.location)[:160],
        links=links_in([_clean(link) for link in resume.links]),
        jobs=tuple(jobs),
        doubts=tuple(_clean(problem) for problem in reading.problems),
    )


def _date(date: PartialDate | None) -> str:
    return str(date) if date else ""


def _clean(text: str) -> str:
    return " ".join(NO_TEXT.sub("", text).split())[:LONGEST_WORDS]
