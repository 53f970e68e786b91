"""The schools of a résumé."""

import re
from itertools import pairwise

from pipeline.resumes.dates import spans_in
from pipeline.resumes.entries import without_dates
from pipeline.resumes.headings import Section
from pipeline.resumes.lines import Line
from pipeline.resumes.places import split_place
from pipeline.resumes.resume import School
from pipeline.resumes.vocabulary import alternatives

_INSTITUTION = re.compile(rf"\b(?:{alternatives('institutions')})\b", re.IGNORECASE)
_DEGREE = re.compile(rf"(?<![\w.])(?:{alternatives('degrees')})(?![\w])", re.IGNORECASE)
MOST_SCHOOLS = 30


def schools_of(sections: list[Section]) -> tuple[School, ...]:
    """Return the schools in the sections about education, in order."""
    schools: list[School] = []
    for section in sections:
        if section.kind == "education":
            schools += [_school(group) for group in _groups(section.lines)]
    return tuple(dict.fromkeys(school for school in schools if school.institution))[:MOST_SCHOOLS]


def _groups(lines: tuple[Line, ...]) -> list[list[Line]]:
    """Part the lines at each further institution, with the degree that stands above it."""
    at = [n for n, line in enumerate(lines) if _names_institution(line)]
    starts: list[int] = []
    for n in at:
        above = n - 1
        floor = at[at.index(n) - 1] if at.index(n) else -1
        has_degree_above = above > floor and _DEGREE.search(lines[above].text)
        starts.append(above if has_degree_above and not _DEGREE.search(lines[n].text) else n)
    return [list(lines[start:end]) for start, end in pairwise([*starts, len(lines)])]


def _names_institution(line: Line) -> bool:
    text = line.text
    return (
        not line.is_bullet
        and len(text) <= 160
        and bool(_INSTITUTION.search(text))
        and not text.endswith(".")
    )


def _school(group: list[Line]) -> School:
    heads = [line for line in group[:4] if not line.is_bullet] or group[:1]
    spans = [
        span for line in group[:6] for text in (*line.asides, line.text) for span in spans_in(text)
    ]
    span = next((span for span in spans if span.is_range), spans[0] if spans else None)
    parts = [part for line in heads for part in _parts(line.text)]
    institution = next((part for part in parts if _INSTITUTION.search(part)), "")
    degree = next(
        (found for part in parts if part != institution if (found := _DEGREE.search(part))), None
    )
    degree = degree or next((found for part in parts if (found := _DEGREE.match(part))), None)
    institution = re.sub(rf"^{_DEGREE.pattern}\s+(?=[A-Z])", "", institution, flags=re.IGNORECASE)
    start = span.start if span and span.is_range else None
    end = span.end if span else None
    return School(
        institution,
        degree[0].strip() if degree else "",
        _field(parts, institution, degree),
        start,
        end,
    )


def _parts(text: str) -> list[str]:
    text = without_dates(text, spans_in(text))
    parts = re.split(r"\s+[|•–—-]+\s+|\s*\|\s*|\s{2,}|\s-$", text)
    pieces = [piece for part in parts for piece in re.split(r",\s+", split_place(part)[0])]
    return [piece.strip(" ,.-–|") for piece in pieces if piece.strip(" ,.-–|")]


def _field(parts: list[str], institution: str, degree: re.Match[str] | None) -> str:
    if degree:
        after = degree.string[degree.end() :].strip(" .,:-–()")
        after = re.sub(r"^(?:degree\s)?(?:in|of|en|in der)\s", "", after)
        if after and after not in institution and not _INSTITUTION.search(after):
            return after
    rest = [part for part in parts if part not in institution and not _DEGREE.search(part)]
    return (
        rest[0]
        if rest and not re.search(r"\d", rest[0]) and not _INSTITUTION.search(rest[0])
        else ""
    )
