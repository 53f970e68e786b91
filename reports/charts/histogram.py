"""A histogram: how many took how long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from reports.charts.axes import BOTTOM, LEFT, RIGHT, TOP, limit_line, mark, plane, x_axis, y_axis
from reports.charts.figures import (
    EMPTY,
    NOTHING_YET,
    Limit,
    Table,
    empty_figure,
    figure,
    join,
    linked,
    say_number,
)
from reports.charts.scales import Scale, count_ticks


@dataclass(frozen=True)
class Bin:
    """Things from `low` up to, not including, `high`; the last bin may be open (`high` inf)."""

    low: float
    high: float
    count: int
    href: str = ""
    kind: str = "accent"


def histogram(
    title: str,
    bins: Sequence[Bin],
    *,
    description: str,
    x_label: str,
    limit: Limit | None = None,
    empty: str = NOTHING_YET,
) -> SafeString:
    """Draw how many fall into each bin of days; every bar leads to its rows."""
    n = sum(each.count for each in bins)
    if not n:
        return empty_figure(title=title, words=empty)
    width = bins[0].high - bins[0].low
    across = Scale(bins[0].low, bins[-1].low + width, LEFT, RIGHT)
    up = Scale(0, max(each.count for each in bins), BOTTOM, TOP)
    marks = join(_column(each, across, up, width) for each in bins)
    drawing = plane(
        f"{title}. {description}",
        join(
            [
                y_axis(up, count_ticks(up.high), say_number),
                x_axis(across, [each.low for each in bins][:: max(1, len(bins) // 6)], x_label),
                marks,
                limit_line(limit, across),
            ]
        ),
        has_links=any(each.href for each in bins),
    )
    rows = [[linked(_say_bin(each), each.href), say_number(each.count)] for each in bins]
    return figure(
        drawing, title=title, description=description, n=n, table=Table([x_label, "n"], rows)
    )


def _column(each: Bin, across: Scale, up: Scale, width: float) -> SafeString:
    x, end, y = across(each.low) + 1, across(each.low + width) - 1, up(each.count)
    path = f"M{x:.1f} {BOTTOM}V{y}H{end:.1f}V{BOTTOM}z"
    title = f"{_say_bin(each)}: {say_number(each.count)}"
    bar = format_html(
        '<path class="bar" data-kind="{}" d="{}"><title>{}</title></path>', each.kind, path, title
    )
    return mark(bar, title, each.href) if each.count else EMPTY


def _say_bin(each: Bin) -> str:
    if each.high == float("inf"):
        return f"{say_number(each.low)} and more"
    return f"{say_number(each.low)} to under {say_number(each.high)}"
