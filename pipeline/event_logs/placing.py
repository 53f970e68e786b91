"""Placing the events of one case: each becomes a step, an offer, or is kept beside them.

Pure. Every step is put to the same `judge` as those taken on screen. What the log does not
say is not made up: docs/decisions/0010-event-logs.md tells how rejections that other steps
follow, parallel interviews and several offers are read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pipeline.event_logs.courses import LONG_AGO, Course, OfferStanding, Stages
from pipeline.event_logs.mappings import EventKind, Meaning
from pipeline.event_logs.reading import Event
from pipeline.models.logged_events import PlacedAs
from pipeline.rules import ApplicationState, IllegalMove, MoveKind, Step

STEPS = frozenset({EventKind.STAGE, EventKind.OFFER, EventKind.ACCEPT, EventKind.DECLINE})
AFTER_ALL_STAGES = 1_000_000

UNKNOWN_ACTIVITY = "The mapping does not know this activity."
BESIDE = "Kept on the timeline; the mapping gives it no stage."
TOO_LATE = "Later steps of this application are recorded already."
CASE_WENT_ON = "Not the last word: the case went on."
OFFER_STANDS = "Not the last word: an offer is out."


class OfferChange(StrEnum):
    """What an event does to the offers; a further one is an offer while one is out."""

    EXTEND = "extend"
    FURTHER = "further"
    ACCEPT = "accept"
    DECLINE = "decline"


@dataclass(frozen=True, slots=True)
class Placement:
    """What became of an event; `sequence` is that of the move it is, `why` says why it is none."""

    event: Event
    placed_as: PlacedAs
    why: str = ""
    sequence: int | None = None
    offer: OfferChange | None = None


@dataclass(frozen=True, slots=True)
class _Read:
    """An event with what it means, and its place in the order of its case."""

    event: Event
    meaning: Meaning | None
    key: tuple[datetime, int]

    @property
    def is_step(self) -> bool:
        return self.meaning is not None and self.meaning.kind in STEPS


def place(
    course: Course, events: Iterable[Event], meanings: Mapping[str, Meaning | None]
) -> list[Placement]:
    """Add `events` to `course`, oldest first; return what became of each.

    `meanings` goes by the activity as the log writes it.
    """
    rows = _in_order(events, meanings, course.stages)
    latest = course.latest
    is_late = [row.event.happened_at is not None and row.key < latest for row in rows]
    steps = [number for number, row in enumerate(rows) if row.is_step and not is_late[number]]
    last_step = steps[-1] if steps else -1
    placements = []
    for number, row in enumerate(rows):
        beside = _kept_beside(row, is_late[number]) or _voice(row, course, number < last_step)
        placements.append(beside or _step(course, row.event, row.meaning))
    if not course.has_begun:
        course.begin()
    return placements


def _in_order(events, meanings, stages: Stages) -> list[_Read]:
    """By time; at one moment by stage, so that parallel steps do not depend on the file.

    An event without a time keeps its place after the row before it.
    """
    latest = LONG_AGO
    keyed = []
    for event in events:
        meaning = meanings[event.activity]
        latest = event.happened_at or latest
        stage = stages.of(meaning) if meaning else None
        position = stage.position if stage else AFTER_ALL_STAGES
        among_equals = (0, position, event.activity) if event.happened_at else (1, 0, "")
        keyed.append(((latest, *among_equals), _Read(event, meaning, (latest, position))))
    return [row for _, row in sorted(keyed, key=lambda pair: pair[0])]


def _kept_beside(row: _Read, is_late: bool) -> Placement | None:
    if row.meaning is None:
        return Placement(row.event, PlacedAs.UNPLACED, UNKNOWN_ACTIVITY)
    if row.meaning.kind == EventKind.NOTE:
        return Placement(row.event, PlacedAs.NOTE, BESIDE)
    if is_late:
        return Placement(row.event, PlacedAs.UNPLACED, TOO_LATE)
    return None


def _voice(row: _Read, course: Course, goes_on: bool) -> Placement | None:
    """A rejection that something follows was one voice, not the company's decision."""
    if row.meaning.kind != EventKind.REJECT:
        return None
    if goes_on:
        return Placement(row.event, PlacedAs.VOICE, CASE_WENT_ON)
    if course.offer == OfferStanding.EXTENDED:
        return Placement(row.event, PlacedAs.VOICE, OFFER_STANDS)
    return None


def _step(course: Course, event: Event, meaning: Meaning) -> Placement:
    try:
        return _TAKERS[meaning.kind](course, event, meaning)
    except IllegalMove as error:
        return Placement(event, PlacedAs.UNPLACED, str(error))


def _apply(course: Course, event: Event, meaning: Meaning) -> Placement:
    if course.has_begun:
        return Placement(event, PlacedAs.REPEAT, "The application had begun already.")
    sequence = course.go(course.stages.inbox, event, reason=_reason(event))
    return Placement(event, PlacedAs.MOVE, sequence=sequence)


def _visit(course: Course, event: Event, meaning: Meaning) -> Placement:
    to = course.stages.of(meaning)
    course.reopen()
    if course.state.state == ApplicationState.ACTIVE and course.state.stage.id == to.id:
        return Placement(event, PlacedAs.REPEAT, f"The application was in {to.name} already.")
    return Placement(event, PlacedAs.MOVE, sequence=course.go(to, event, reason=_reason(event)))


def _close(course: Course, event: Event, meaning: Meaning) -> Placement:
    kind = MoveKind(meaning.kind.value)
    if not course.has_begun:
        course.begin()
    if course.state.state == _CLOSED[kind]:
        return Placement(event, PlacedAs.REPEAT, f"The application was {_CLOSED[kind]} already.")
    reason = f"{_reason(event)}. The log gives no reason."
    sequence = course.take(Step(kind, None, event.happened_at, reason), event)
    if kind == MoveKind.REJECT:
        course.own_closing = sequence
    return Placement(event, PlacedAs.MOVE, sequence=sequence)


def _offer(course: Course, event: Event, meaning: Meaning) -> Placement:
    if event.happened_at is None:
        why = "An offer without a time cannot stop the clock."
        return Placement(event, PlacedAs.UNPLACED, why)
    if course.offer == OfferStanding.DRAFT:
        why = "Somebody is drafting an offer for this application."
        return Placement(event, PlacedAs.UNPLACED, why)
    if course.offer == OfferStanding.EXTENDED:
        why = "An offer was out already; the log does not say what changed."
        return Placement(event, PlacedAs.REPEAT, why, offer=OfferChange.FURTHER)
    course.reopen()
    here, to, sequence = course.state.stage, course.stages.offer, None
    if not (course.state.state == ApplicationState.ACTIVE and here.id == to.id):
        sequence = course.go(to, event, reason=_reason(event))
    course.offer = OfferStanding.EXTENDED
    return Placement(event, PlacedAs.OFFER, sequence=sequence, offer=OfferChange.EXTEND)


def _accept(course: Course, event: Event, meaning: Meaning) -> Placement:
    if course.offer != OfferStanding.EXTENDED:
        return Placement(event, PlacedAs.UNPLACED, "No offer was out to be accepted.")
    sequence = course.go(course.stages.hired, event, reason=_reason(event), is_accepted=True)
    course.offer = OfferStanding.ANSWERED
    return Placement(event, PlacedAs.OFFER, sequence=sequence, offer=OfferChange.ACCEPT)


def _decline(course: Course, event: Event, meaning: Meaning) -> Placement:
    if course.offer != OfferStanding.EXTENDED:
        return Placement(event, PlacedAs.UNPLACED, "No offer was out to be declined.")
    course.offer = OfferStanding.ANSWERED
    return Placement(event, PlacedAs.OFFER, offer=OfferChange.DECLINE)


def _reason(event: Event) -> str:
    return f"Imported: {event.activity}" + (f", {event.resource}" if event.resource else "")


_CLOSED = {
    MoveKind.REJECT: ApplicationState.REJECTED,
    MoveKind.WITHDRAW: ApplicationState.WITHDRAWN,
}
_TAKERS: Mapping[EventKind, Callable[[Course, Event, Meaning], Placement]] = {
    EventKind.APPLY: _apply,
    EventKind.STAGE: _visit,
    EventKind.OFFER: _offer,
    EventKind.ACCEPT: _accept,
    EventKind.DECLINE: _decline,
    EventKind.REJECT: _close,
    EventKind.WITHDRAW: _close,
}
