"""What came of an import of people: for the command, the page and whoever scripts against them."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.people_files.problems import Problem, shown
from pipeline.people_files.reading import PeopleFile
from pipeline.people_imports.rows import Arrivals
from pipeline.people_imports.spool import Spool

MOST_LISTED = 100
NOBODY = Arrivals(0, 0, 0, 0)


class Refusals:
    """Collects what is wrong: lists the first hundred, counts the rest, and the rows."""

    def __init__(self) -> None:
        self.listed: list[Problem] = []
        self.total = self.rows = 0

    def add(self, *problems: Problem) -> None:
        """Add all that is wrong with one row."""
        self.rows += bool(problems)
        self.total += len(problems)
        self.listed += problems[: MOST_LISTED - len(self.listed)]

    def __bool__(self) -> bool:
        return self.total > 0


@dataclass(slots=True)
class Outcome:
    """An import while it runs. `good` counts those who could be imported without the bad rows."""

    is_dry_run: bool
    skips_bad: bool
    refusals: Refusals
    file: PeopleFile | None = None
    arrivals: Arrivals = NOBODY
    good: int = 0
    repeated: int = 0
    notes: list[dict] = field(default_factory=list)
    is_of_another_list: bool = False

    def note_repeated(self, spool: Spool) -> None:
        self.repeated, self.good = spool.again, len(spool)
        for person in spool.repeated[:MOST_LISTED]:
            sentence = f"{shown(person.name)} stands in an earlier row too; that one counts."
            self.notes.append(Problem(person.row, "", sentence, person.file).as_dict())

    def note_kept(self, differing: list[tuple[int, str, str, str]]) -> None:
        for row, what, here, there in differing:
            sentence = f"{shown(here)} is kept; the file says {shown(there)}."
            self.notes.append(Problem(row, what, sentence).as_dict())

    def report(self) -> dict:
        """Return the report; counts are people."""
        return {
            "dry_run": self.is_dry_run,
            "format": self.file.format.value if self.file else "",
            "created": self.arrivals.created,
            "updated": self.arrivals.updated,
            "unchanged": self.arrivals.unchanged,
            "applications": self.arrivals.applications,
            "refused": [problem.as_dict() for problem in self.refusals.listed],
            "refused_unlisted": self.refusals.total - len(self.refusals.listed),
            "refused_rows": self.refusals.rows,
            "skipped": self.refusals.rows if self.skips_bad else 0,
            "good": 0 if self.is_of_another_list else self.good,
            "repeated": self.repeated,
            "notes": self.notes[:MOST_LISTED],
            "left_out": self.file.left_out if self.file else [],
        }


def say_problem(problem: dict) -> str:
    """Say where a problem stands and what it is, in one line."""
    place = problem.get("file") or f"Row {problem['row']}"
    column = f", column {problem['column']}" if problem["column"] else ""
    return f"{place}{column}: {problem['problem']}"


def say_report(report: dict) -> str:
    """Say in a few lines what an import did, or would do."""
    verb = "would be " if report["dry_run"] else ""
    lines = [
        f"People {verb}created: {report['created']:,}",
        f"People {verb}updated: {report['updated']:,}",
        f"People unchanged: {report['unchanged']:,}",
        f"Applications {verb}made: {report['applications']:,}",
    ]
    if report["repeated"]:
        lines.append(f"Rows of people of an earlier row: {report['repeated']:,}")
    if report["skipped"]:
        lines.append(f"Rows skipped: {report['skipped']:,}")
    lines += [say_problem(note) for note in report["notes"]]
    if report["left_out"]:
        lines.append(f"Columns left out: {', '.join(report['left_out'])}.")
    return "\n".join(lines)
