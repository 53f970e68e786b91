"""Documents of candidates: keeping them, and who may read them."""

from django.core.exceptions import ValidationError
from django.db.models import Prefetch, Q, prefetch_related_objects

from config.accounts.models import User
from config.records.audit import acting
from config.records.files import store_file
from config.records.models import StoredFile
from pipeline.blind.hiding import masked_people
from pipeline.document_reading import wake_readers
from pipeline.models import Application, Candidate, Document

DOCUMENTS = Prefetch(
    "candidate__documents", Document.objects.select_related("file", "file__uploaded_by")
)
LONGEST_TITLE = Document._meta.get_field("title").max_length


def add_document(candidate, upload, *, by, application=None, title: str = "") -> Document:
    """Keep an uploaded file; with `application` it belongs to that opening, else to the person.

    Without a `title` it is called by its file's name. Raises ValidationError keyed by field.
    """
    with acting(by):
        try:
            stored = store_file(upload, by=by)
        except ValidationError as error:
            raise ValidationError({"file": error.messages}) from error
        wake_readers()
        return Document.objects.create(
            candidate=candidate,
            application=application,
            file=stored,
            title=(title.strip() or stored.name)[:LONGEST_TITLE],
        )


def documents_of(application: Application) -> list[Document]:
    """Documents of this application and of the person, the newest first; not other openings'.

    Read once for one row, however often it is asked.
    """
    prefetch_related_objects([application], DOCUMENTS)
    return [
        document
        for document in application.candidate.documents.all()
        if document.application_id in (None, application.pk)
    ]


def documents_for(candidate: Candidate, user: User):
    """Documents of the person and of their applications that `user` may see."""
    seen = Application.objects.visible_to(user).filter(candidate=candidate).values("pk")
    return candidate.documents.filter(Q(application=None) | Q(application__in=seen)).select_related(
        "file", "file__uploaded_by"
    )


def may_read_document(stored: StoredFile, user: User) -> bool:
    """Say whether `stored` is a document of an application, or else a person, `user` may see.

    Of somebody who is hidden from `user` nobody hands out the file: its text is read instead.
    """
    seen = Q(application__in=Application.objects.visible_to(user))
    seen |= Q(application=None, candidate__in=Candidate.objects.visible_to(user))
    hidden = masked_people(user, "candidate")
    return Document.objects.filter(seen, file=stored).exclude(hidden).exists()
