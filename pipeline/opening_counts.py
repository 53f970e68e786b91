"""What stands in an opening now: people in it, seats filled, clocks that ran over."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, DateField, DurationField, ExpressionWrapper, F, Q, Value
from django.db.models.functions import TruncDate

from config.tenancy.models import Company
from pipeline.models import Application, Opening


@dataclass(frozen=True)
class OpeningCounts:
    """`on_clock` are the active ones whose clock runs; `late` are those of them past its end."""

    active: int = 0
    hired: int = 0
    on_clock: int = 0
    late: int = 0

    @property
    def late_percent(self) -> int | None:
        return round(100 * self.late / self.on_clock) if self.on_clock else None


def count_openings(
    openings: Iterable[Opening], company: Company, now: datetime
) -> dict[Opening, OpeningCounts]:
    """Return the counts of each of `openings` (one query)."""
    openings = list(openings)
    active, running = Q(state="active"), Q(state="active", offered_at=None)
    clocked = running & Q(first_contact_at__isnull=False)
    # The same arithmetic of dates as pipeline.clocks, for many rows at once.
    day = ExpressionWrapper(
        Value(now.astimezone(company.zone).date(), DateField())
        - TruncDate("first_contact_at", tzinfo=company.zone),
        DurationField(),
    )
    days = ExpressionWrapper(
        F("opening__clock_days") * Value(timedelta(days=1), DurationField()), DurationField()
    )
    rows = (
        Application.objects.filter(opening__in=openings)
        .order_by()
        .annotate(elapsed=day, allowed=days)
        .values("opening")
        .annotate(
            active=Count("pk", filter=active),
            hired=Count("pk", filter=Q(state="hired")),
            on_clock=Count("pk", filter=clocked),
            late=Count("pk", filter=clocked & Q(elapsed__gte=F("allowed"))),
        )
    )
    found = {row.pop("opening"): OpeningCounts(**row) for row in rows}
    return {opening: found.get(opening.pk, OpeningCounts()) for opening in openings}
