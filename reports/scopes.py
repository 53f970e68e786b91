"""Which openings and which people a report is about."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet
from django.utils import timezone

from pipeline.models import Application, Opening, Specialization, Stay


@dataclass(frozen=True)
class Scope:
    """Openings that may be seen, narrowed to one opening or specialization.

    `days` narrows people to the cohort who entered within that many days; None is everyone.
    """

    visible: QuerySet[Opening]
    now: datetime
    zone: ZoneInfo
    clock_days: int
    opening: Opening | None = None
    specialization: Specialization | None = None
    days: int | None = None

    @property
    def today(self) -> date:
        return self.now.astimezone(self.zone).date()

    @property
    def openings(self) -> QuerySet[Opening]:
        if self.opening:
            return self.visible.filter(pk=self.opening.pk)
        if self.specialization:
            return self.visible.filter(specialization=self.specialization)
        return self.visible

    @property
    def applications(self) -> QuerySet[Application]:
        """The people; of a cohort only those whose entry is dated."""
        applications = Application.objects.filter(opening__in=self.openings).order_by()
        if self.days is None:
            return applications
        return applications.filter(stays__visit=1, stays__entered_at__gte=self.since)

    @property
    def visits(self) -> QuerySet[Stay]:
        """Each visit of a stage by these people."""
        visits = Stay.objects.filter(opening__in=self.openings).order_by()
        if self.days is None:
            return visits
        return visits.filter(application__in=self.applications)

    @property
    def of_cohort(self) -> Q:
        """The condition on Stage's `stays` that keeps the visits of these people."""
        return Q() if self.days is None else Q(stays__application__in=self.applications)

    @property
    def since(self) -> datetime | None:
        return None if self.days is None else self.now - timedelta(days=self.days)

    @property
    def query(self) -> dict[str, str]:
        """What an address says to mean this scope."""
        asked = {
            "opening": self.opening and self.opening.ref,
            "specialization": self.specialization and self.specialization.key,
            "days": self.days and str(self.days),
        }
        return {name: value for name, value in asked.items() if value}

    def for_everyone(self) -> Scope:
        """The same openings, and all their people."""
        return replace(self, days=None)


def scope_of(company, *, user=None, now: datetime | None = None, **narrowed) -> Scope:
    """Return what `user` may see; without a user, the whole company."""
    openings = Opening.objects.order_by()
    visible = openings.visible_to(user) if user else openings
    return Scope(visible, now or timezone.now(), company.zone, company.clock_days, **narrowed)
