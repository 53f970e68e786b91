"""From the rows of a spreadsheet to people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, tzinfo

from pipeline.people_files.checks import (
    LONGEST_WORDS,
    NO_TEXT,
    links_in,
    problem_with,
    read_moment,
    read_month,
)
from pipeline.people_files.columns import Field
from pipeline.people_files.person import Job, Person
from pipeline.people_files.problems import Problem, UnreadableFile, shown
from pipeline.people_files.sheets import MOST_ROWS, Rows

_JOB = (Field.EMPLOYER, Field.TITLE, Field.STARTED, Field.ENDED)
_CHECKED = (("email", Field.EMAIL), ("phone", Field.PHONE), ("location", Field.LOCATION))


class Sheet:
    """The rows of a file, read by what its columns mean; times without a zone are of `zone`."""

    def __init__(
        self, header: Sequence[str], columns: Sequence[Field | None], zone: tzinfo = UTC
    ) -> None:
        self.header, self.zone = header, zone
        self.place = {field: at for at, field in enumerate(columns) if field}
        self.links = [at for at, field in enumerate(columns) if field == Field.LINK]
        self.has_jobs = any(field in self.place for field in _JOB)

    def people(self, rows: Rows) -> Iterator[Person | list[Problem]]:
        """Yield each row's person, or all that is wrong with the row. Raises UnreadableFile."""
        for count, (line, cells) in enumerate(rows):
            if count >= MOST_ROWS:
                raise UnreadableFile(
                    f"The file has more than {MOST_ROWS:,} rows; split it.", row=line
                )
            yield self._ragged(line, cells) or self._person(line, cells)

    def _ragged(self, line: int, cells: Sequence[str]) -> list[Problem]:
        wide = len(self.header)
        if len(cells) > wide and any(cells[wide:]):
            sentence = f"The row has {len(cells):,} fields where the header has {wide}."
            return [Problem(line, f"column {wide + 1}", sentence)]
        if NO_TEXT.search("".join(cells[:wide])):
            return [
                Problem(line, name, f"{shown(cell)} has a character that is no text.")
                for name, cell in zip(self.header, cells, strict=False)
                if NO_TEXT.search(cell)
            ]
        return []

    def _person(self, line: int, cells: Sequence[str]) -> Person | list[Problem]:
        problems: list[Problem] = []
        person = Person(line, name=self._name(cells))
        if wrong := problem_with("name", person.name):
            problems.append(Problem(line, self._name_column(), wrong))
        for what, field in _CHECKED:
            if text := self._text(cells, field):
                if wrong := problem_with(what, text):
                    problems.append(Problem(line, self._heading(field), wrong))
                setattr(person, what, text)
        if self.links:
            person.links = links_in([cells[at] for at in self.links if at < len(cells)])
        if self.has_jobs:
            person.jobs = self._jobs(line, cells, problems)
        person.own_id = self._text(cells, Field.OWN_ID)[:LONGEST_WORDS]
        if applied := self._text(cells, Field.APPLIED):
            self._set_applied(person, applied, problems)
        return problems or person

    def _name(self, cells: Sequence[str]) -> str:
        if Field.NAME in self.place:
            return self._text(cells, Field.NAME)
        first, last = self._text(cells, Field.FIRST_NAME), self._text(cells, Field.LAST_NAME)
        return f"{first} {last}".strip()

    def _jobs(self, line: int, cells: Sequence[str], problems: list[Problem]) -> tuple[Job, ...]:
        employer, title = (
            self._text(cells, field)[:LONGEST_WORDS] for field in (Field.EMPLOYER, Field.TITLE)
        )
        started, _ = self._month(line, cells, Field.STARTED, problems)
        ended, is_current = self._month(line, cells, Field.ENDED, problems)
        if not (employer or title):
            return ()
        return (Job(employer, title, started, ended, is_current),)

    def _month(self, line, cells, field, problems) -> tuple[str, bool]:
        if not (text := self._text(cells, field)):
            return "", False
        if found := read_month(text):
            return found
        sentence = f"{shown(text)} is not a month such as 2018-09, nor a year."
        problems.append(Problem(line, self._heading(field), sentence))
        return "", False

    def _set_applied(self, person: Person, text: str, problems: list[Problem]) -> None:
        person.applied_at = read_moment(text, zone=self.zone)
        if person.applied_at is None:
            sentence = f"{shown(text)} is not a date such as 2026-03-31."
            problems.append(Problem(person.row, self._heading(Field.APPLIED), sentence))

    def _text(self, cells: Sequence[str], field: Field) -> str:
        at = self.place.get(field)
        return " ".join(cells[at].split()) if at is not None and at < len(cells) else ""

    def _heading(self, field: Field) -> str:
        return self.header[self.place[field]]

    def _name_column(self) -> str:
        names = (Field.NAME, Field.FIRST_NAME, Field.LAST_NAME)
        return next(self._heading(field) for field in names if field in self.place)
