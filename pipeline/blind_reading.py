"""What a reviewer reads of somebody who is hidden from them: texts without what tells who it is."""

from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Q

from pipeline.models import Application, Candidate, Document, Employment
from pipeline.redaction import Facts, redact
from pipeline.redaction_suspects import suspects_in
from pipeline.resumes.understanding import understand

LONGEST_SHOWN = 40_000
MOST_DOCUMENTS = 20
NOT_READ = "Its text has not been read yet."
STILL_HIDDEN = "Who this is stays hidden from you until your rating is in, or you ask who it is."


@dataclass(frozen=True)
class BlindDocument:
    """A document without its name. Without text, `problem` says why as a sentence."""

    title: str
    text: str
    problem: str = ""


def is_hidden(application: Application) -> bool:
    """Say whether `application`, as it was read, hides who it is from its reader."""
    return application.candidate.is_stand_in


def refuse_hidden(candidate: Candidate) -> None:
    """Raise PermissionDenied for a stand-in: for what cannot be done without knowing who it is."""
    if candidate.is_stand_in:
        raise PermissionDenied(STILL_HIDDEN)


def blind_documents(application: Application) -> list[BlindDocument]:
    """Return the documents of a hidden applicant, the oldest first, as texts (four queries)."""
    documents = _documents_of(application)
    facts = facts_of(application)
    return [_blind(n, document, facts) for n, document in enumerate(documents, 1)]


def blind_text(text: str, application: Application) -> str:
    """Return `text` as the reader of `application` may read it: redacted where that is hidden."""
    if not text or not is_hidden(application):
        return text
    return redact(text[:LONGEST_SHOWN], facts_of(application))


def facts_of(application: Application) -> Facts:
    """Return what is known of the person behind `application`; read once for one row."""
    known = vars(application).get("_facts")
    if known is None:
        known = application._facts = _facts_of_person(application.candidate_id)
    return known


def _documents_of(application) -> list[Document]:
    """The true documents: a stand-in has none."""
    here = Q(application=None) | Q(application=application)
    rows = Document.objects.filter(here, candidate=application.candidate_id)
    return list(rows.select_related("reading").order_by("pk")[:MOST_DOCUMENTS])


def _blind(number, document, facts) -> BlindDocument:
    title = f"Document {number}"
    reading = getattr(document, "reading", None)
    if reading is None:
        return BlindDocument(title, "", NOT_READ)
    text = redact(reading.text[:LONGEST_SHOWN], facts)
    return BlindDocument(title, text, "" if text.strip() else reading.problem or NOT_READ)


def _facts_of_person(key: UUID) -> Facts:
    same = Candidate.objects.filter(Q(pk=key) | Q(merged_into=key))
    people = list(same.prefetch_related("works"))
    keys = [person.pk for person in people]
    texts = Document.objects.filter(candidate__in=keys).values_list("reading__text", flat=True)
    texts = [text[:LONGEST_SHOWN] for text in texts[:MOST_DOCUMENTS] if text]
    resumes = [understand([text]).resume for text in texts]
    suspects = [suspects_in(text) for text in texts]
    jobs = Employment.objects.filter(candidate__in=keys).values_list("employer", flat=True)
    return Facts(
        names=_each(person.name for person in [*people, *resumes]),
        employers=_each(
            [
                *jobs,
                *(job.employer for one in resumes for job in one.jobs),
                *(name for some in suspects for name in some.companies),
            ]
        ),
        schools=_each(school.institution for one in resumes for school in one.schools),
        contacts=_each([*_contacts(people), *_contacts_read(resumes)]),
        suspected_employers=_each(name for some in suspects for name in some.employers),
        suspected_schools=_each(name for some in suspects for name in some.schools),
    )


def _contacts(people):
    for person in people:
        yield from (person.email, person.phone, person.location, *person.links.split())
        yield from (work.url for work in person.works.all())


def _contacts_read(resumes):
    for resume in resumes:
        yield from (resume.email, resume.phone, resume.location, *resume.links)


def _each(texts) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))
