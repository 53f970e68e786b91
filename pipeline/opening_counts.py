"""What stands in an opening now: people in it, seats filled, clocks that ran over."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Count, Q

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
    rows = (
        Application.objects.filter(opening__in=openings)
        .order_by()
        .values("opening")
        .annotate(
            active=Count("pk", filter=active),
            hired=Count("pk", filter=Q(state="hired")),
            on_clock=Count("pk", filter=clocked),
            late=Count("pk", filter=running & _is_late(openings, company, now)),
        )
    )
    found = {row.pop("opening"): OpeningCounts(**row) for row in rows}
    return {opening: found.get(opening.pk, OpeningCounts()) for opening in openings}


def _is_late(openings, company, now) -> Q:
    """The clock is over: it began before the midnight that far back, by the days of each opening.

    Compared as moments: turning thousands of them into dates would take most of the time.
    """
    today = now.astimezone(company.zone).date()
    condition = Q(pk__in=[])
    for days in {opening.clock_days for opening in openings}:
        midnight = datetime.combine(today - timedelta(days=days - 1), time.min, company.zone)
        alike = [opening.pk for opening in openings if opening.clock_days == days]
        condition |= Q(opening__in=alike, first_contact_at__lt=midnight)
    return condition
