"""Problems of a file: the row and the column, and a sentence that says how to mend it."""

from __future__ import annotations

from dataclasses import asdict, dataclass

MOST_LISTED = 100


@dataclass(frozen=True, slots=True)
class Problem:
    """`row` is the line in the file, the header being 1; `column` is empty where it is the row."""

    row: int
    column: str
    problem: str


class Problems:
    """Collects what is wrong: lists the first hundred, counts the rest."""

    def __init__(self):
        self.listed: list[Problem] = []
        self.total = 0

    def add(self, row: int, column: str, problem: str) -> None:
        self.total += 1
        if len(self.listed) < MOST_LISTED:
            self.listed.append(Problem(row, column, problem))

    def __bool__(self) -> bool:
        return self.total > 0

    @property
    def unlisted(self) -> int:
        return self.total - len(self.listed)

    def as_list(self) -> list[dict]:
        return [asdict(problem) for problem in self.listed]


class RefusedLog(Exception):
    """The file cannot be imported, and nothing of it was; `problems` says why."""

    def __init__(self, problems: Problems):
        super().__init__(f"{problems.total} problems")
        self.problems = problems


def refuse(row: int, column: str, problem: str) -> RefusedLog:
    """Return the error for a file with this one problem."""
    problems = Problems()
    problems.add(row, column, problem)
    return RefusedLog(problems)


def shown(text: str) -> str:
    """Return a cell's text as it may stand in a sentence: short and printable."""
    text = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)
    return f"“{text[:40]}…”" if len(text) > 41 else f"“{text}”"
