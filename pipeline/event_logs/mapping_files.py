"""Reading a mapping file, and saying all that is wrong with it at once."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from pipeline.event_logs.mappings import (
    Columns,
    EventKind,
    Mapping,
    Meaning,
    OpeningPlan,
    StagePlan,
)
from pipeline.models.processes import MIDDLE_KINDS

DELIMITERS = (",", ";", "\t", "|")
REF = re.compile(r"[-a-zA-Z0-9_]{1,40}\Z")

# A table is a dict, a list has one element, and a type is itself.
SHAPE: dict[str, Any] = {
    "source": str,
    "log": {
        "time_zone": str,
        "time_format": str,
        "delimiter": str,
        "strict": bool,
        "unknown_times": bool,
    },
    "columns": {"case": str, "activity": str, "time": str, "resource": str},
    "attributes": {"keep": [str], "private": [str]},
    "opening": {"ref": str, "title": str, "specialization": str, "level": str},
    "stages": [{"name": str, "kind": str, "activities": [str]}],
    "activities": {kind.value: [str] for kind in EventKind if kind != EventKind.STAGE},
}
REQUIRED = [
    ("source",),
    ("columns", "case"),
    ("columns", "activity"),
    ("columns", "time"),
    ("opening", "ref"),
    ("opening", "specialization"),
    ("opening", "level"),
    ("stages",),
]
WORDS = {str: "a text in quotes", bool: "true or false"}


class UnusableMapping(Exception):
    """`problems` are sentences, all that are wrong with the mapping."""

    def __init__(self, problems: list[str]):
        super().__init__(" ".join(problems))
        self.problems = problems


def read_mapping(text: str) -> Mapping:
    """Return the mapping written in `text` (TOML). Raises UnusableMapping."""
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UnusableMapping([f"The mapping is not valid TOML: {error}."]) from None
    problems = [*_misshapen(given, SHAPE, ""), *_missing(given)]
    problems = problems or [*_bad_values(given), *_bad_stages(given), *_said_twice(given)]
    if problems:
        raise UnusableMapping(problems)
    return _built(given)


def _misshapen(given, shape, where):
    """Yield a sentence for each setting that is unknown or of the wrong type."""
    if isinstance(shape, dict):
        if not isinstance(given, dict):
            yield f"“{where}” is a table: write [{where}]."
            return
        for name, value in given.items():
            place = f"{where}.{name}" if where else name
            if name not in shape:
                yield f"“{place}” is no setting; known here are {', '.join(shape)}."
            else:
                yield from _misshapen(value, shape[name], place)
    elif isinstance(shape, list):
        if not isinstance(given, list):
            yield f"“{where}” is a list: write it in square brackets."
            return
        for value in given:
            yield from _misshapen(value, shape[0], where)
    elif not isinstance(given, shape):
        yield f"“{where}” is {WORDS[shape]}, not {given!r}."


def _missing(given):
    for names in REQUIRED:
        value = given
        for name in names:
            value = value.get(name) if isinstance(value, dict) else None
        if not value or (isinstance(value, str) and not value.strip()):
            yield f"“{'.'.join(names)}” is missing."


def _bad_values(given):
    log, attributes = given.get("log", {}), given.get("attributes", {})
    if len(given["source"]) > 80:
        yield "“source” is longer than 80 characters."
    if not REF.match(given["opening"]["ref"]):
        yield "“opening.ref” takes up to 40 letters, digits and hyphens."
    if len(given["opening"].get("title", "")) > 160:
        yield "“opening.title” is longer than 160 characters."
    if "time_zone" in log and log["time_zone"] not in available_timezones():
        yield f"“{log['time_zone']}” is no time zone; write one like Europe/Berlin."
    if log.get("delimiter", ",") not in DELIMITERS:
        yield "“log.delimiter” is a comma, a semicolon, a tab or a bar."
    for name in sorted(set(attributes.get("keep", [])) & set(attributes.get("private", []))):
        yield f"“{name}” is private and cannot be kept as well."


def _bad_stages(given):
    for stage in given["stages"]:
        name = stage.get("name", "").strip()
        if not name or len(name) > 80:
            yield "Each stage has a name of up to 80 characters."
        if stage.get("kind") not in MIDDLE_KINDS:
            kinds = ", ".join(kind.value for kind in MIDDLE_KINDS)
            yield f"Stage “{name}”: kind “{stage.get('kind', '')}” is none of {kinds}."


def _said_twice(given):
    names = Counter(stage.get("name", "").strip().casefold() for stage in given["stages"])
    yield from (f"There are two stages “{name}”." for name, count in names.items() if count > 1)
    activities = Counter(activity.casefold() for activity, _ in _meanings(given))
    for activity, count in activities.items():
        if count > 1:
            yield f"The activity “{activity}” is mapped {count} times."


def _meanings(given):
    for stage in given["stages"]:
        for activity in stage.get("activities", []):
            yield activity.strip(), Meaning(EventKind.STAGE, stage["name"].strip())
    for kind, activities in given.get("activities", {}).items():
        for activity in activities:
            yield activity.strip(), Meaning(EventKind(kind))


def _built(given) -> Mapping:
    log, attributes = given.get("log", {}), given.get("attributes", {})
    return Mapping(
        source=given["source"].strip(),
        columns=Columns(**given["columns"]),
        opening=OpeningPlan(**given["opening"]),
        stages=tuple(StagePlan(row["name"].strip(), row["kind"]) for row in given["stages"]),
        meanings={activity.casefold(): meaning for activity, meaning in _meanings(given)},
        kept=frozenset(attributes.get("keep", [])),
        private=frozenset(attributes.get("private", [])),
        zone=ZoneInfo(log["time_zone"]) if "time_zone" in log else None,
        time_format=log.get("time_format", ""),
        delimiter=log.get("delimiter", ""),
        is_strict=log.get("strict", False),
        takes_unknown_times=log.get("unknown_times", False),
    )
