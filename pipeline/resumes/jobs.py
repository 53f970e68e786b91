"""The jobs of a résumé."""

from collections import Counter

from pipeline.resumes.entries import Entry, entries_of
from pipeline.resumes.headings import Section
from pipeline.resumes.positions import Position, position_of
from pipeline.resumes.resume import Job
from pipeline.resumes.titles import is_title

_STYLES = ("inline", "above", "below", "around")


def jobs_of(sections: list[Section]) -> tuple[Job, ...]:
    """Return the jobs in the sections about work, in order, each once."""
    jobs: list[Job] = []
    for section in sections:
        if section.kind == "experience":
            jobs += _jobs_in(entries_of(list(section.lines)))
    if not jobs:  # no heading says where the work stands
        for section in sections:
            if section.kind in ("head", "summary", "other"):
                jobs += [job for job in _jobs_in(entries_of(list(section.lines))) if _is_plain(job)]
    return tuple(dict.fromkeys(jobs))


def _is_plain(job: Job) -> bool:
    """Whether a job can be told from a project or a course without its heading."""
    return bool(job.employer) and is_title(job.title)


def _jobs_in(entries: list[Entry]) -> list[Job]:
    style, title_first = _habits(entries)
    jobs: list[Job] = []
    employer = ""
    for entry in entries:
        position = _read(entry, style, title_first)
        if position.employer:
            employer = position.employer
        elif position.title and not (entry.above or entry.below) and employer:
            # A further role with the employer named once above.
            position = Position(employer, position.title)
        if position.employer or position.title:
            jobs.append(_job(entry, position))
    return jobs


def _job(entry: Entry, position: Position) -> Job:
    span = entry.span
    if span is None:
        return Job(position.employer, position.title)
    return Job(position.employer, position.title, span.start, span.end, span.is_current)


def _habits(entries: list[Entry]) -> tuple[str, bool]:
    """Return where this résumé puts its heads, and whether titles stand before employers."""
    styles: Counter[str] = Counter()
    orders: Counter[bool] = Counter()
    for entry in entries:
        found = {style: position_of(_head(entry, style)) for style in _STYLES}
        best = max(_STYLES, key=lambda style: (found[style].certainty, -_STYLES.index(style)))
        styles[best] += found[best].certainty
        order = found[best].title_first
        if order is not None:
            orders[order] += 1
    style = max(_STYLES, key=lambda style: (styles[style], -_STYLES.index(style)))
    return style, orders[True] >= orders[False]


def _read(entry: Entry, style: str, title_first: bool) -> Position:
    usual = position_of(_head(entry, style), title_first=title_first)
    if usual.employer and usual.title:
        return usual
    others = [position_of(_head(entry, other), title_first=title_first) for other in _STYLES]
    return max([usual, *others], key=lambda position: position.certainty)


def _head(entry: Entry, style: str) -> tuple[str, ...]:
    inline = (entry.inline,) if entry.inline else ()
    if style == "inline":
        return inline
    if style == "above":
        return entry.above[-2:] + inline
    if style == "below":
        return inline + entry.below[:2]
    return entry.above[-1:] + inline + entry.below[:1]
