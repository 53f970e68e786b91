"""Charts made of rows: a table whose middle cell is a bar.

Their words are HTML, so that they keep their size on a telephone; only the bars are stretched.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from reports.charts.figures import (
    EMPTY,
    NOTHING_YET,
    Table,
    empty_figure,
    figure,
    join,
    linked,
    say_number,
)

LENGTH = 1000


@dataclass(frozen=True)
class Bar:
    """One row: `notes` are cells after the bar, such as a conversion and its interval."""

    label: str
    value: float
    kind: str = "accent"
    href: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Part:
    label: str
    value: float
    kind: str = "accent"


@dataclass(frozen=True)
class Stack:
    """One row of parts laid end to end, such as the median days in each stage."""

    label: str
    parts: tuple[Part, ...]
    n: int
    href: str = ""

    @property
    def total(self) -> float:
        return sum(part.value for part in self.parts)


def bars(
    title: str,
    rows: Sequence[Bar],
    *,
    description: str,
    n: int,
    heads: Sequence[str],
    empty: str = NOTHING_YET,
) -> SafeString:
    """Draw one bar a row, each row leading to its `href`.

    `heads` name the label, the value and then each of the notes.
    """
    if not any(row.value for row in rows):
        return empty_figure(title=title, words=empty)
    longest = max(row.value for row in rows)
    label_head, value_head, *note_heads = heads
    head = format_html(
        '<tr><th scope="col">{}</th><th scope="col" class="n">{}</th><td class="drawn"></td>'
        "{}</tr>",
        label_head,
        value_head,
        join(format_html('<th scope="col" class="n">{}</th>', note) for note in note_heads),
    )
    body = join(_bar_row(row, longest) for row in rows)
    return figure(_rows_table(head, body), title=title, description=description, n=n)


def stacks(
    title: str,
    rows: Sequence[Stack],
    *,
    description: str,
    n: int,
    unit: str,
    limit: float | None = None,
    empty: str = NOTHING_YET,
) -> SafeString:
    """Draw each row's parts end to end; a tick marks `limit`, such as the 14 days of the clock."""
    longest = max([limit or 0.0, *(row.total for row in rows)], default=0.0)
    if not any(row.total for row in rows):
        return empty_figure(title=title, words=empty)
    head = format_html(
        '<tr><td></td><td class="drawn"></td><th scope="col" class="n">{}</th>'
        '<th scope="col" class="n">n</th></tr>',
        unit,
    )
    body = join(_stack_row(row, longest, limit) for row in rows)
    drawing = format_html("{}{}", _rows_table(head, body), _legend(rows))
    return figure(
        drawing, title=title, description=description, n=n, table=_stack_table(rows, unit)
    )


def _rows_table(head: SafeString, body: SafeString) -> SafeString:
    return format_html(
        '<table class="rows bars"><thead>{}</thead><tbody>{}</tbody></table>', head, body
    )


def _bar_row(row: Bar, longest: float) -> SafeString:
    rect = _rect(0, row.value, longest, row.kind, smallest=4)
    return format_html(
        '<tr><th scope="row">{}</th><td class="n">{}</td><td class="drawn">{}</td>{}</tr>',
        linked(row.label, row.href, css="cover"),
        say_number(row.value),
        _drawing(rect),
        join(format_html('<td class="n">{}</td>', note) for note in row.notes),
    )


def _stack_row(row: Stack, longest: float, limit: float | None) -> SafeString:
    pieces, reached = [], 0.0
    for part in row.parts:
        pieces.append(_rect(reached, part.value, longest, part.kind))
        reached += part.value
    if limit is not None:
        x = round(limit / longest * LENGTH)
        pieces.append(
            format_html('<path class="limit" d="M{} -2v16" vector-effect="non-scaling-stroke"/>', x)
        )
    return format_html(
        '<tr><th scope="row">{}</th><td class="drawn">{}</td><td class="n">{}</td>'
        '<td class="n">{}</td></tr>',
        linked(row.label, row.href, css="cover"),
        _drawing(join(pieces)),
        say_number(row.total),
        say_number(row.n),
    )


def _drawing(content: SafeString) -> SafeString:
    # The cells beside it say the same in words.
    return format_html(
        '<svg viewBox="0 0 {} 12" preserveAspectRatio="none" aria-hidden="true">{}</svg>',
        LENGTH,
        content,
    )


def _rect(start: float, value: float, longest: float, kind: str, smallest: int = 0) -> SafeString:
    if not value:
        return EMPTY
    return format_html(
        '<rect class="bar" data-kind="{}" x="{}" width="{}" height="12"/>',
        kind,
        round(start / longest * LENGTH),
        max(round(value / longest * LENGTH), smallest),
    )


def _legend(rows: Sequence[Stack]) -> SafeString:
    kinds = {part.label: part.kind for row in rows for part in row.parts}
    return format_html(
        '<p class="legend">{}</p>',
        join(
            format_html('<span class="stage" data-kind="{}">{}</span>', kind, label)
            for label, kind in kinds.items()
        ),
    )


def _stack_table(rows: Sequence[Stack], unit: str) -> Table:
    labels = list(dict.fromkeys(part.label for row in rows for part in row.parts))
    body = []
    for row in rows:
        values = {part.label: say_number(part.value) for part in row.parts}
        cells = [values.get(label, "") for label in labels]
        body.append([linked(row.label, row.href), *cells, say_number(row.total), say_number(row.n)])
    return Table(["", *labels, f"All, {unit}", "n"], body)
