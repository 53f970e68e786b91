"""What of a public form a résumé can fill in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import BoundedSemaphore

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from pipeline.applying.receiving import has_link
from pipeline.resumes.reading import read_resume
from pipeline.resumes.resume import Resume
from pipeline.resumes.unreadable import UnreadableResume

LONGEST = {"name": 160, "email": 254, "phone": 40, "location": 160}
MOST_LINKS = 10
LONGEST_LINK = 190
ONE_AT_A_TIME = BoundedSemaphore(1)
"""A file made to be costly takes the one who reads it a while; the others go on serving."""

LONGEST_WAIT = 3
"""Seconds for which a visitor waits for another's file to be read."""

BUSY = "Many are sending theirs at the moment, so there was no time to read it."
LINK = re.compile(r"https?://[^\s/]+\.[^\s]+", re.ASCII)
CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+")


@dataclass(frozen=True)
class Prefill:
    """What was read of one file: values by the name of a field, none of them blank.

    `problem` is why nothing could be read, for the person who sent it.
    """

    values: Mapping[str, str] = field(default_factory=dict)
    problem: str = ""


def read_prefill(content: bytes, filename: str) -> Prefill:
    """Return what the form can take of the résumé in `content`, whatever it is.

    A process reads one at a time, and says so to who would wait long.
    """
    if not ONE_AT_A_TIME.acquire(timeout=LONGEST_WAIT):
        return Prefill(problem=BUSY)
    try:
        resume = read_resume(content, filename).resume
    except UnreadableResume as unreadable:
        return Prefill(problem=str(unreadable))
    finally:
        ONE_AT_A_TIME.release()
    values = {name: _line(getattr(resume, name), most) for name, most in LONGEST.items()}
    values["name"] = "" if has_link(values["name"]) else values["name"]
    values["email"] = _email(values["email"])
    values["links"] = _links(resume)
    found = {name: value for name, value in values.items() if value}
    return Prefill(found, "" if found else "No name and no address was found in it.")


def _line(text: str, most: int) -> str:
    """Return a text in one line without what controls a terminal; nothing where it is too long."""
    line = " ".join(CONTROLS.sub(" ", text).split())
    return line if len(line) <= most else ""


def _email(text: str) -> str:
    try:
        validate_email(text)
    except ValidationError:
        return ""
    return text


def _links(resume: Resume) -> str:
    links = [link for link in resume.links if len(link) <= LONGEST_LINK and LINK.fullmatch(link)]
    return "\n".join(links[:MOST_LINKS])
