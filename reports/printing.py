"""Reports for other programs: plain values that become JSON, or lines of text."""

from collections.abc import Callable
from types import MappingProxyType

from reports.funnel import OUTCOMES, read_funnel
from reports.pace import read_pace, read_times
from reports.quantiles import Spread
from reports.scopes import Scope
from reports.shares import Share


def funnel(scope: Scope) -> dict:
    """{"stages": [{"stage", "kind", "entered", "passed", …, "conversion"}], "offers", "hired"}"""
    lanes = [time.lane for time in read_times(scope)]
    pace = read_pace(scope)
    stages = [
        {"stage": stage.lane.name, "kind": stage.lane.kind}
        | {name: getattr(stage, name) for name in OUTCOMES}
        | {"conversion": _share(stage.conversion)}
        for stage in read_funnel(scope, lanes)
    ]
    return {"stages": stages, "offers": pace.offers, "hired": pace.hired}


def pace(scope: Scope) -> dict:
    """{"stages": [{"stage", "kind", "n", "median_days", "quartiles", "unknown"}], "to_offer", …}"""
    read = read_pace(scope)
    stages = [
        {"stage": time.lane.name, "kind": time.lane.kind}
        | _spread(time.days)
        | {"unknown": time.unknown}
        for time in read_times(scope)
    ]
    to_offer = _spread(read.to_offer) | {"unknown": read.untimed}
    return {"stages": stages, "to_offer": to_offer, "inside": _share(read.share_inside)}


REPORTS: MappingProxyType[str, Callable[[Scope], dict]] = MappingProxyType(
    {"funnel": funnel, "pace": pace}
)
"""By the name that `manage.py report` takes."""


def as_text(report: dict) -> str:
    """Return the stages as a table and the rest as lines, for reading in a terminal."""
    heads = [name for name in report["stages"][0] if name != "kind"] if report["stages"] else []
    rows = [heads, *([_say(stage[name]) for name in heads] for stage in report["stages"])]
    widths = [max(len(row[place]) for row in rows) for place in range(len(heads))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
    others = [f"{name}: {_say(value)}" for name, value in report.items() if name != "stages"]
    return "\n".join([*lines, *others])


def _share(share: Share) -> dict:
    low, high = share.interval or (None, None)
    return {"part": share.part, "n": share.n, "share": share.value, "low": low, "high": high}


def _spread(days: Spread) -> dict:
    return {"n": days.n, "median_days": days.median, "quartiles": [days.low, days.high]}


def _say(value) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {_say(each)}" for name, each in value.items())
    if isinstance(value, list):
        return "–".join(_say(each) for each in value)
    if value is None:
        return "unknown"
    return f"{value:.2f}" if isinstance(value, float) else str(value)
