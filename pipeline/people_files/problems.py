"""What is wrong with a file of people: where it stands, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """`row` is the line of the file, the header being 1, or the number of an entry.

    `column` is empty where it is the whole row, `file` unless it is one file of several.
    """

    row: int
    column: str
    problem: str
    file: str = ""

    def as_dict(self) -> dict:
        found = {"row": self.row, "column": self.column, "problem": self.problem}
        return found | ({"file": self.file} if self.file else {})


class UnreadableFile(Exception):
    """The file as a whole cannot be read; `problem` says why."""

    def __init__(self, sentence: str, *, row: int = 1, column: str = ""):
        super().__init__(sentence)
        self.problem = Problem(row, column, sentence)


def shown(text: str) -> str:
    """Return a cell's text as it may stand in a sentence: short and printable."""
    text = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)
    return f"“{text[:40]}…”" if len(text) > 41 else f"“{text}”"
