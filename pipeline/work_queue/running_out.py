"""Which applications run out of time: conditions that the database looks for.

Each rule is turned round: from "more than five business days have passed" to "entered before
that midnight", so that thousands of rows are compared with a few moments.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from pipeline.models import Application, Hold, Stage, StageKind
from pipeline.models.openings import OpeningStatus
from pipeline.work_queue.business_days import Calendar
from pipeline.work_queue.company_calendar import counted_days_of
from pipeline.work_queue.stage_targets import day_back, last_day

NOBODY = Q(pk__in=[])


@dataclass(frozen=True)
class Moment:
    """A moment in a company: its day there, and by which days its stages count."""

    now: datetime
    today: date
    company: object
    calendar: Calendar | None

    def before(self, day: date) -> datetime:
        """Return the midnight that ends `day`."""
        midnight = datetime.combine(day + timedelta(days=1), time.min)
        return midnight.replace(tzinfo=self.company.zone)


def moment_of(company, now: datetime) -> Moment:
    """Return the moment `now` in `company` (a query at most)."""
    return Moment(now, now.astimezone(company.zone).date(), company, counted_days_of(company))


def alertable(now: datetime) -> QuerySet[Application]:
    """Active applications of open openings whose clock is not held."""
    held = Hold.objects.filter(application=OuterRef("pk"), starts_at__lte=now)
    held = held.filter(Q(ends_at=None) | Q(ends_at__gt=now))
    rows = Application.objects.active().filter(opening__status=OpeningStatus.OPEN)
    return rows.filter(~Exists(held))


def has_days_left(most: int, at: Moment) -> Q:
    """The condition: the clock runs, and `most` days are left or fewer; -1 is over (one query)."""
    condition = NOBODY
    spans = Application.objects.active().order_by().values_list("opening__clock_days", flat=True)
    for days in spans.distinct():
        began_by = at.before(at.today - timedelta(days=days - 1 - most))
        condition |= Q(opening__clock_days=days, first_contact_at__lt=began_by)
    return condition & Q(offered_at=None)


def is_past_maximum(at: Moment) -> Q:
    """The condition: it is longer in its stage than that may take at most (one query)."""
    condition = NOBODY
    limits = Stage.objects.exclude(maximum_days=None).order_by()
    for limit in limits.values_list("maximum_days", flat=True).distinct():
        entered_by = at.before(day_back(at.today, limit + 1, at.calendar))
        condition |= Q(stage__maximum_days=limit, stage_entered_at__lt=entered_by)
    return condition


def has_less_than_targets(spare: int, at: Moment, opening=None) -> Q:
    """The condition: fewer days are left than the stages left should take, and `spare` (one query).

    Days left are counted as targets are: in business days where the company counts these.
    """
    alike = defaultdict(list)
    for stage, days, ahead in _stages_ahead(opening):
        alike[ahead + spare, days].append(stage)
    condition = NOBODY
    for (needed, days), stages in alike.items():
        due_by = _last_due(needed, at)
        began_by = at.before(due_by - timedelta(days=days - 1))
        condition |= Q(stage__in=stages, first_contact_at__lt=began_by)
    return condition & Q(offered_at=None)


def _stages_ahead(opening):
    """Each stage of the open openings, their clock, and the targets of all stages after it."""
    stages = Stage.objects.filter(opening__status=OpeningStatus.OPEN)
    if opening is not None:
        stages = stages.filter(opening=opening)
    ahead: dict = defaultdict(int)
    columns = ("pk", "opening_id", "opening__clock_days", "kind", "target_days")
    for key, of, days, kind, target in stages.order_by("opening", "-position").values_list(
        *columns
    ):
        if kind != StageKind.HIRED:
            yield key, days, ahead[of]
            ahead[of] += target or 0


def _last_due(needed: int, at: Moment) -> date:
    """Return the last due day before which fewer than `needed` days are left."""
    if needed >= 1:
        tomorrow = at.today + timedelta(days=1)
        return last_day(tomorrow, needed, at.calendar) - timedelta(days=1)
    return day_back(at.today, 1 - needed, at.calendar) - timedelta(days=1)
