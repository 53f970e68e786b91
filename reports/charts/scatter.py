"""Points scattered by their days and by a second value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from reports.charts.axes import (
    BOTTOM,
    LEFT,
    RIGHT,
    TOP,
    days_across,
    limit_line,
    mark,
    plane,
    x_axis,
    y_axis,
)
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
    say_share,
)
from reports.charts.scales import Scale, day_ticks


@dataclass(frozen=True)
class Point:
    """A dot that leads to `href`; `is_open` draws a ring, for what is not settled yet."""

    x: float
    y: float
    label: str
    href: str = ""
    kind: str = "accent"
    is_open: bool = False


def scatter(
    title: str,
    points: Sequence[Point],
    *,
    description: str,
    x_label: str,
    y_label: str,
    y_words: Sequence[tuple[float, str]],
    limit: Limit | None = None,
    band: tuple[float, float] | None = None,
    empty: str = NOTHING_YET,
) -> SafeString:
    """Draw each point by its days and by a value that `y_words` name: ((0, "low"), (1, "top")).

    `band` shades the values that are as they should be, up to the limit.
    """
    if not points:
        return empty_figure(title=title, words=empty)
    across = days_across([point.x for point in points], limit)
    words = dict(y_words)
    values = [*(point.y for point in points), *words]
    up = Scale(min(values), max(values), BOTTOM, TOP)
    pieces = [
        _band(band, across, up, limit),
        y_axis(up, list(words), words.__getitem__),
        x_axis(across, day_ticks(across.high), x_label),
        limit_line(limit, across),
        *(_point(point, across, up) for point in points),
    ]
    drawing = plane(
        f"{title}. {description}", join(pieces), has_links=any(point.href for point in points)
    )
    table = Table(["", x_label, y_label], [_row(point) for point in points])
    beyond = sum(point.x > across.high for point in points)
    if beyond:
        description += f" {beyond} beyond {say_number(across.high)} stand at the right edge."
    return figure(drawing, title=title, description=description, n=len(points), table=table)


def _row(point: Point) -> list[str]:
    return [linked(point.label, point.href), say_number(point.x), say_share(point.y)]


def _band(
    band: tuple[float, float] | None, across: Scale, up: Scale, limit: Limit | None
) -> SafeString:
    if band is None:
        return EMPTY
    low, high = (up(value) for value in band)
    right = across(limit.at) if limit else RIGHT
    path = f"M{LEFT} {high}H{right}V{low}H{LEFT}z"
    return format_html('<path class="band" data-kind="good" d="{}"/>', path)


def _point(point: Point, across: Scale, up: Scale) -> SafeString:
    dot = format_html(
        '<circle class="{}" data-kind="{}" cx="{}" cy="{}" r="5"><title>{}</title></circle>',
        "point open" if point.is_open else "point",
        point.kind,
        across(point.x),
        up(point.y),
        point.label,
    )
    return mark(dot, point.label, point.href)
