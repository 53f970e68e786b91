"""All that the dashboard of a scope shows, read in a few queries."""

from collections.abc import Sequence
from dataclasses import dataclass

from reports.at_risk import OpeningNow
from reports.days_and_pay import DaysAndPay, read_days_and_pay
from reports.funnel import StageFunnel, read_funnel
from reports.pace import Pace, TimeInStage, read_pace, read_times
from reports.scopes import Scope


@dataclass(frozen=True)
class Overview:
    """`pay` is None for those who may not see pay."""

    scope: Scope
    openings: Sequence[OpeningNow]
    funnel: Sequence[StageFunnel]
    times: Sequence[TimeInStage]
    pace: Pace
    pay: DaysAndPay | None


def read_overview(
    scope: Scope, openings: Sequence[OpeningNow], *, with_pay: bool, reader
) -> Overview:
    """Return the dashboard of `scope`, whose openings are read: five queries, three without pay."""
    times = read_times(scope)
    return Overview(
        scope=scope,
        openings=openings,
        times=times,
        funnel=read_funnel(scope, [time.lane for time in times]),
        pace=read_pace(scope),
        pay=read_days_and_pay(scope, openings, reader=reader) if with_pay else None,
    )
