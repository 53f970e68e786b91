"""Reading an event log: every row is checked before anything is done with any."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from pipeline.event_logs.mapping_files import DELIMITERS
from pipeline.event_logs.mappings import Mapping
from pipeline.event_logs.problems import Problems, RefusedLog, refuse, shown
from pipeline.event_logs.times import UnreadableTime, read_time

MOST_EVENTS = 200_000
ROWS_PER_PROGRESS = 20_000
LONGEST = {"case": 100, "activity": 120, "resource": 160}
BAD_CHARACTERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\udc80-\udcff]")


@dataclass(frozen=True, slots=True)
class Event:
    """One row of the log. `digest` names it within its case, wherever it stands in the file."""

    line: int
    case: str
    activity: str
    resource: str
    happened_at: datetime | None
    digest: str


@dataclass(frozen=True, slots=True)
class Log:
    """A log without a fault: its events by case, in the order of the file.

    `attributes` are those kept, by case; `left_out` are the columns that nobody asked for.
    """

    events: dict[str, list[Event]]
    attributes: dict[str, dict[str, str]]
    left_out: list[str]

    @property
    def size(self) -> int:
        return sum(len(events) for events in self.events.values())


@dataclass(slots=True)
class _Reader:
    """The rows read so far, and what is wrong with them."""

    mapping: Mapping
    header: list[str]
    now: datetime
    problems: Problems
    events: dict[str, list[Event]] = field(default_factory=lambda: defaultdict(list))
    attributes: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    seen: Counter = field(default_factory=Counter)

    def take(self, line: int, cells: list[str]) -> None:
        """Check one row and keep its event, or note what is wrong with it."""
        before = self.problems.total
        if len(cells) != len(self.header):
            self._note_ragged(line, cells)
            return
        row = dict(zip(self.header, map(str.strip, cells), strict=True))
        self._note_bad_characters(line, row)
        columns = self.mapping.columns
        case = self._text(line, row, "case", columns.case)
        activity = self._text(line, row, "activity", columns.activity)
        resource = ""
        if columns.resource:
            resource = self._text(line, row, "resource", columns.resource, is_required=False)
        happened_at = self._time(line, row)
        self._note_stranger(line, activity)
        if self.problems.total == before:
            self._keep(line, row, case, activity, resource, happened_at)

    def _keep(self, line, row, case, activity, resource, happened_at):
        time = happened_at.isoformat() if happened_at else ""
        words = (case, activity, time, resource)
        self.seen[words] += 1
        words = "\x1f".join((*words, str(self.seen[words])))
        digest = hashlib.blake2b(words.encode(), digest_size=16).hexdigest()
        self.events[case].append(Event(line, case, activity, resource, happened_at, digest))
        for name in self.mapping.kept:
            if row.get(name):
                self.attributes[case].setdefault(name, row[name])

    def _note_ragged(self, line, cells):
        wanted, found = len(self.header), len(cells)
        column = self.header[found] if found < wanted else f"column {wanted + 1}"
        sentence = f"The row has {found} fields where the header has {wanted}."
        self.problems.add(line, column, sentence)

    def _note_bad_characters(self, line, row):
        for name, cell in row.items():
            if BAD_CHARACTERS.search(cell):
                sentence = f"{shown(cell)} has a character that is no text; save it as UTF-8."
                self.problems.add(line, name, sentence)

    def _text(self, line, row, what, column, *, is_required=True):
        text = row[column]
        if is_required and not text:
            self.problems.add(line, column, f"The {what} is empty.")
        if len(text) > LONGEST[what]:
            sentence = f"{shown(text)} is longer than {LONGEST[what]} characters."
            self.problems.add(line, column, sentence)
        return text

    def _time(self, line, row):
        column = self.mapping.columns.time
        if not row[column]:
            if not self.mapping.takes_unknown_times:
                sentence = "The time is empty. Where times are unknown, allow it in the mapping: "
                self.problems.add(line, column, f"{sentence}unknown_times = true below [log].")
            return None
        try:
            return read_time(
                row[column],
                now=self.now,
                zone=self.mapping.zone,
                pattern=self.mapping.time_format,
            )
        except UnreadableTime as error:
            self.problems.add(line, column, str(error))
            return None

    def _note_stranger(self, line, activity):
        if self.mapping.is_strict and activity and not self.mapping.meaning_of(activity):
            sentence = f"The mapping does not know the activity {shown(activity)}."
            self.problems.add(line, self.mapping.columns.activity, sentence)


def read_log(
    data: bytes, mapping: Mapping, *, now: datetime, on_progress: Callable[[], None] = lambda: None
) -> Log:
    """Return the events of a CSV file. Raises RefusedLog with all that is wrong with it.

    `on_progress` is called now and then, for whoever has to say that they are still at it.
    """
    text, problems = _text_of(data), Problems()
    rows = _rows(text, mapping.delimiter or _delimiter(text, mapping), problems)
    header = _header(next(rows, (1, [])), mapping, problems)
    reader = _Reader(mapping, header, now, problems)
    for number, (line, cells) in enumerate(rows):
        if number >= MOST_EVENTS:
            raise refuse(line, "", f"The file has more than {MOST_EVENTS:,} events; split it.")
        if number % ROWS_PER_PROGRESS == 0:
            on_progress()
        reader.take(line, cells)
    if problems:
        raise RefusedLog(problems)
    if not reader.events:
        raise refuse(2, "", "The file has a header and no events.")
    left_out = [name for name in header if name not in mapping.columns.named]
    left_out = [name for name in left_out if name not in mapping.kept]
    return Log(dict(reader.events), dict(reader.attributes), left_out)


def _text_of(data: bytes) -> str:
    """Decode UTF-8, with or without a mark; foreign bytes stay, for their row to be named."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise refuse(1, "", "The file is UTF-16; save it as UTF-8.")
    text = data.decode("utf-8-sig", errors="surrogateescape")
    if not text.strip():
        raise refuse(1, "", "The file is empty.")
    return text


def _delimiter(text: str, mapping: Mapping) -> str:
    """Return the one that yields most of the mapping's columns; a comma where none does."""
    first = next((line for line in text.splitlines() if line.strip()), "")

    def columns_found(delimiter):
        names = {name.strip() for name in next(csv.reader([first], delimiter=delimiter), [])}
        return len(names.intersection(mapping.columns.named))

    return max(DELIMITERS, key=columns_found)


def _rows(text: str, delimiter: str, problems: Problems) -> Iterator[tuple[int, list[str]]]:
    """Yield each row that is not blank with the line it begins on.

    Where a row is no CSV, nothing after it can be told apart: that is noted, and is the end.
    """
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    header, line = None, 1
    try:
        for cells in lines:
            if any(cell.strip() for cell in cells):
                header = header or cells
                yield line, cells
            line = lines.line_num + 1
    except csv.Error as error:
        cells = text.splitlines()[line - 1].split(delimiter)
        number = next((number for number, cell in enumerate(cells) if '"' in cell), 0)
        column = header[number].strip() if header and number < len(header) else ""
        problems.add(line, column, f"The row cannot be read as CSV: {error}.")


def _header(first: tuple[int, list[str]], mapping: Mapping, problems: Problems) -> list[str]:
    line, names = first
    names = [name.strip() for name in names]
    for name, count in Counter(names).items():
        if count > 1:
            what = shown(name) if name else "without a name"
            problems.add(line, name, f"The header has {count} columns {what}.")
    for name in mapping.columns.named:
        if name not in names:
            there = ", ".join(shown(name) for name in names[:12])
            problems.add(line, name, f"There is no column {shown(name)}; there are {there}.")
    if problems:
        raise RefusedLog(problems)
    return names
