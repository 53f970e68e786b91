"""Reading the clocks of many applications at once, with their strips."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.safestring import SafeString

from pipeline.clocks import Clock, count_days, describe_clock, read_clock
from pipeline.models import Application, ApplicationState, Hold, Stay
from pipeline.stays import spans_away
from pipeline.strips import strip


@dataclass(frozen=True)
class Reading:
    """The clock of one application (None where first contact is unknown) and how to show it.

    `days_here` counts calendar days in the present stage, the first being 1; None if unknown.
    """

    clock: Clock | None
    strip: SafeString
    days_here: int | None
    words: str


def read_clocks(
    applications: Iterable[Application], company, *, now: datetime | None = None
) -> dict:
    """Return a Reading for each application, by its key, in two queries.

    The applications come with their `opening` and `stage` selected.
    """
    applications = list(applications)
    now = now or timezone.now()
    keys = [application.pk for application in applications]
    stays, holds = defaultdict(list), defaultdict(list)
    rows = Stay.objects.filter(application__in=keys).order_by("application_id", "visit")
    for key, *visit in rows.values_list("application_id", "kind", "entered_at", "left_at"):
        stays[key].append(tuple(visit))
    rows = Hold.objects.filter(application__in=keys)
    for key, *span in rows.values_list("application_id", "starts_at", "ends_at"):
        holds[key].append(tuple(span))
    return {
        application.pk: _read(
            application, stays[application.pk], holds[application.pk], company.zone, now
        )
        for application in applications
    }


def days_left_of(application, company, *, now: datetime | None = None) -> int | None:
    """Return the days left on the clock of an active application; negative when over.

    None where it has no clock or stands still. Comes without a query where the `opening` is
    selected: days are gross, so neither stays nor holds matter.
    """
    clock = read_clock(
        application.first_contact_at,
        now=now or timezone.now(),
        zone=company.zone,
        days=application.opening.clock_days,
        offered_at=application.offered_at,
    )
    return clock.days - clock.day if clock and clock.is_running else None


def _read(application, visits, holds, zone: ZoneInfo, now) -> Reading:
    is_closed = application.state in (ApplicationState.REJECTED, ApplicationState.WITHDRAWN)
    days = application.opening.clock_days
    clock = read_clock(
        application.first_contact_at,
        now=now,
        zone=zone,
        days=days,
        offered_at=application.offered_at,
        is_closed=is_closed or application.state == ApplicationState.HIRED,
        closed_at=application.ended_at,
        holds=[*holds, *spans_away((entered, left) for _, entered, left in visits)],
    )
    days_here = count_days(application.stage_entered_at, now, zone)
    words = describe_clock(clock, stage=application.stage.name.lower(), days_here=days_here)
    return Reading(clock, strip(clock, visits, days=days), days_here, words)
