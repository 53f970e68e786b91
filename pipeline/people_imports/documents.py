"""Keeping the résumés of an import with the people they are of."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from django.core.files.uploadedfile import SimpleUploadedFile

from config.records.files import TYPE_OF_SUFFIX
from pipeline.documents import add_document
from pipeline.models import Candidate, Document, Employment
from pipeline.people_files.reading import is_archive
from pipeline.people_imports.rows import places_of
from pipeline.resumes.archives import read_members
from pipeline.resumes.unreadable import UnreadableResume


def keep_documents(data: bytes, filename: str, *, by) -> None:
    """Store each file with its person, once: the very same file is there already on a second run.

    Jobs that this import brought point to it.
    """
    places = places_of()
    candidates = Candidate.objects.in_bulk([candidate for candidate, _ in places.values()])
    kept = {
        (candidate, digest)
        for candidate, digest in Document.objects.filter(candidate__in=candidates).values_list(
            "candidate", "file__sha256"
        )
    }
    for row, (name, content) in enumerate(_files(data, filename), start=1):
        candidate, has_jobs = places.get(row, (None, False))
        if candidate is None or (candidate, hashlib.sha256(content).hexdigest()) in kept:
            continue
        upload = SimpleUploadedFile(_named(name, content), content)
        document = add_document(candidates[candidate], upload, by=by)
        if has_jobs:
            Employment.objects.filter(candidate=candidate, document=None).update(document=document)


def _files(data: bytes, filename: str) -> Iterator[tuple[str, bytes]]:
    """Yield each file as it was counted when it was read; one that could not be is empty."""
    if not is_archive(data):
        yield filename, data
        return
    for name, content in read_members(data):
        yield name, b"" if isinstance(content, UnreadableResume) else content


def _named(name: str, content: bytes) -> str:
    """Return `name` with an ending that files are kept by."""
    if name.rpartition(".")[2].lower() in TYPE_OF_SUFFIX:
        return name
    if b"%PDF-" in content[:1024]:
        return f"{name}.pdf"
    return f"{name}.docx" if content.startswith(b"PK\x03\x04") else f"{name}.txt"
