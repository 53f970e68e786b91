"""The way from an application to an offer, as candidates are told it: steps and their days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.safestring import SafeString

from pipeline.days import today
from pipeline.models import Opening, StageKind
from pipeline.models.processes import MIDDLE_KINDS, StageShape
from pipeline.strips import Run, draw


@dataclass(frozen=True)
class Step:
    """A stage as the public may know it: never its aim, its gate or who sits in it."""

    name: str
    kind: str
    length: str
    days: str


@dataclass(frozen=True)
class Way:
    """All steps; `strip` is empty where the stages do not say their days, or too many."""

    steps: tuple[Step, ...]
    days: int
    due_on: date
    strip: SafeString


def way_of(opening: Opening) -> Way:
    """Return the way of somebody who applies today (one query)."""
    stages = list(opening.stages.filter(kind__in=MIDDLE_KINDS))
    days = opening.clock_days
    return Way(
        tuple(_steps(stages, days)), days, today() + timedelta(days=days - 1), _draw(stages, days)
    )


def _steps(stages: Sequence[StageShape], days: int):
    """Days are told as far as they are known, and none that lies beyond the promise."""
    first: int | None = 1
    for stage in stages:
        last = first and stage.target_days and first + stage.target_days - 1
        last = last if last and last <= days else None
        yield Step(stage.name, stage.kind, say_length(stage), _say_days(first, last))
        first = None if last is None else last + 1


def _say_days(first, last):
    if last is None:
        return ""
    return f"day {first}" if first == last else f"days {first}–{last}"


def say_length(stage: StageShape) -> str:
    """Say how long a stage takes: "30–45 min", and whole hours from two on: "4–6 hours"."""
    ends = [end for end in (stage.minutes_low, stage.minutes_high) if end]
    if not ends or any(end % 60 or end < 120 for end in ends):
        return stage.minutes_words
    hours = [end // 60 for end in ends]
    if len(hours) == 1:
        return f"{'from' if stage.minutes_low else 'up to'} {hours[0]} hours"
    return f"{hours[0]} hours" if hours[0] == hours[1] else f"{hours[0]}–{hours[1]} hours"


def _draw(stages, days):
    spans = [stage.target_days or 0 for stage in stages]
    if not stages or not all(spans) or sum(spans) > days:
        return SafeString()
    runs, start = [], 1
    for stage, span in zip(stages, spans, strict=True):
        runs.append(Run(stage.kind, start, span, is_held=False))
        start += span
    if start <= days:
        runs.append(Run(StageKind.OFFER.value, start, days - start + 1, is_held=False))
    return draw(tuple(runs), day=days, days=days, outcome="offered")
