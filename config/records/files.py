"""Storing uploaded files and handing them out again."""

import hashlib
import os
import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import FileResponse

from config.records.audit import person_of
from config.records.models import StoredFile

INLINE_TYPES = frozenset({"application/pdf", "text/plain", "image/png", "image/jpeg"})
UNSAFE_IN_NAMES = re.compile(
    r"[\x00-\x1f\x7f-\x9f/\\:\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]+"
)
TYPE_OF_SUFFIX = {
    "pdf": "application/pdf",
    "txt": "text/plain",
    "md": "text/plain",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "ipynb": "application/json",
    "zip": "application/zip",
}


def store_file(upload, *, by) -> StoredFile:
    """Write an uploaded file below the company's own root; return its row.

    The media type goes by the name's ending, never by what the browser claims. Where a
    surrounding transaction fails later, the bytes stay behind under a name that no row knows.
    Raises ValidationError where the file is empty, too large or of a kind not taken.
    """
    name = clean_name(upload.name)
    media_type = TYPE_OF_SUFFIX.get(name.rpartition(".")[2].lower())
    if media_type is None:
        raise ValidationError(f"“{name}” is of a kind not taken: {', '.join(TYPE_OF_SUFFIX)}.")
    if not upload.size:
        raise ValidationError(f"“{name}” is empty.")
    if upload.size > settings.MAX_UPLOAD_BYTES:
        most = settings.MAX_UPLOAD_BYTES // 1024 // 1024
        raise ValidationError(f"“{name}” is larger than {most} MB.")
    stored = StoredFile(
        name=name,
        media_type=media_type,
        size_bytes=upload.size,
        uploaded_by=person_of(by),
    )
    stored.sha256 = _write(upload, stored.path)
    try:
        with transaction.atomic():
            stored.save(force_insert=True)
    except BaseException:
        stored.path.unlink(missing_ok=True)
        raise
    return stored


def discard_file(stored: StoredFile) -> None:
    """Forget a stored file that no row points to any more; its bytes go with the commit."""
    path = stored.path
    stored.delete()
    transaction.on_commit(lambda: path.unlink(missing_ok=True))


def clean_name(name: str) -> str:
    """Return a file name without folders, control characters or excess length.

    Nor does it keep what turns the reading direction, by which "fdp.exe" reads as "exe.pdf".
    """
    name = UNSAFE_IN_NAMES.sub(" ", name.replace("\\", "/").rpartition("/")[2]).strip()
    stem, dot, suffix = name.rpartition(".")
    return f"{stem[:150]}{dot}{suffix[:10]}" if dot else name[:160]


def file_response(stored: StoredFile) -> FileResponse:
    """Return the file for a reader who has been authorised.

    Only kinds that a browser shows without running anything are shown; others are downloaded.
    """
    response = FileResponse(
        stored.path.open("rb"),
        as_attachment=stored.media_type not in INLINE_TYPES,
        filename=stored.name,
        content_type=stored.media_type,
    )
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response


def _write(upload, path):
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as out:
        for chunk in upload.chunks():
            digest.update(chunk)
            out.write(chunk)
    return digest.hexdigest()
