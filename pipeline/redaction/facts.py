"""What the text of a résumé says about who wrote it."""

from collections.abc import Iterable, Sequence

from pipeline.redaction.redacting import Facts
from pipeline.redaction.suspects import suspects_in
from pipeline.resumes.understanding import understand

NOTHING = Facts()


def facts_in(texts: Sequence[str], known: Facts = NOTHING) -> Facts:
    """Return what is `known` of a person and what the texts of their résumés say besides."""
    resumes = [understand([text]).resume for text in texts]
    suspects = [suspects_in(text) for text in texts]
    jobs = [job.employer for resume in resumes for job in resume.jobs]
    companies = [name for some in suspects for name in some.companies]
    return Facts(
        names=_each([*known.names, *(resume.name for resume in resumes)]),
        employers=_each([*known.employers, *jobs, *companies]),
        schools=_each(
            [*known.schools, *(each.institution for one in resumes for each in one.schools)]
        ),
        contacts=_each([*known.contacts, *(way for one in resumes for way in _contacts(one))]),
        suspected_employers=_each(name for some in suspects for name in some.employers),
        suspected_schools=_each(name for some in suspects for name in some.schools),
    )


def _contacts(resume) -> tuple[str, ...]:
    return (resume.email, resume.phone, resume.location, *resume.links)


def _each(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))
