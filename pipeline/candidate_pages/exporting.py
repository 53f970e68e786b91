"""What a company holds about a person, to take along: a ZIP of one JSON file and their files.

Each room adds its part, from `AppConfig.ready()`. What belongs into it: whatever they gave,
whatever was sent to them, and every step that they were told of. What colleagues wrote of them
among themselves does not (docs/decisions/0025-candidates-own-page.md).
"""

import json
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from tempfile import SpooledTemporaryFile

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.utils import timezone

from config.records.audit import note
from config.records.models import AuditEntry, StoredFile
from pipeline.candidate_pages.limits import check_limit, hour_ago
from pipeline.models import Candidate

MOST_AN_HOUR = 6
IN_MEMORY = 2 * 1024 * 1024
ACTION = "export"


@dataclass(frozen=True)
class ExportPart:
    """A part of the JSON file, by its `name`, and the files that it speaks of."""

    name: str
    rows: object
    files: Iterable[StoredFile] = field(default=())


Exporter = Callable[[Candidate], ExportPart]
"""Returns what a room holds of the person that they may have; empty rows where it is nothing."""

EXPORTERS: list[Exporter] = []


def export_person(candidate: Candidate):
    """Return an open file, a ZIP of all that `candidate` may have. Raises TooMuch.

    That it was taken is noted in the audit trail.
    """
    with transaction.atomic():
        Candidate.objects.select_for_update().get(pk=candidate.pk)
        taken = AuditEntry.objects.filter(
            table=Candidate._meta.db_table,
            row_id=candidate.pk,
            action=ACTION,
            happened_at__gt=hour_ago(),
        )
        check_limit(taken, MOST_AN_HOUR)
        note(by=candidate, table=Candidate._meta.db_table, row_id=candidate.pk, action=ACTION)
        return _zip([make(candidate) for make in EXPORTERS])


def file_name_in_export(stored: StoredFile) -> str:
    """Return where a file stands in the ZIP: its own name may come twice."""
    return f"files/{stored.pk.hex[-8:]}-{PurePosixPath(stored.name).name}"


def _zip(parts):
    content = {
        "company": connection.tenant.name,
        "made_at": timezone.now(),
        **{part.name: part.rows for part in parts},
    }
    packed = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the response closes it
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "data.json", json.dumps(content, cls=DjangoJSONEncoder, indent=2, ensure_ascii=False)
        )
        for part in parts:
            for stored in part.files:
                if stored.path.exists():
                    archive.write(stored.path, file_name_in_export(stored))
    packed.seek(0)
    return packed
