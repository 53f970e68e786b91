"""JSON Resume documents (jsonresume.org), read leniently: what is not as it should is left out."""

import json
import re
from collections.abc import Iterator
from typing import Any

from pipeline.resumes.contacts import e164, find_email, find_links
from pipeline.resumes.dates import partial_date, spans_in
from pipeline.resumes.resume import Job, PartialDate, Reading, Resume, School
from pipeline.resumes.unreadable import UnreadableResume

MOST_ENTRIES = 200
LONGEST_TEXT = 400_000
_SECTIONS = {
    "basics", "work", "volunteer", "education", "awards", "certificates", "publications", "skills",
    "languages", "interests", "references", "projects",
}  # fmt: skip


def document_in(text: str) -> dict[str, Any] | None:
    """Return the JSON object that `text` is, or None where it is no JSON at all.

    JSON that is no résumé raises UnreadableResume.
    """
    if not text.lstrip().startswith(("{", "[")):
        return None
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        if re.search(r'"(?:basics|work|education)"\s*:', text[:5_000]):
            raise UnreadableResume(
                "This JSON Resume is damaged or incomplete. Please export it again."
            ) from None
        return None
    if not isinstance(document, dict) or not _SECTIONS & document.keys():
        raise UnreadableResume(
            "This is a JSON file, but not a JSON Resume: it has no “basics” and no “work”."
        )
    return document


def read(document: dict[str, Any]) -> Reading:
    """Return what a JSON Resume says, with a sentence for each part that is not as it should be."""
    problems: list[str] = []
    basics = document.get("basics")
    basics = basics if isinstance(basics, dict) else {}
    if not isinstance(document.get("basics", {}), dict):
        problems.append("“basics” is not an object, so it was left out.")
    written = _text(basics.get("email"))
    phone = _text(basics.get("phone"))
    resume = Resume(
        name=_text(basics.get("name")),
        email=find_email(written),
        phone=phone,
        location=_location(basics.get("location")),
        links=_links(basics),
        jobs=tuple(_jobs(document, problems)),
        schools=tuple(_schools(document, problems)),
        skills=tuple(dict.fromkeys(_skills(document, problems))),
        text="\n".join(_all_text(document))[:LONGEST_TEXT],
        phone_e164=e164(phone),
    )
    if written and not resume.email:
        problems.append(f"“{written[:100]}” is not an e-mail address, so it was left out.")
    if not resume.name:
        problems.append("No name was found. Please write it in.")
    if not resume.email and not written:
        problems.append("No e-mail address was found. Please write it in.")
    return Reading(resume, tuple(problems))


def _jobs(document: dict[str, Any], problems: list[str]) -> Iterator[Job]:
    for place, entry in _entries(document, "work", problems):
        employer = _text(entry.get("name")) or _text(entry.get("company"))
        title = _text(entry.get("position"))
        start, _ = _date(entry, "startDate", place, problems)
        end, is_open = _date(entry, "endDate", place, problems)
        if employer or title:
            yield Job(employer, title, start, end, is_open and start is not None)


def _schools(document: dict[str, Any], problems: list[str]) -> Iterator[School]:
    for place, entry in _entries(document, "education", problems):
        institution = _text(entry.get("institution"))
        start, _ = _date(entry, "startDate", place, problems)
        end, _ = _date(entry, "endDate", place, problems)
        if institution:
            degree, field = _text(entry.get("studyType")), _text(entry.get("area"))
            yield School(institution, degree, field, start, end)


def _skills(document: dict[str, Any], problems: list[str]) -> Iterator[str]:
    for _place, entry in _entries(document, "skills", problems):
        keywords = entry.get("keywords")
        words = [_text(word) for word in keywords] if isinstance(keywords, list) else []
        yield from (word for word in [_text(entry.get("name")), *words[:MOST_ENTRIES]] if word)


def _entries(
    document: dict[str, Any], section: str, problems: list[str]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the place, such as “work, entry 2”, and the content of each entry that is an object."""
    entries = document.get(section)
    if entries is not None and not isinstance(entries, list):
        problems.append(f"“{section}” is not a list, so it was left out.")
        return
    for number, entry in enumerate((entries or [])[:MOST_ENTRIES], 1):
        if isinstance(entry, dict):
            yield f"{section}, entry {number}", entry
        else:
            problems.append(f"In {section}, entry {number} is not an object, so it was left out.")


def _date(
    entry: dict[str, Any], key: str, place: str, problems: list[str]
) -> tuple[PartialDate | None, bool]:
    """Return the date and whether it is open: left out, empty or a word such as “present”."""
    written = _text(entry.get(key))
    if not written:
        return None, True
    if date := _iso(written) or partial_date(written):
        return date, False
    if any(span.is_current for span in spans_in(f"2000 – {written}")):
        return None, True
    problems.append(f"In {place}, {key} “{written[:40]}” is not a date, so it was left out.")
    return None, False


def _iso(text: str) -> PartialDate | None:
    match = re.fullmatch(r"([12]\d{3})(?:-([01]\d)(?:-[0-3]\d.*)?)?", text)
    if match is None or (match[2] and not 1 <= int(match[2]) <= 12):
        return None
    return PartialDate(int(match[1]), int(match[2]) if match[2] else None)


def _location(value: Any) -> str:
    if not isinstance(value, dict):
        return _text(value)
    parts = (_text(value.get(key)) for key in ("city", "region", "countryCode"))
    return ", ".join(part for part in parts if part)


def _links(basics: dict[str, Any]) -> tuple[str, ...]:
    profiles = basics.get("profiles")
    profiles = [p for p in profiles if isinstance(p, dict)] if isinstance(profiles, list) else []
    places = [basics.get("url"), basics.get("website"), *(p.get("url") for p in profiles)]
    return find_links("", tuple(link for place in places if (link := _text(place))))


def _text(value: Any) -> str:
    """Return a string or number as one line of text; “” for anything else."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return " ".join(str(value).split())[:500]


def _all_text(value: Any, depth: int = 0) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif depth < 20 and isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _all_text(item, depth + 1)
