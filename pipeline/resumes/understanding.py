"""From the text of a résumé to its fields."""

import re

from pipeline.resumes.contacts import e164, find_email, find_links, find_phone
from pipeline.resumes.headings import sections_of
from pipeline.resumes.jobs import jobs_of
from pipeline.resumes.lines import Line, lines_of, plain
from pipeline.resumes.names import find_name
from pipeline.resumes.places import find_place
from pipeline.resumes.resume import Reading, Resume
from pipeline.resumes.schools import schools_of
from pipeline.resumes.skills import skills_of

LONGEST_TEXT = 400_000
_TOP_LINES = 25


def understand(pages: list[str], links: tuple[str, ...] = ()) -> Reading:
    """Return the reading of a résumé's text; `links` are web addresses that the text hides."""
    lines = lines_of([page[:LONGEST_TEXT] for page in pages])
    name = find_name(lines)
    sections = sections_of(_without_page_heads(lines, name))
    text = plain(lines)
    mail = next((link[7:] for link in links if link.lower().startswith("mailto:")), "")
    phone = find_phone(plain(lines[:_TOP_LINES])) or _labelled_phone(text)
    resume = Resume(
        name=name,
        email=find_email(text) or find_email(mail),
        phone=phone,
        location=_location(lines),
        links=find_links(text, links),
        jobs=jobs_of(sections),
        schools=schools_of(sections),
        skills=skills_of(sections),
        text=text,
        phone_e164=e164(phone),
    )
    return Reading(resume, tuple(problems_of(resume)))


def problems_of(resume: Resume) -> list[str]:
    """Return a sentence for each thing of a résumé that was not found."""
    missing = [
        (resume.name, "No name was found. Please write it in."),
        (resume.email, "No e-mail address was found. Please write it in."),
        (resume.jobs, "No jobs with dates were found. Please check the text of the résumé."),
    ]
    return [problem for found, problem in missing if not found]


def _without_page_heads(lines: list[Line], name: str) -> list[Line]:
    """Leave out the name where it stands again at the top of a further page."""
    return [
        line
        for at, line in enumerate(lines)
        if at < _TOP_LINES or not name or line.text.casefold() != name.casefold()
    ]


def _location(lines: list[Line]) -> str:
    for line in lines[:_TOP_LINES]:
        for text in (line.text, *line.asides):
            if place := find_place(
                re.sub(r"^(?:address|location)\s*:\s*", "", text, flags=re.IGNORECASE)
            ):
                return place
    return ""


def _labelled_phone(text: str) -> str:
    label = re.search(r"\b(?:phone|mobile|tel|cell)\b[^\n]{0,60}", text, re.IGNORECASE)
    return find_phone(label[0]) if label else ""
