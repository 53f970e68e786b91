"""What an applicant handed in, as one reviewer may read it."""

import re
from dataclasses import dataclass, field
from datetime import timedelta

from panels.inbox.text import LONGEST_SHOWN, Block, lay_out
from pipeline.applying.answers import answers_for
from pipeline.blind.reading import blind_documents, blind_text, is_hidden
from pipeline.models import Application, Document, DocumentText, Employment, ScreeningAnswer, Work

RESUME = re.compile(r"r[ée]sum[ée]|\bcv\b|curriculum|lebenslauf", re.I)
WITH_THE_FORM = timedelta(minutes=5)
"""A note without an author that came as late as this came with the application."""


@dataclass(frozen=True)
class Papers:
    """The text of a résumé, and what came with it.

    `resume` is the file it was read from. Without text, `problem` says why as a sentence.
    """

    text: str = ""
    problem: str = ""
    resume: Document | None = None
    documents: list[Document] = field(default_factory=list)
    message: str = ""
    answers: list[ScreeningAnswer] = field(default_factory=list)
    jobs: list[Employment] = field(default_factory=list)
    works: list[Work] = field(default_factory=list)
    links: list[str] = field(default_factory=list)

    @property
    def blocks(self) -> list[Block]:
        """The text laid out to be read, as far as a page shows it."""
        return lay_out(self.text)

    @property
    def is_cut(self) -> bool:
        return len(self.text) > LONGEST_SHOWN


def papers_of(application: Application, user) -> Papers:
    """Return the papers of an application with its candidate selected (five queries).

    Answers are for whoever manages it, as everywhere. Of somebody hidden from the reader there
    are texts without what tells who it is, and neither files nor links.
    """
    if is_hidden(application):
        return _hidden_papers(application, user)
    if is_hidden(application):
        return _papers_without_names(application, user)
    candidate = application.candidate
    documents = [
        document
        for document in candidate.documents.select_related("file", "reading")
        if document.application_id in (None, application.pk)
    ]
    resume = resume_among(documents)
    text = text_of(resume)
    return Papers(
        text=text,
        problem="" if text else why_unread(resume),
        resume=resume,
        documents=[document for document in documents if document != resume],
        message=message_of(application),
        answers=answers_for(application, user),
        jobs=list(candidate.employments.all()),
        works=list(candidate.works.all()),
        links=candidate.link_list,
    )


def _hidden_papers(application, user) -> Papers:
    documents = blind_documents(application)[::-1]
    jobs = Employment.objects.filter(candidate=application.candidate_id)
    works = Work.objects.filter(candidate=application.candidate_id)
    return Papers(
        text="\n\n".join(document.text for document in documents if document.text),
        problem="" if any(row.text for row in documents) else _why_hidden(documents),
        message=blind_text(message_of(application), application),
        answers=answers_for(application, user),
        jobs=[Employment(title=blind_text(job.title, application)) for job in jobs if job.title],
        works=[
            Work(kind=work.kind, contribution=blind_text(work.contribution, application))
            for work in works
        ],
    )


def _why_hidden(documents) -> str:
    return documents[0].problem if documents else why_unread(None)


def _papers_without_names(application, user) -> Papers:
    """Everything they sent as one text from which names are taken out; no file, job or link."""
    documents = blind_documents(application)
    text = "\n\n".join(document.text for document in documents if document.text)
    problem = next((document.problem for document in documents), why_unread(None))
    return Papers(
        blocks=lay_out(text),
        problem="" if text else problem,
        is_cut=len(text) > LONGEST_SHOWN,
        message=blind_text(message_of(application), application),
        answers=answers_for(application, user),
    )


def resume_among(documents: list[Document]) -> Document | None:
    """Return the newest of `documents`, newest first, that is called a résumé; else the newest."""
    called = (row for row in documents if RESUME.search(f"{row.title} {row.file.name}"))
    return next(called, documents[0] if documents else None)


def text_of(document: Document | None) -> str:
    """Return what was read of a document that came with its reading; blank where nothing was."""
    reading = _reading_of(document)
    return reading.text.strip() if reading else ""


def why_unread(document: Document | None) -> str:
    """Say why there is no text to read."""
    if document is None:
        return "No résumé came with this application."
    reading = _reading_of(document)
    if reading is None:
        return "The résumé has not been read yet. Reload in a moment, or open the file."
    return reading.problem or "No text could be read in the résumé. Open the file."


def message_of(application: Application) -> str:
    """Return what the applicant wrote with the form (one query); blank where they wrote nothing."""
    until = application.created_at + WITH_THE_FORM
    notes = application.notes.filter(author=None, created_at__lte=until)
    return "\n\n".join(notes.order_by("id").values_list("text", flat=True)[:3])


def _reading_of(document) -> DocumentText | None:
    return getattr(document, "reading", None)
