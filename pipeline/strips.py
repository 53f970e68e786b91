"""The fortnight strip: one cell per day of the clock, drawn as a few runs of SVG.

A day belongs to the stage the application was in at the end of that day, in the company's
zone; the last day, today or the day the clock stopped, to the stage it was in then. A day
is hatched where a hold lay over that same moment. A day whose stage nobody knows, or that
was spent in none, is drawn without a colour of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple, TypeAlias

from django.utils.safestring import SafeString, mark_safe

from pipeline.clocks import NO_CLOCK, Clock, Outcome, say_day

Visit: TypeAlias = tuple[str, datetime | None, datetime | None]
"""The kind of a stage, entered, left: of one stay."""

OVERDUE_SHOWN = 7
"""Cells drawn beyond the due date; a cross stands for all the days after them."""

OVER = "over"

COLOURS: dict[str | None, str] = {
    "inbox": "inbox",
    "screen": "screen",
    "technical": "technical",
    "take_home": "take-home",
    "final": "final",
    "offer": "offer",
    "hired": "hired",
    OVER: "bad",
    None: "line",
}

# One cell is 7 by 5 and its stroke, which rounds the corners, adds .9 on each side.
_PITCH = 10
_CELL, _SMALL_CELL, _EMPTY_CELL = "h7v5h-7z", "h7v3h-7z", "h8v6h-8z"
_HATCH = "l3-3m-3 6l7-7m-3 7l3-3"


class Run(NamedTuple):
    """Days in a row that look alike: `start` counts from day 1, `kind` None is unknown."""

    kind: str | None
    start: int
    length: int
    is_held: bool


def strip(clock: Clock | None, visits: Sequence[Visit], *, days: int = 14) -> SafeString:
    """Return the strip as inline SVG; without a clock, `days` empty cells that say so.

    `visits` are the stays in order of their sequence.
    """
    if clock is None:
        return draw_no_clock(days)
    return draw(runs_of(clock, visits), clock.day, clock.days, clock.outcome)


def runs_of(clock: Clock, visits: Sequence[Visit]) -> tuple[Run, ...]:
    """Cut the days the strip shows into runs, from day 1 on and without a gap."""
    shown = min(clock.day, clock.days + OVERDUE_SHOWN)
    kinds = _spend(clock, visits, min(shown, clock.days))
    kinds += [OVER] * (shown - len(kinds))
    looks = zip(kinds, _hold(clock, shown), strict=True)
    runs: list[Run] = []
    start = 1
    for (kind, is_held), alike in groupby(looks):
        length = sum(1 for _ in alike)
        runs.append(Run(kind, start, length, is_held))
        start += length
    return tuple(runs)


@lru_cache(maxsize=4096)
def draw(runs: tuple[Run, ...], day: int, days: int, outcome: Outcome) -> SafeString:
    """Draw `runs` of a clock on its `day` of `days`.

    Nothing in it was written by a person, and nothing needs an id: any number of strips
    stand on one page, and those that look alike are one string.
    """
    label = f"{say_day(day, days, outcome)}: {_say_runs(runs)}"
    coloured = "".join(
        f'<path color="var(--{COLOURS[run.kind]})" d="{_cells(run)}"/>' for run in runs
    )
    parts = [f'<g fill="currentColor" stroke="currentColor" stroke-width="1.8">{coloured}</g>']
    if held := "".join(_hatch(run) for run in runs if run.is_held):
        parts.append(f'<path stroke="var(--raised)" stroke-width="1.2" d="{held}"/>')
    parts.append(_rest(day, days))
    cells = max(days, min(day, days + OVERDUE_SHOWN))
    if day > cells:
        parts.append(
            f'<path stroke="var(--bad)" stroke-width="1.2" d="M{cells * _PITCH} 2.5h6m-3-3v6"/>'
        )
        cells += 1
    elif outcome == "running":
        parts.append(_today(day, is_over=day > days))
    return _svg(cells, label, "".join(parts))


@lru_cache(maxsize=64)
def draw_no_clock(days: int) -> SafeString:
    return _svg(days, NO_CLOCK, _rest(0, days))


def _spend(clock: Clock, visits: Sequence[Visit], shown: int) -> list[str | None]:
    """Return the kind of stage that spent each of the first `shown` days."""
    first = clock.started_on.toordinal()

    def day_of(at: datetime | None) -> int | None:
        return at and at.astimezone(clock.zone).date().toordinal() - first + 1

    dated = [(kind, day_of(entered), day_of(left)) for kind, entered, left in visits]
    spent: list[str | None] = []
    for day in range(1, shown + 1):
        kind = None
        for place, (visited, entered, left) in enumerate(reversed(dated)):
            if entered is not None and entered <= day:
                # A visit whose end is unknown may have been over when another followed.
                is_there = place == 0 if left is None else left > day
                kind = visited if is_there else None
                break
        spent.append(kind)
    if shown == clock.day:
        spent[-1] = _stage_at_last(clock, visits)
    return spent


def _stage_at_last(clock: Clock, visits: Sequence[Visit]) -> str | None:
    """Return the kind of stage at the moment where the clock stands."""
    if clock.is_running:
        return visits[-1][0] if visits else None
    for place, (kind, entered, left) in enumerate(reversed(visits)):
        if entered is not None and entered <= clock.stood_at:
            is_there = place == 0 if left is None else left >= clock.stood_at
            return kind if is_there else None
    return None


def _hold(clock: Clock, shown: int) -> list[bool]:
    """Tell for each of the first `shown` days whether a hold lay over its end."""
    held = [False] * shown
    for since, until in clock.held:
        first, last = (
            (at.astimezone(clock.zone).date() - clock.started_on).days + 1 for at in (since, until)
        )
        # A hold that lifts on a day leaves its end free, unless the clock stands there too.
        end = last if until == clock.stood_at else last - 1
        for day in range(max(first, 1), min(end, shown) + 1):
            held[day - 1] = True
    return held


def _say_runs(runs: tuple[Run, ...]) -> str:
    spent = []
    for kind, alike in groupby((run for run in runs if run.kind != OVER), key=lambda run: run.kind):
        stage = "no known stage" if kind is None else COLOURS[kind]
        spent.append(f"{_say_days(sum(run.length for run in alike))} {stage}")
    if held := sum(run.length for run in runs if run.is_held):
        spent.append(f"{_say_days(held)} on hold")
    return ", ".join(spent)


def _say_days(count: int) -> str:
    return f"{count} {'day' if count == 1 else 'days'}"


def _cells(run: Run) -> str:
    x = (run.start - 1) * _PITCH
    cell, y = (_SMALL_CELL, 1) if run.kind == OVER else (_CELL, 0)
    return f"M{x} {y}{cell}" + f"m{_PITCH} 0{cell}" * (run.length - 1)


def _hatch(run: Run) -> str:
    days = range(run.start - 1, run.start - 1 + run.length)
    return "".join(f"M{day * _PITCH} 2{_HATCH}" for day in days)


def _rest(day: int, days: int) -> str:
    """Draw the days still to come, as outlines."""
    if day >= days:
        return ""
    cells = f"m{_PITCH} 0{_EMPTY_CELL}" * (days - day - 1)
    path = f"M{day * _PITCH - 0.5} -.5{_EMPTY_CELL}{cells}"
    return f'<path stroke="var(--line)" stroke-width=".8" d="{path}"/>'


def _today(day: int, *, is_over: bool) -> str:
    y, height = ("-.3", "5.6") if is_over else ("-1.3", "7.6")
    x = (day - 1) * _PITCH - 1.3
    return f'<rect x="{x:.1f}" y="{y}" width="9.6" height="{height}" rx="1.6" stroke="var(--ink)"/>'


def _svg(cells: int, label: str, content: str) -> SafeString:
    # Numbers and words of this module alone: nothing here needs escaping.
    return mark_safe(  # noqa: S308
        f'<svg class="strip" viewBox="-1.8 -1.8 {cells * _PITCH}.6 8.6" fill="none" '
        f'stroke-linejoin="round" role="img" aria-label="{label}">{content}</svg>'
    )
