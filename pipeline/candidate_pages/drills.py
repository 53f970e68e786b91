"""How to prepare for the rounds to come: shipped with the release, by round and by level."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.candidate_pages.process import Step
from pipeline.models import Level, StageKind
from pipeline.starting import read_starter

ASKED_NOTHING = (StageKind.INBOX, StageKind.OFFER, StageKind.HIRED)


@dataclass(frozen=True)
class Round:
    """What one kind of interview asks, what to practise for it, and what suits the level."""

    title: str
    what: str
    drills: tuple[str, ...]
    at_level: str


@dataclass(frozen=True)
class Preparation:
    """A step to come, with the rounds that it holds."""

    step: Step
    rounds: tuple[Round, ...]


@dataclass(frozen=True)
class LevelAdvice:
    """What counts at a level, and what people fall into there."""

    counts: str
    trap: str


def preparations_for(steps: Sequence[Step], level: Level) -> list[Preparation]:
    """Return how to prepare for the present step and those ahead that ask something.

    A level of the company's own reads what all levels do.
    """
    ahead = [step for step in steps if step.place != "past"]
    coming = [step for step in ahead if step.stage.kind not in ASKED_NOTHING]
    prepared = [Preparation(step, _rounds(step.stage, level)) for step in coming]
    return [preparation for preparation in prepared if preparation.rounds]


def advice_for(level: Level) -> LevelAdvice | None:
    row = _drills()["levels"].get(level.key)
    return LevelAdvice(**row) if row else None


def week_plan() -> list[str]:
    """Return a week of preparing, a line for some days."""
    return _drills()["week"]


def better_left() -> list[str]:
    """Return what does not help."""
    return _drills()["leave"]


def _rounds(stage, level):
    rows = {row["kind"]: row for row in _drills()["rounds"]}
    found = [(kind, rows[kind.value]) for kind in stage.interview_kinds if kind.value in rows]
    return tuple(
        Round(kind.label, row["what"], tuple(row["drills"]), row["levels"].get(level.key, ""))
        for kind, row in found
    )


@cache
def _drills():
    return read_starter("drills")
