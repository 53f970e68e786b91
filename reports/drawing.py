"""The charts of the dashboard, drawn from what was read."""

from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from reports import charts
from reports.charts.figures import THIN_SPACE, say_number, say_share
from reports.days_and_pay import DaysAndPay
from reports.funnel import DEFINITION, StageFunnel
from reports.overview import Overview
from reports.pace import TimeInStage
from reports.rows import rows_href
from reports.scopes import Scope
from reports.shares import Share

NOBODY = "Nobody has entered yet."
DASH = "–"


@dataclass(frozen=True)
class Charts:
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


def _funnel(scope: Scope, stages: list[StageFunnel], people: int) -> SafeString:
    rows = [_funnel_row(scope, stage) for stage in stages]
    return charts.bars(
        "Funnel",
        rows,
        description=DEFINITION,
        n=people,
        heads=("Stage", "entered", "passed", "of", "95 %", "here now", "rejected", "withdrew"),
        empty=NOBODY,
    )


def _funnel_row(scope: Scope, stage: StageFunnel) -> charts.Bar:
    lane, conversion = stage.lane, stage.conversion
    has_share = conversion.value is not None

    def number(what, value, words=None):
        if not value:
            return say_number(value)
        return format_html('<a href="{}">{}</a>', rows_href(scope, what, lane), words or value)

    passed = number("passed", stage.passed, say_share(conversion.value)) if has_share else DASH
    notes = (
        passed if stage.passed else (say_share(0) if has_share else DASH),
        number("left", conversion.n) if has_share else DASH,
        say_interval(conversion),
        number("in_progress", stage.in_progress),
        number("rejected", stage.rejected),
        number("withdrawn", stage.withdrawn),
    )
    href = rows_href(scope, "entered", lane) if stage.entered else ""
    return charts.Bar(lane.name, stage.entered, lane.kind, href, notes)


def _times(scope: Scope, times: list[TimeInStage]) -> SafeString:
    known = [time for time in times if time.days.median is not None]
    parts = tuple(charts.Part(each.lane.name, each.days.median, each.lane.kind) for each in known)
    visits = sum(each.days.n for each in known)
    return charts.stacks(
        "Median days in each stage",
        [charts.Stack("Medians", parts, visits)] if parts else [],
        description=(
            "Medians of the visits that ended, laid end to end; their sum is not anyone's own "
            "time. n counts visits."
        ),
        n=visits,
        unit="days",
        limit=_last_day(scope),
        empty="No visit of a stage has ended yet.",
    )


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
