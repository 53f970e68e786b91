"""When what the public reads of openings changed last, from the audit trail."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from uuid import UUID

from django.db.models import Max, Q

from config.records.models import AuditEntry
from pipeline.days import today
from pipeline.models import Opening
from pipeline.models.openings import OpeningStatus

OPENINGS = "pipeline_opening"
AROUND = ("tenancy_company", "pipeline_specialization", "pipeline_level")
"""Their names stand in feeds as well."""

READ_BY_ALL = (
    "title",
    "specialization_id",
    "level_id",
    "location",
    "summary",
    "pay_low",
    "pay_high",
    "currency",
    "status",
    "posting",
    "workplace",
    "employment_type",
    "closes_on",
)


def last_changes() -> Mapping[UUID, datetime]:
    """Return for each row that feeds are made of when it last changed (one query).

    What only the team sees of an opening, such as its weights and its seats, does not count.
    """
    seen = Q(table=OPENINGS, after__has_any_keys=READ_BY_ALL) | Q(table__in=AROUND)
    rows = AuditEntry.objects.filter(seen).order_by().values_list("row_id")
    return dict(rows.annotate(Max("happened_at")))


def last_closing(zone) -> datetime | None:
    """Return the midnight at which the last opening left the lists by its closing date."""
    past = Opening.objects.filter(status=OpeningStatus.OPEN, closes_on__lt=today())
    day = past.aggregate(last=Max("closes_on"))["last"]
    return day and datetime.combine(day + timedelta(days=1), time(), zone)
