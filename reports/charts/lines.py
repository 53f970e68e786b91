"""Lines of shares over days, with the band each of them may lie in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.html import format_html
from django.utils.safestring import SafeString

from reports.charts.axes import BOTTOM, TOP, days_across, limit_line, plane, x_axis, y_axis
from reports.charts.figures import (
    EMPTY,
    NOTHING_YET,
    Limit,
    Table,
    empty_figure,
    figure,
    join,
    say_number,
    say_share,
)
from reports.charts.scales import Scale, day_ticks


@dataclass(frozen=True)
class Line:
    """Points (x, share of one); `band` holds (x, low, high). A step holds until the next point."""

    label: str
    points: tuple[tuple[float, float], ...]
    band: tuple[tuple[float, float, float], ...] = ()
    kind: str = "accent"
    is_step: bool = True


def lines(
    title: str,
    drawn: Sequence[Line],
    *,
    description: str,
    n: int,
    x_label: str,
    limit: Limit | None = None,
    empty: str = NOTHING_YET,
) -> SafeString:
    """Draw shares over days, such as how many are still without an offer."""
    if not n or not any(line.points for line in drawn):
        return empty_figure(title=title, words=empty)
    across = days_across([x for line in drawn for x, _ in line.points], limit)
    up = Scale(0, 1, BOTTOM, TOP)
    pieces = [
        y_axis(up, [0, 0.25, 0.5, 0.75, 1], say_share),
        x_axis(across, day_ticks(across.high), x_label),
        *(_line(line, across, up) for line in drawn if line.points),
        limit_line(limit, across),
    ]
    drawing = plane(f"{title}. {description}", join(pieces), has_links=False)
    if len(drawn) > 1:
        drawing = format_html("{}{}", drawing, _legend(drawn))
    rows = [
        [f"{line.label}, {say_number(x)}", say_share(share)]
        for line in drawn
        for x, share in line.points
    ]
    return figure(
        drawing, title=title, description=description, n=n, table=Table([x_label, "share"], rows)
    )


def _line(line: Line, across: Scale, up: Scale) -> SafeString:
    places = [(across(x), up(share)) for x, share in line.points]
    path = _path(places, line.is_step)
    band = EMPTY
    if line.band:
        tops = _path([(across(x), up(high)) for x, _, high in line.band], line.is_step)
        lows = _corners([(across(x), up(low)) for x, low, _ in line.band], line.is_step)
        back = "".join(f"L{x} {y}" for x, y in reversed(lows))
        band = format_html('<path class="band" data-kind="{}" d="{}{}z"/>', line.kind, tops, back)
    return format_html('{}<path class="line" data-kind="{}" d="{}"/>', band, line.kind, path)


def _path(places: Sequence[tuple[float, float]], is_step: bool) -> str:
    corners = "L".join(f"{x} {y}" for x, y in _corners(places, is_step))
    return f"M{corners}"


def _corners(places: Sequence[tuple[float, float]], is_step: bool) -> list[tuple[float, float]]:
    """Return `places`, with the corner before each rise or fall where the line is a step."""
    if not is_step:
        return list(places)
    corners = [places[0]]
    for (_, before), (x, y) in pairwise(places):
        corners += [(x, before), (x, y)]
    return corners


def _legend(drawn: Sequence[Line]) -> SafeString:
    return format_html(
        '<p class="legend">{}</p>',
        join(
            format_html('<span class="stage" data-kind="{}">{}</span>', line.kind, line.label)
            for line in drawn
        ),
    )
