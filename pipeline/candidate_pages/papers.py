"""Documents that candidates keep themselves: what they sent, what they add, what they replace."""

from django.core.exceptions import ValidationError

from config.records.audit import acting
from config.records.files import discard_file
from pipeline.candidate_pages.limits import check_limit, hour_ago
from pipeline.candidate_pages.links import CANDIDATE
from pipeline.documents import add_document
from pipeline.models import Application, Candidate, Document

MOST_AN_HOUR = 10
MOST_KEPT = 30


def own_documents(application: Application):
    """Documents that came from the candidate, for this application or for all; newest first.

    What a colleague put there is not among them.
    """
    documents = Document.objects.filter(
        candidate=application.candidate_id, file__uploaded_by=None
    ).select_related("file")
    return documents.filter(application=None) | documents.filter(application=application)


def add_own_document(application: Application, upload, *, title: str = "") -> Document:
    """Keep a file for this application. Raises ValidationError keyed by field, and TooMuch."""
    with acting(CANDIDATE):
        candidate = _locked(application)
        if candidate.documents.count() >= MOST_KEPT:
            raise ValidationError(
                {"file": "You have many documents here. Replace one instead of adding another."}
            )
        check_limit(candidate.documents.filter(created_at__gt=hour_ago()), MOST_AN_HOUR)
        return add_document(candidate, upload, by=CANDIDATE, application=application, title=title)


def replace_own_document(application: Application, document: Document, upload) -> Document:
    """Keep a file in place of `document`, which goes; return the new one.

    It keeps its title and belongs where the former did. Raises as `add_own_document` does.
    """
    with acting(CANDIDATE):
        candidate = _locked(application)
        check_limit(candidate.documents.filter(created_at__gt=hour_ago()), MOST_AN_HOUR)
        title = "" if document.title == document.file.name else document.title
        kept = add_document(
            candidate,
            upload,
            by=CANDIDATE,
            application=document.application,
            title=title,
        )
        remove_document(document)
    return kept


def remove_document(document: Document) -> None:
    """Delete a document and its file."""
    stored = document.file
    document.delete()
    discard_file(stored)


def _locked(application) -> Candidate:
    """The person, ours until the commit, so that two uploads are counted one after the other."""
    return Candidate.objects.select_for_update().get(pk=application.candidate_id)
