"""Contact details and the time zone, as the candidate sets them."""

from zoneinfo import ZoneInfo

from django.db import connection

from config.records.audit import acting
from config.records.models import AuditEntry
from pipeline.candidate_pages.limits import check_limit, hour_ago
from pipeline.candidate_pages.links import CANDIDATE
from pipeline.models import Candidate
from pipeline.people_due import wake_keepers

OWN_DETAILS = ("phone", "location", "links", "time_zone")
"""What the candidate may set. The address is not among them: links are mailed to it."""

MOST_AN_HOUR = 20


def set_details(candidate: Candidate, **changes: str) -> Candidate:
    """Change `OWN_DETAILS` of a person on their behalf; return them. Raises TooMuch."""
    assert set(changes) <= set(OWN_DETAILS), changes
    with acting(CANDIDATE):
        row = Candidate.objects.select_for_update().get(pk=candidate.pk)
        check_limit(_changes_of(row), MOST_AN_HOUR)
        for name, value in changes.items():
            setattr(row, name, value)
        row.save(update_fields=list(changes))
        wake_keepers()
    return row


def zone_of(candidate: Candidate) -> ZoneInfo:
    """Return the zone of somebody's days: their own, else the company's."""
    return ZoneInfo(candidate.time_zone) if candidate.time_zone else connection.tenant.zone


def _changes_of(candidate):
    return AuditEntry.objects.filter(
        table=Candidate._meta.db_table,
        row_id=candidate.pk,
        actor=CANDIDATE,
        happened_at__gt=hour_ago(),
    )
