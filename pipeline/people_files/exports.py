"""Candidates as other systems write them: Greenhouse, Lever and Ashby.

Greenhouse: a candidate of the Harvest API, or a list of them. Lever: an opportunity, or the answer
of /opportunities with its `data`. Ashby: a candidate, or the answer of candidate.list with its
`results`. Whatever is not as documented is left out; nothing here raises for it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from pipeline.people_files.checks import LONGEST_WORDS, NO_TEXT, links_in, problem_with, read_month
from pipeline.people_files.person import Job, Person
from pipeline.people_files.problems import Problem, UnreadableFile

MOST_ENTRIES = 200_000
MOST_JOBS = 100
_WRAPPERS = ("data", "results", "candidates", "candidate", "opportunities")


def document_of(text: str) -> Any:
    """Return the JSON that `text` is. Raises UnreadableFile."""
    try:
        return json.loads(text)
    except ValueError as error:
        line = getattr(error, "lineno", 1)
        raise UnreadableFile(
            f"The file is not sound JSON: {getattr(error, 'msg', error)}. Export it again.",
            row=line,
        ) from None
    except RecursionError:
        raise UnreadableFile("The JSON is nested too deeply. Export it again.") from None


def entries_of(document: Any) -> list[Any]:
    """Return the list that an answer wraps, or the one entry that it is."""
    for _ in range(3):
        wrapper = next((key for key in _WRAPPERS if _wraps(document, key)), None)
        if wrapper is None:
            break
        document = document[wrapper]
    return document[:MOST_ENTRIES] if isinstance(document, list) else [document]


def system_of(entries: list[Any]) -> str:
    """Return which system writes entries like these, or “”."""
    for entry in (entry for entry in entries[:20] if isinstance(entry, dict)):
        if "primaryEmailAddress" in entry or "primaryPhoneNumber" in entry:
            return "ashby"
        if "first_name" in entry or "last_name" in entry:
            return "greenhouse"
        if "name" in entry and ("emails" in entry or "stageChanges" in entry):
            return "lever"
    return ""


def people_of(entries: list[Any], system: str) -> Iterator[Person | list[Problem]]:
    """Yield the person of each entry, or what is wrong with it; rows are counted from 1."""
    read = _READERS[system]
    for row, entry in enumerate(entries, start=1):
        if not isinstance(entry, dict):
            yield [Problem(row, "", "This entry is not a candidate. Leave it out.")]
            continue
        person = read(row, entry)
        person.source = system if person.own_id else person.source
        problems = [
            Problem(row, what, wrong)
            for what in ("name", "email", "phone", "location")
            if (wrong := problem_with(what, getattr(person, what)))
        ]
        yield problems or person


def _greenhouse(row: int, entry: dict[str, Any]) -> Person:
    jobs = [
        _job(job.get("company_name"), job.get("title"), job.get("start_date"), job.get("end_date"))
        for job in _dicts(entry.get("employments"))
    ]
    name = f"{_text(entry.get('first_name'))} {_text(entry.get('last_name'))}".strip()
    return Person(
        row,
        name=name or _text(entry.get("name")),
        email=_first(entry.get("email_addresses") or entry.get("email")),
        phone=_first(entry.get("phone_numbers") or entry.get("phone")),
        location=_first(entry.get("addresses"))[:160],
        links=links_in(
            _texts(entry.get("website_addresses")) + _texts(entry.get("social_media_addresses"))
        ),
        jobs=_known(jobs) or _known([_job(entry.get("company"), entry.get("title"))]),
        own_id=_text(entry.get("id")),
    )


def _lever(row: int, entry: dict[str, Any]) -> Person:
    employers = [part.strip() for part in _text(entry.get("headline")).split(",")]
    return Person(
        row,
        name=_text(entry.get("name")),
        email=_first(entry.get("emails")),
        phone=_first(entry.get("phones")),
        location=_text(entry.get("location"))[:160],
        links=links_in(_texts(entry.get("links"))),
        jobs=_known([_job(employer, "") for employer in employers]),
        # One contact has an opportunity for each job it is considered for.
        own_id=_text(entry.get("contact")) or _text(entry.get("id")),
    )


def _ashby(row: int, entry: dict[str, Any]) -> Person:
    place = entry.get("location")
    place = place.get("locationSummary") if isinstance(place, dict) else place
    return Person(
        row,
        name=_text(entry.get("name")),
        email=_first(entry.get("primaryEmailAddress") or entry.get("emailAddresses")),
        phone=_first(entry.get("primaryPhoneNumber") or entry.get("phoneNumbers")),
        location=_text(place)[:160],
        links=links_in(_texts(entry.get("socialLinks"))),
        jobs=_known([_job(entry.get("company"), entry.get("position"))]),
        own_id=_text(entry.get("id")),
    )


_READERS = {"greenhouse": _greenhouse, "lever": _lever, "ashby": _ashby}


def _wraps(document: Any, key: str) -> bool:
    return isinstance(document, dict) and isinstance(document.get(key), list | dict)


def _job(employer: Any, title: Any, started: Any = "", ended: Any = "") -> Job:
    began, _ = read_month(_text(started)) or ("", False)
    until, is_current = read_month(_text(ended)) or ("", False)
    return Job(_text(employer), _text(title), began, until, is_current)


def _known(jobs: list[Job]) -> tuple[Job, ...]:
    return tuple(job for job in jobs[:MOST_JOBS] if job.employer or job.title)


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _first(value: Any) -> str:
    return next(iter(_texts(value)), "")


def _texts(value: Any) -> list[str]:
    """Return the texts of a value, a list of them, or a list of objects that hold them."""
    if isinstance(value, dict):
        value = value.get("value") or value.get("url")
    items = value if isinstance(value, list) else [value]
    texts = (
        _text(item.get("value") or item.get("url") if isinstance(item, dict) else item)
        for item in items
    )
    return [text for text in texts if text]


def _text(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return " ".join(NO_TEXT.sub("", str(value)).split())[:LONGEST_WORDS]
