"""The charts of the dashboard, drawn from what was read."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from reports import charts
from reports.charts.figures import THIN_SPACE, linked, say_number, say_share
from reports.days_and_pay import DaysAndPay
from reports.funnel import DEFINITION as FUNNEL_DEFINITION
from reports.funnel import StageFunnel
from reports.overview import Overview
from reports.pace import TimeInStage
from reports.rows import rows_href
from reports.scopes import Scope
from reports.shares import Share

NOBODY = "Nobody has entered yet."
DASH = "–"


@dataclass(frozen=True)
class Charts:
    """`pay` is None for those who may not see pay."""

    funnel: SafeString
    times: SafeString
    pay: SafeString | None


def draw(overview: Overview) -> Charts:
    scope, pay = overview.scope, overview.pay
    return Charts(
        funnel=_funnel(scope, overview.funnel, overview.pace.people),
        times=_times(scope, overview.times),
        pay=None if pay is None else _pay(pay, scope),
    )


def say_interval(share: Share) -> str:
    """Say the 95 % interval in percent: "49–94"."""
    if share.interval is None:
        return DASH
    low, high = share.interval
    return f"{low * 100:.0f}–{high * 100:.0f}"


def _funnel(scope: Scope, stages: Sequence[StageFunnel], people: int) -> SafeString:
    return charts.bars(
        "Funnel",
        [_funnel_row(scope, stage) for stage in stages],
        description=FUNNEL_DEFINITION,
        n=people,
        heads=("Stage", "entered", "passed", "95 %", "here now", "rejected", "withdrew", "back"),
        empty=NOBODY,
    )


def _funnel_row(scope: Scope, stage: StageFunnel) -> charts.Bar:
    lane = stage.lane

    def number(what):
        return _number(getattr(stage, what), rows_href(scope, what, lane))

    notes = (
        _passed(scope, stage),
        say_interval(stage.conversion),
        *map(number, ("in_progress", "rejected", "withdrawn", "returned")),
    )
    href = rows_href(scope, "entered", lane) if stage.entered else ""
    return charts.Bar(lane.name, stage.entered, lane.kind, href, notes)


def _passed(scope: Scope, stage: StageFunnel) -> SafeString | str:
    """Say the conversion with its n, and open both: "46 % of 188"."""
    share = stage.conversion
    if share.value is None:
        return DASH
    href = rows_href(scope, "passed", stage.lane) if stage.passed else ""
    passed = linked(say_share(share.value), href)
    left = _number(share.n, rows_href(scope, "left", stage.lane))
    return format_html('{} <span class="quiet">of {}</span>', passed, left)


def _times(scope: Scope, times: Sequence[TimeInStage]) -> SafeString:
    known = [time for time in times if time.days.n or time.unknown]
    unknown = ("unknown",) if any(time.unknown for time in known) else ()
    return charts.bars(
        "Days in each stage",
        [_time_row(scope, time, is_any_unknown=bool(unknown)) for time in known],
        description="Days from entering a stage to leaving it; n counts visits that ended.",
        n=sum(time.days.n for time in known),
        heads=("Stage", "median", "n", "middle half", *unknown),
        empty="No visit of a stage has ended yet.",
    )


def _time_row(scope: Scope, time: TimeInStage, *, is_any_unknown: bool) -> charts.Bar:
    days, lane = time.days, time.lane
    href = rows_href(scope, "dated", lane) if days.n else ""
    half = f"{say_number(days.low)}–{say_number(days.high)}" if days.n else DASH
    notes = (_number(days.n, href), half)
    if is_any_unknown:
        notes += (_number(time.unknown, rows_href(scope, "undated", lane)),)
    return charts.Bar(lane.name, days.median or 0.0, lane.kind, href, notes)


def _number(value: int, href: str) -> SafeString:
    """Write a number that opens its rows; nought has none."""
    return linked(say_number(value), href if value else "")


def _pay(pay: DaysAndPay, scope: Scope) -> SafeString:
    points = [
        charts.Point(
            each.days,
            each.position,
            each.label,
            each.href,
            kind="accent" if each.is_offer else "inbox",
            is_open=each.is_draft,
        )
        for each in pay.placed
    ]
    last = _last_day(scope)
    return charts.scatter(
        "Days used and position in the pay range",
        points,
        description=(
            "Offers stand in the range of their opening, openings by the middle of their range in "
            "what is published, at the median day of their people. The band is the middle half."
        ),
        x_label="days used",
        y_label="position in range",
        y_words=((0, "low"), (0.5, "middle"), (1, "top")),
        limit=charts.Limit(last, f"day{THIN_SPACE}{last}"),
        band=(0.25, 0.75),
        empty="No open offer and no opening can be placed yet.",
    )


def _last_day(scope: Scope) -> int:
    return scope.opening.clock_days if scope.opening else scope.clock_days
