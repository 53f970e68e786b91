"""What came of an import: for the command, the page and whoever scripts against them."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from pipeline.event_logs.known import Recorded
from pipeline.event_logs.mapping_files import UnusableMapping
from pipeline.event_logs.planning import Plan
from pipeline.event_logs.problems import Problem, Problems, RefusedLog
from pipeline.event_logs.reading import Log
from pipeline.models import PlacedAs

PLACED = (PlacedAs.MOVE, PlacedAs.OFFER)


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Events that are no step of their own, with the reason that they share."""

    activity: str
    events: int
    kept_as: str
    why: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One activity of the source: how many events are recorded, in how many cases."""

    activity: str
    events: int
    cases: int
    placed: dict[str, int]


def report_of(plan: Plan, log: Log, *, is_dry_run: bool) -> dict:
    """Return the report of an import that went through, or would; counts are applications.

    `placed`, `unplaced` and `figures` count all recorded events of the source, so that two
    runs of one file say the same.
    """
    return {
        "dry_run": is_dry_run,
        "created": len(plan.new_applications),
        "updated": len(plan.changed_applications),
        "unchanged": plan.unchanged,
        "refused": [],
        "refused_unlisted": 0,
        "events": {"read": log.size, "new": len(plan.events), "recorded": len(plan.recorded)},
        "placed": dict(sorted(Counter(row.placed_as for row in plan.recorded).items())),
        "unplaced": [_as_dict(row) for row in unplaced_of(plan.recorded)],
        "figures": [_as_dict(row) for row in figures_of(plan.recorded)],
        "left_out": log.left_out,
        "opening": {
            "ref": plan.receiver.opening.ref,
            "title": plan.receiver.opening.title,
            "is_new": plan.receiver.is_new,
        },
    }


def refusal_of(error: RefusedLog | UnusableMapping, *, is_dry_run: bool) -> dict:
    """Return the report of an import that changed nothing, for the reasons in `error`."""
    if isinstance(error, UnusableMapping):
        problems = Problems()
        for sentence in error.problems:
            problems.add(0, "", f"Mapping: {sentence}")
    else:
        problems = error.problems
    return {
        "dry_run": is_dry_run,
        "created": 0,
        "updated": 0,
        "unchanged": 0,
        "refused": problems.as_list(),
        "refused_unlisted": problems.unlisted,
    }


def unplaced_of(recorded: list[Recorded]) -> list[Unplaced]:
    """Return the events that are no step, by activity and reason, most first."""
    counts = Counter(
        (row.activity, row.placed_as, row.why) for row in recorded if row.placed_as not in PLACED
    )
    rows = [
        Unplaced(activity, count, str(placed_as), why)
        for (activity, placed_as, why), count in counts.items()
    ]
    return sorted(rows, key=lambda row: (-row.events, row.activity, row.why))


def figures_of(recorded: list[Recorded]) -> list[Figure]:
    """Return the figures of each activity, the most frequent first."""
    cases, placed = defaultdict(set), defaultdict(Counter)
    for row in recorded:
        cases[row.activity].add(row.case)
        placed[row.activity][str(row.placed_as)] += 1
    figures = [
        Figure(activity, counts.total(), len(cases[activity]), dict(sorted(counts.items())))
        for activity, counts in placed.items()
    ]
    return sorted(figures, key=lambda figure: (-figure.events, figure.activity))


def say_problem(problem: Problem | dict) -> str:
    """Say where a problem stands and what it is, in one line."""
    row = problem if isinstance(problem, dict) else _as_dict(problem)
    if not row["row"]:
        return row["problem"]
    column = f", column {row['column']}" if row["column"] else ""
    return f"Row {row['row']}{column}: {row['problem']}"


def _as_dict(row) -> dict:
    return {name: getattr(row, name) for name in row.__dataclass_fields__}


def say_report(report: dict) -> str:
    """Say in a few lines what an import did, or would do."""
    verb = "would be " if report["dry_run"] else ""
    events, placed = report["events"], report["placed"]
    steps = sum(placed.get(kind, 0) for kind in PLACED)
    lines = [
        f"Applications {verb}created: {report['created']:,}",
        f"Applications {verb}updated: {report['updated']:,}",
        f"Applications unchanged: {report['unchanged']:,}",
        f"Events read: {events['read']:,}, {events['new']:,} of them new",
        f"Events recorded: {events['recorded']:,}, {steps:,} of them steps and offers; the others:",
    ]
    lines += [
        f"  {row['events']:,} × {row['activity']}: {row['why']}" for row in report["unplaced"]
    ]
    if report["left_out"]:
        lines.append(f"Columns left out: {', '.join(report['left_out'])}.")
    return "\n".join(lines)
