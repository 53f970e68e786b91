"""Reading the text of documents, so that people are found by what their papers say.

A document without a reading waits. A worker locks one, reads it and writes what it found in one
transaction: a worker that dies leaves nothing, and the next one reads it.
"""

from __future__ import annotations

import logging
from uuid import UUID

from django.db import connection, transaction

from config.records.crashes import crash_point
from config.tenancy.wakeups import wake
from pipeline.models import Document, DocumentText
from pipeline.people_due import wake_keepers
from pipeline.resumes.reading import MOST_BYTES, read_resume
from pipeline.resumes.unreadable import UnreadableResume

log = logging.getLogger(__name__)

TASK = "read_documents"
LONGEST_TEXT = 200_000
AT_A_TIME = 50

READ_TYPES = frozenset(
    {
        "application/pdf",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/json",
        "text/plain",
    }
)
"""Media types whose text is searched; sheets, pictures and archives are left alone."""

NOT_READ = "Files of this kind are not searched."
NOT_UNDERSTOOD = "This file could not be read."
FILE_LOST = "The file can no longer be read."


def wake_readers() -> None:
    """Have new documents read soon after the present transaction."""
    company = connection.tenant
    transaction.on_commit(lambda: wake(TASK, company))


def read_documents(most: int = AT_A_TIME) -> int:
    """Read up to `most` documents that wait in the present company; return how many were read.

    The newest come first: who has just applied is not kept waiting by ten thousand old files.
    Where more wait, the next look is asked for, so that other work gets its turn.
    """
    waiting = list(_waiting().values_list("pk", flat=True)[: most + 1])
    settled = sum(_read_one(key) for key in waiting[:most])
    if settled:
        wake_keepers()
    if len(waiting) > most:
        wake_readers()
    return settled


def _waiting():
    return Document.objects.filter(reading=None).order_by("-pk")


@transaction.atomic
def _read_one(key: UUID) -> bool:
    """Read a document, unless another worker has it; say whether it was read here."""
    free = _waiting().select_for_update(of=("self",), no_key=True, skip_locked=True)
    document = free.select_related("file").filter(pk=key).first()
    if document is None:
        return False
    crash_point("document.taken")
    text, problem = text_of(document)
    DocumentText.objects.create(document=document, text=text, problem=problem)
    crash_point("document.read")
    return True


def text_of(document: Document) -> tuple[str, str]:
    """Return the text of a document, or a blank and what is wrong in a sentence."""
    file = document.file
    if file.media_type not in READ_TYPES:
        return "", NOT_READ
    try:
        with file.path.open("rb") as opened:
            content = opened.read(MOST_BYTES + 1)
        text = read_resume(content, file.name).resume.text
    except OSError:
        return "", FILE_LOST
    except UnreadableResume as error:
        return "", str(error)
    except Exception:  # a file must never stand before all the others
        log.exception("Document %s could not be read.", document.pk)
        return "", NOT_UNDERSTOOD
    return _storable(text)[:LONGEST_TEXT], ""


def _storable(text: str) -> str:
    """Return `text` without what the database takes for none."""
    return text.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")
