"""A piece of a text by its offsets."""

from typing import NamedTuple


class Span(NamedTuple):
    start: int
    end: int

    def holds(self, offset: int) -> bool:
        return self.start <= offset < self.end


def trim(text: str, start: int, end: int) -> Span:
    """Return the span without the blanks at its ends; empty where there is nothing else."""
    piece = text[start:end]
    begins = start + len(piece) - len(piece.lstrip())
    return Span(begins, max(begins, start + len(piece.rstrip())))
