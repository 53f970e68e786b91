"""Résumés that came before the form they belong to.

A held file is no document: no address leads to it, and only its form, sent, makes it one.
"""

from datetime import timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import Sum
from django.utils import timezone

from config.records.audit import acting
from config.records.files import discard_file, store_file
from config.records.models import StoredFile
from pipeline.document_reading import wake_readers
from pipeline.models import Candidate, Document, HeldUpload
from pipeline.resumes.reading import MOST_BYTES

KEPT = timedelta(days=1)
MOST_TRIES_AN_HOUR = 20
MOST_HELD = 500
"""Files a company holds at once, each of at most MOST_BYTES: strangers fill no disk."""

LOCK_SPACE = 0x4845


class NotHeld(Exception):
    """The file is not kept; its text is a sentence for whoever sent it."""


def hold_upload(upload, *, by, nonce: UUID, sent_from: str) -> StoredFile:
    """Keep a file for the form of `nonce`, in place of what it held; return the file.

    Raises ValidationError where the file is refused as such, and NotHeld where too many came
    or too many are held.
    """
    if upload.size > MOST_BYTES:
        raise NotHeld("A file of more than 10 MB is taken only with the form: choose it below.")
    with acting(by):
        _lock(nonce)
        _judge(sent_from)
        stored = store_file(upload, by=by)
        row = HeldUpload.objects.filter(nonce=nonce).first() or HeldUpload(nonce=nonce)
        before, row.file, row.sent_from = row.file, stored, sent_from
        row.tries = min(row.tries + 1, 1000)
        row.save()
        if before:
            discard_file(before)
    return stored


def _lock(nonce):
    """Let two presses of one form's button wait for each other, before it has a row."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [LOCK_SPACE, nonce.hex])


def _judge(sent_from):
    since = timezone.now() - timedelta(hours=1)
    recent = HeldUpload.objects.filter(sent_from=sent_from, created_at__gt=since)
    if (recent.aggregate(n=Sum("tries"))["n"] or 0) >= MOST_TRIES_AN_HOUR:
        raise NotHeld(
            "Many files came from your connection within the hour, so this one was not read. "
            "Fill in the form yourself, and choose the file once more before you send it."
        )
    if HeldUpload.objects.exclude(file=None).count() >= MOST_HELD:
        raise NotHeld(
            "No file can be kept here at the moment. Fill in the form yourself, and choose the "
            "file once more before you send it."
        )


def held_file(nonce: UUID) -> StoredFile | None:
    """Return the file that the form of `nonce` holds, or None."""
    row = HeldUpload.objects.filter(nonce=nonce).select_related("file").first()
    return row.file if row else None


def let_go(nonce: UUID, *, by) -> None:
    """Forget the file of a form; that it came still counts."""
    with acting(by):
        row = HeldUpload.objects.select_for_update().filter(nonce=nonce).first()
        if row and row.file_id:
            stored, row.file = StoredFile.objects.get(pk=row.file_id), None
            row.save()
            discard_file(stored)


def give_to(candidate: Candidate, *, by, nonce: UUID) -> Document:
    """Make the file that the form of `nonce` holds a document of `candidate`.

    Raises ValidationError where it is held no more.
    """
    with acting(by):
        row = HeldUpload.objects.select_for_update().filter(nonce=nonce).first()
        if row is None or row.file_id is None:
            raise ValidationError(
                {"file": "Your résumé is no longer kept here. Choose it once more."}
            )
        stored, row.file = StoredFile.objects.get(pk=row.file_id), None
        row.save()
        wake_readers()
        return Document.objects.create(candidate=candidate, file=stored, title=stored.name[:160])


def forget_held_uploads() -> int:
    """Forget files whose forms were not sent within a day; return how many rows went."""
    with acting("housekeeping"):
        old = HeldUpload.objects.select_for_update().filter(created_at__lt=timezone.now() - KEPT)
        rows = list(old)
        files = [row.file_id for row in rows if row.file_id]
        HeldUpload.objects.filter(pk__in=[row.pk for row in rows]).delete()
        for stored in StoredFile.objects.filter(pk__in=files):
            discard_file(stored)
    return len(rows)
