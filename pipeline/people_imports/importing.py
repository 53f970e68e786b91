"""Importing people from a file, whole or not at all. The command and the worker both call this."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from typing import Any

from django.db import IntegrityError, connection
from django.utils import timezone

from config.records.audit import acting
from config.records.crashes import crash_point
from pipeline.event_logs.importing import ImportRunning, take_turn
from pipeline.models import Opening
from pipeline.people_due import wake_keepers
from pipeline.people_files.columns import Field
from pipeline.people_files.person import Person
from pipeline.people_files.problems import Problem, UnreadableFile
from pipeline.people_files.reading import Format, PeopleFile, open_file
from pipeline.people_imports.documents import keep_documents
from pipeline.people_imports.reports import Outcome, Refusals
from pipeline.people_imports.rows import (
    count_arrivals,
    differences,
    receive,
    strangers,
    write_arrivals,
)
from pipeline.people_imports.spool import Spool

ROWS_PER_PROGRESS = 2_000
MOST_LISTED = 100
CHANGED_MEANWHILE = "Somebody changed these people at the same moment. Try again."

Settle = Callable[[dict], None]
"""Notes the report in the transaction that writes."""


class RefusedPeople(Exception):
    """The file was not imported, and nothing of it was; `report` says why."""

    def __init__(self, report: dict) -> None:
        super().__init__(f"{len(report['refused'])} problems")
        self.report = report


def import_people(
    data: bytes,
    *,
    filename: str,
    opening: Opening,
    by,
    format: str = Format.AUTO,  # noqa: A002 - as the command calls it
    columns: list[str] | None = None,
    is_dry_run: bool = False,
    skips_bad: bool = False,
    on_progress: Callable[[], None] = lambda: None,
    on_read: Callable[[Person], Any] = lambda person: None,
    settle: Settle = lambda report: None,
) -> dict:
    """Import the people of a file into the inbox of `opening`; return the report.

    All is read and checked before anything is written; all writing, and `settle`, is one
    transaction. Where a row is bad nothing is imported, unless `skips_bad`. Who was imported
    before only gets what was blank. `on_read` is shown everybody who could be read.
    Raises RefusedPeople and ImportRunning, and then nothing has changed.
    """
    refusals, now = Refusals(), timezone.now()
    outcome = Outcome(is_dry_run=is_dry_run, skips_bad=skips_bad, refusals=refusals)
    try:
        file = open_file(
            data, filename, format=format, columns=columns, zone=timezone.get_current_timezone()
        )
        outcome.file = file
        spool = Spool(str(opening.pk))
        with closing(spool):
            _read(file, spool, refusals, now, on_progress, on_read)
            outcome.note_repeated(spool)
            crash_point("import.read")
            on_progress()
            if refusals and not skips_bad:
                raise RefusedPeople(outcome.report())
            return _write(data, filename, spool, outcome, opening, now, settle, by=by)
    except UnreadableFile as error:
        refusals.add(error.problem)
        raise RefusedPeople(outcome.report()) from None


def _read(file: PeopleFile, spool: Spool, refusals, now: datetime, on_progress, on_read) -> None:
    pace = 1 if file.format == Format.RESUME else ROWS_PER_PROGRESS
    for number, found in enumerate(file.people()):
        if number % pace == 0:
            on_progress()
        if isinstance(found, Person) and found.applied_at and found.applied_at > now:
            sentence = "This date lies in the future. Nobody can have applied then."
            found = [Problem(found.row, file.heading(Field.APPLIED), sentence)]
        if isinstance(found, Person):
            spool.add(found)
            on_read(found)
        else:
            refusals.add(*found)


def _write(data, filename, spool, outcome, opening, now, settle, *, by) -> dict:
    try:
        with acting(by):
            take_turn()
            receive(spool, opening)
            _refuse_strangers(outcome)
            outcome.arrivals = count_arrivals()
            outcome.note_kept(differences(MOST_LISTED))
            if not outcome.is_dry_run:
                write_arrivals(opening, now=now)
                wake_keepers()
                if outcome.file.keeps_files:
                    keep_documents(data, filename, by=by)
            report = outcome.report()
            settle(report)
            crash_point("import.written")
    except IntegrityError as error:
        if connection.in_atomic_block:
            raise
        raise ImportRunning(CHANGED_MEANWHILE) from error
    return report


def _refuse_strangers(outcome: Outcome) -> None:
    """A number of a spreadsheet that is another person's here says that it is another list's."""
    for row, name in strangers(MOST_LISTED):
        sentence = (
            f"This number belongs to {name} here. Leave the column of numbers out, "
            "or put the row right."
        )
        outcome.refusals.add(Problem(row, outcome.file.heading(Field.OWN_ID), sentence))
        outcome.is_of_another_list = True
    if outcome.is_of_another_list:
        raise RefusedPeople(outcome.report())
