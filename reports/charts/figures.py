"""What all charts share: the frame with its caption and table, and how numbers are written."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

THIN_SPACE = "\N{NARROW NO-BREAK SPACE}"
EMPTY = SafeString("")
NOTHING_YET = "Nothing to show yet."


@dataclass(frozen=True)
class Limit:
    """A line across a chart, such as the last day of the clock: Limit(14, "day 14")."""

    at: float
    label: str


@dataclass(frozen=True)
class Table:
    """The numbers behind a chart. The first cell of a row is its heading."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str | SafeString]]


def figure(
    drawing: SafeString, *, title: str, description: str, n: int, table: Table | None = None
) -> SafeString:
    """Frame `drawing`; without `table` the drawing is itself a table."""
    behind = format_html(
        '<details class="more"><summary>The numbers behind it</summary>'
        '<div class="table-wrap" tabindex="0" role="region" aria-label="{}">{}</div></details>',
        f"The numbers behind: {title}",
        _table(table),
    )
    return format_html(
        '<figure class="chart" aria-label="{}">{}<figcaption>{} n{}={}{}</figcaption>{}</figure>',
        title,
        drawing,
        description,
        THIN_SPACE,
        THIN_SPACE,
        say_number(n),
        behind if table else EMPTY,
    )


def empty_figure(*, title: str, words: str) -> SafeString:
    return format_html(
        '<figure class="chart" aria-label="{}"><p class="quiet">{}</p></figure>', title, words
    )


def linked(content: str | SafeString, href: str, *, css: str = "") -> SafeString:
    """Return `content` inside a link, or bare where there is no `href`."""
    if not href:
        return format_html("{}", content)
    return format_html('<a{} href="{}">{}</a>', _class(css), href, content)


def join(pieces: Iterable[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def say_number(value: float) -> str:
    """Write a number with at most one decimal and thousands apart: 9.4, 12, 1,204."""
    if math.isnan(value):
        return "unknown"
    rounded = round(value, 1)
    return f"{rounded:,.0f}" if rounded == int(rounded) else f"{rounded:,.1f}"


def say_share(share: float) -> str:
    """Write a share of one as a percentage; neither a tiny nor a large one is rounded away."""
    percent = share * 100
    if 0 < percent < 1:
        return f"<{THIN_SPACE}1{THIN_SPACE}%"
    if 99 < percent < 100:
        return f">{THIN_SPACE}99{THIN_SPACE}%"
    return f"{percent:.0f}{THIN_SPACE}%"


def _class(css: str) -> SafeString:
    return format_html(' class="{}"', css) if css else EMPTY


def _table(table: Table | None) -> SafeString:
    if table is None:
        return EMPTY
    heads = join(
        format_html('<th scope="col"{}>{}</th>', _class("n" if place else ""), head)
        for place, head in enumerate(table.heads)
    )
    rows = join(
        format_html(
            '<tr><th scope="row">{}</th>{}</tr>',
            first,
            join(format_html('<td class="n">{}</td>', cell) for cell in rest),
        )
        for first, *rest in table.rows
    )
    return format_html("<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>", heads, rows)
