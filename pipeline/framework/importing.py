"""Taking in a framework from a file or a request, whole or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from config.records.audit import acting
from pipeline.framework.arranging import arrange
from pipeline.framework.editing import Documents, Written, write_framework
from pipeline.framework.history import EntryChange, changes_between
from pipeline.framework.problems import FrameworkProblems, Problem
from pipeline.framework.yaml_files import FrameworkFile, UnreadableFramework, read_framework

MOST_LISTED = 100
"""Refusals that a report lists; it counts the others."""


@dataclass(frozen=True)
class Refusal:
    """What is wrong at a row and a column of a file, both counted from 1.

    `where` is the same place in the document, "criteria[2].skill"; empty for the file itself.
    """

    row: int
    column: int
    where: str
    sentence: str

    @property
    def problem(self) -> str:
        return f"{self.where}: {self.sentence}" if self.where else self.sentence

    def as_dict(self) -> dict:
        return {"row": self.row, "column": self.column, "problem": self.problem}

    def __str__(self):
        return f"{self.row}:{self.column} {self.problem}"


class RefusedFile(Exception):
    """The file cannot be taken in; nothing was written."""

    def __init__(self, refusals: Sequence[Refusal]):
        super().__init__("\n".join(map(str, refusals[:3])))
        self.refusals = list(refusals)


@dataclass(frozen=True)
class TakenIn:
    """What taking documents in did, or would do: counts, and what changed entry by entry."""

    written: Written
    changes: list[EntryChange]


def import_file(content: bytes, *, by, **options) -> TakenIn:
    """Make the framework read as the YAML in `content` says; see `take_in` for the options.

    Raises RefusedFile, and nothing else for whatever the file holds.
    """
    try:
        file = read_framework(content)
    except UnreadableFramework as error:
        raise RefusedFile([Refusal(error.row, error.column, "", str(error))]) from error
    try:
        return take_in(file.documents, by=by, **options)
    except FrameworkProblems as error:
        raise RefusedFile(_refusals(error.problems, file)) from error


def take_in(
    documents: Documents,
    *,
    by,
    note: str = "",
    is_dry_run: bool = False,
    at_version: int | None = None,
) -> TakenIn:
    """Make the entries read, and stand in order, as `documents` say; return what that changed.

    All of it is one version, or none where nothing changes. A dry run writes nothing; its
    version is the one that would have come. Raises FrameworkProblems, and StaleFramework where
    the framework is no longer `at_version`.
    """
    with acting(by):
        written = write_framework(documents, by=by, note=note, at_version=at_version)
        arrange(documents)
        changes = _changes(written)
        if is_dry_run:
            transaction.set_rollback(True)
    return TakenIn(written, changes)


def report_of(taken: TakenIn, *, is_dry_run: bool) -> dict:
    """Return the report of what was taken in, or would be."""
    version = taken.written.version
    return {
        "dry_run": is_dry_run,
        "version": version.number if version and not is_dry_run else None,
        "created": taken.written.created,
        "updated": taken.written.updated,
        "unchanged": taken.written.unchanged,
        "refused": [],
        "refused_unlisted": 0,
    }


def refusal_report(error: RefusedFile, *, is_dry_run: bool) -> dict:
    """Return the report of a file that changed nothing, and why."""
    return {
        "dry_run": is_dry_run,
        "version": None,
        "created": 0,
        "updated": 0,
        "unchanged": 0,
        "refused": [refusal.as_dict() for refusal in error.refusals[:MOST_LISTED]],
        "refused_unlisted": max(0, len(error.refusals) - MOST_LISTED),
    }


def _changes(written):
    if written.version is None:
        return []
    return changes_between(written.version.number - 1, written.version.number)


def _refusals(problems: Sequence[Problem], file: FrameworkFile) -> list[Refusal]:
    """Return the problems where they stand in the file, from its top."""
    refusals = (
        Refusal(*file.place_of(problem), problem.where, problem.sentence) for problem in problems
    )
    return sorted(refusals, key=lambda refusal: (refusal.row, refusal.column))
