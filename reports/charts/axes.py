"""The plane that a chart with two axes is drawn on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString

from reports.charts.figures import EMPTY, Limit, join, say_number
from reports.charts.scales import Scale

WIDTH, HEIGHT = 520, 230
LEFT, RIGHT, TOP, BOTTOM = 44, WIDTH - 12, 16, HEIGHT - 42
FURTHEST = 4  # a chart reaches at most this many clocks; what took longer stands at its edge


def days_across(xs: Sequence[float], limit: Limit | None) -> Scale:
    """Return a scale that holds `xs`, or as much of them as can be told apart."""
    longest = max(xs, default=0)
    if limit:
        longest = min(max(longest, limit.at * 1.5), limit.at * FURTHEST)
    return Scale(0, max(longest, 1), LEFT, RIGHT)


def plane(label: str, content: SafeString, *, has_links: bool) -> SafeString:
    # A picture hides what is inside it from screen readers; links must not be hidden.
    return format_html(
        '<svg class="plane" viewBox="0 0 {} {}" role="{}" aria-label="{}">{}</svg>',
        WIDTH,
        HEIGHT,
        "group" if has_links else "img",
        label,
        content,
    )


def x_axis(across: Scale, marks: Sequence[float], label: str) -> SafeString:
    texts = join(
        format_html(
            '<text x="{}" y="{}" text-anchor="middle">{}</text>',
            across(mark),
            BOTTOM + 17,
            say_number(mark),
        )
        for mark in marks
    )
    return format_html(
        '<path class="axis" d="M{} {}H{}"/>{}<text x="{}" y="{}" text-anchor="middle">{}</text>',
        LEFT,
        BOTTOM,
        RIGHT,
        texts,
        (LEFT + RIGHT) / 2,
        HEIGHT - 6,
        label,
    )


def y_axis(up: Scale, marks: Sequence[float], say: Callable[[float], str]) -> SafeString:
    return join(
        format_html(
            '<path class="rule" d="M{} {}H{}"/><text x="{}" y="{}" text-anchor="end">{}</text>',
            LEFT,
            up(mark),
            RIGHT,
            LEFT - 6,
            up(mark) + 4,
            say(mark),
        )
        for mark in marks
    )


def limit_line(limit: Limit | None, across: Scale) -> SafeString:
    if limit is None:
        return EMPTY
    x = across(limit.at)
    return format_html(
        '<path class="limit" d="M{} {}V{}"/><text class="bad" x="{}" y="{}">{}</text>',
        x,
        TOP - 8,
        BOTTOM,
        x + 5,
        TOP,
        limit.label,
    )


def mark(shape: SafeString, label: str, href: str) -> SafeString:
    """Return `shape` as a link that says `label`, or bare where there is no `href`."""
    if not href:
        return shape
    return format_html('<a href="{}" aria-label="{}">{}</a>', href, label, shape)
