"""What a reviewer reads of somebody who is hidden from them: texts without what tells who it is."""

from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Q

from pipeline.models import Application, Candidate, Document
from pipeline.redaction.facts import facts_in
from pipeline.redaction.redacting import Facts, redact

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
    """Say whether `application`, as it was read, hides who it is from its reader (no query)."""
    # Whoever is hidden has a stand-in already; a person who would have to be fetched is not.
    return Application.candidate.is_cached(application) and application.candidate.is_stand_in


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
    people = list(same.prefetch_related("works", "employments"))
    read = Document.objects.filter(candidate__in=people).exclude(reading__text="")
    texts = read.exclude(reading=None).values_list("reading__text", flat=True)
    known = Facts(
        names=tuple(person.name for person in people),
        employers=tuple(job.employer for person in people for job in person.employments.all()),
        contacts=tuple(way for person in people for way in _contacts(person)),
    )
    return facts_in([text[:LONGEST_SHOWN] for text in texts[:MOST_DOCUMENTS]], known)


def _contacts(person):
    yield from (person.email, person.phone, person.location, *person.links.split())
    yield from (work.url for work in person.works.all())
