"""Mappings: how the words of an event log are read. A mapping is a TOML file."""

from __future__ import annotations

from collections.abc import Mapping as Table
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from zoneinfo import ZoneInfo

DEFAULT_MAPPING = Path(__file__).resolve().parent / "default_mapping.toml"


class EventKind(StrEnum):
    """What an activity of the log means here."""

    APPLY = "apply"
    STAGE = "stage"
    OFFER = "offer"
    ACCEPT = "accept"
    DECLINE = "decline"
    REJECT = "reject"
    WITHDRAW = "withdraw"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one activity means; `stage` is a stage's name where the kind is STAGE, else empty."""

    kind: EventKind
    stage: str = ""


@dataclass(frozen=True, slots=True)
class Columns:
    """The names of the log's columns; a log without resources leaves that empty."""

    case: str
    activity: str
    time: str
    resource: str = ""

    @property
    def named(self) -> list[str]:
        return [name for name in (self.case, self.activity, self.time, self.resource) if name]


@dataclass(frozen=True, slots=True)
class OpeningPlan:
    """The opening that receives the applications; an empty title takes the file's name."""

    ref: str
    specialization: str
    level: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class StagePlan:
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Mapping:
    """A checked mapping. `meanings` goes by the activity's name without regard to case."""

    source: str
    columns: Columns
    opening: OpeningPlan
    stages: tuple[StagePlan, ...]
    meanings: Table[str, Meaning]
    kept: frozenset[str] = frozenset()
    private: frozenset[str] = frozenset()
    zone: ZoneInfo | None = None
    time_format: str = ""
    delimiter: str = ""
    is_strict: bool = False
    takes_unknown_times: bool = False

    def meaning_of(self, activity: str) -> Meaning | None:
        return self.meanings.get(activity.casefold())
