"""Stays: one per visit of a stage, read from the moves that stand.

A time that nobody recorded is unknown (None), never zero and never guessed from its
neighbours. Nor is a time believed that lies before that of an earlier row: the sequence
settles the order, so such a time says nothing. Visits therefore never overlap.

Rejecting or withdrawing ends a stay. Reinstating begins a new one, in the same stage too:
the time away was spent in no stage.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from pipeline.clocks import ClosedSpan
from pipeline.rules import Move, MoveKind, StageLike, effective

_CLOSING = frozenset({MoveKind.REJECT, MoveKind.WITHDRAW})


@dataclass(frozen=True, slots=True)
class Stay:
    """One visit: `left_by` tells how it ended, and is None while it is current.

    `left_at` is None while it is current and where it is unknown. `sequence` is that of
    the move that began it.
    """

    stage: StageLike
    entered_at: datetime | None
    left_at: datetime | None
    left_by: MoveKind | None
    sequence: int

    @property
    def stage_id(self) -> Hashable:
        return self.stage.id

    @property
    def is_current(self) -> bool:
        return self.left_by is None

    def days(self, now: datetime) -> float | None:
        """Elapsed days of 86,400 seconds, up to `now` while current; None where unknown."""
        until = now if self.is_current else self.left_at
        if self.entered_at is None or until is None:
            return None
        return (until - self.entered_at) / timedelta(days=1)


def stays(moves: Iterable[Move]) -> list[Stay]:
    """Return the visits of an application in the order it made them."""
    visits: list[Stay] = []
    stage: StageLike | None = None
    standing = _believed(effective(moves))
    following: list[tuple[Move | None, datetime | None]] = [*standing[1:], (None, None)]
    for (move, at), (leaving, left_at) in zip(standing, following, strict=False):
        if move.kind in _CLOSING:
            continue
        stage = move.to or stage
        assert stage is not None, "a history begins by entering a stage"
        left_by = None if leaving is None else MoveKind(leaving.kind)
        visits.append(Stay(stage, at, left_at, left_by, move.sequence))
    return visits


def spans_away(visits: Iterable[tuple[datetime | None, datetime | None]]) -> list[ClosedSpan]:
    """Return the times between visits that do not touch: closed, and reinstated later.

    `visits` are when each stay began and ended, in order; None is unknown. Given to the clock
    as holds, the times away leave the net count without them.
    """
    return [
        (left_at, entered_at)
        for (_, left_at), (entered_at, _) in pairwise(visits)
        if left_at and entered_at and left_at < entered_at
    ]


def _believed(moves: Iterable[Move]) -> list[tuple[Move, datetime | None]]:
    """Pair each move with its time, or None where that is unknown or runs backwards."""
    latest: datetime | None = None
    believed: list[tuple[Move, datetime | None]] = []
    for move in moves:
        # Times of one zone would compare by their wall clocks, so all is UTC.
        at = move.happened_at and move.happened_at.astimezone(UTC)
        if at and latest and at < latest:
            at = None
        latest = at or latest
        believed.append((move, at))
    return believed
