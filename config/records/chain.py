"""The hash chain of the audit trail: later changes to old entries show.

Each link is the SHA-256 of the link before and of the entries since, so that whoever rewrites an
entry must rewrite all later links too, and whoever kept one of them elsewhere can tell.
"""

import hashlib
import json
from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from config.records.models import AuditEntry, AuditLink

SETTLED = timedelta(hours=1)
"""Entries take their number before they are committed; after this time none comes in between."""


def link_chain() -> AuditLink | None:
    """Add a link over the settled entries since the last one; None where there are none."""
    last = AuditLink.objects.last()
    entries = AuditEntry.objects.filter(happened_at__lt=timezone.now() - SETTLED).order_by("id")
    if last is not None:
        entries = entries.filter(id__gt=last.last_entry)
    number, count, digest = digest_of(entries, bytes(last.digest) if last else b"")
    if not count:
        return None
    return AuditLink.objects.create(last_entry=number, entries=count, digest=digest)


def first_broken_link() -> AuditLink | None:
    """Reckon every link anew; return the first that does not agree, or None where all do."""
    after, before = 0, b""
    for link in AuditLink.objects.all():
        entries = AuditEntry.objects.filter(id__gt=after, id__lte=link.last_entry).order_by("id")
        number, count, digest = digest_of(entries, before)
        if (number, count, digest) != (link.last_entry, link.entries, bytes(link.digest)):
            return link
        after, before = link.last_entry, digest
    return None


def digest_of(entries: QuerySet[AuditEntry], before: bytes) -> tuple[int, int, bytes]:
    """Return the last entry's number, how many there are, and their digest after `before`."""
    digest, number, count = hashlib.sha256(before), 0, 0
    for entry in entries.iterator(chunk_size=2000):
        digest.update(_words_of(entry))
        number, count = entry.pk, count + 1
    return number, count, digest.digest()


def _words_of(entry):
    said = [
        entry.pk,
        entry.happened_at.isoformat(),
        entry.actor,
        entry.table,
        str(entry.row_id),
        entry.action,
        entry.before,
        entry.after,
    ]
    return json.dumps(said, sort_keys=True).encode() + b"\n"
