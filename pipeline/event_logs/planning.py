"""Planning an import: all rows that it would write, made in memory and saved by nobody yet."""

from __future__ import annotations

from collections.abc import Mapping as Table
from dataclasses import dataclass, field
from datetime import datetime

from pipeline.event_logs.courses import Course, Stages, Taken
from pipeline.event_logs.known import History, Known, Recorded, known_of, locked_histories
from pipeline.event_logs.mappings import EventKind, Mapping, Meaning
from pipeline.event_logs.openings import Receiver, find_or_make_receiver
from pipeline.event_logs.placing import OfferChange, Placement, place
from pipeline.event_logs.problems import Problems, RefusedLog
from pipeline.event_logs.reading import Event, Log
from pipeline.models import Application, Candidate, LoggedEvent, Offer, StageMove, Stay
from pipeline.models.applications import Origin
from pipeline.models.offers import OfferStatus
from pipeline.projection import set_projection, stay_rows
from pipeline.rules import MoveKind
from pipeline.stays import stays


@dataclass(slots=True)
class Plan:
    """What an import adds and changes. `recorded` are all events of the source, old and new."""

    receiver: Receiver
    recorded: list[Recorded]
    unchanged: int = 0
    candidates: list[Candidate] = field(default_factory=list)
    new_applications: list[Application] = field(default_factory=list)
    changed_applications: list[Application] = field(default_factory=list)
    moves: list[StageMove] = field(default_factory=list)
    stays: list[Stay] = field(default_factory=list)
    new_offers: list[Offer] = field(default_factory=list)
    changed_offers: list[Offer] = field(default_factory=list)
    events: list[LoggedEvent] = field(default_factory=list)


def plan_import(log: Log, mapping: Mapping, *, file_name: str, now: datetime) -> Plan:
    """Return what importing `log` would write; locks the applications that it would change.

    Raises UnusableMapping and RefusedLog where mapping and log do not go with what is here.
    """
    receiver = find_or_make_receiver(mapping, file_name=file_name)
    known = known_of(mapping.source)
    _check_openings(log, known, receiver, mapping)
    planner = _Planner(
        mapping=mapping,
        stages=receiver.stages_of(mapping),
        meanings=_meanings_of(log, mapping),
        plan=Plan(receiver, known.events),
        now=now,
    )
    news = {case: _news(events, known.digests.get(case)) for case, events in log.events.items()}
    grown = [case for case, events in news.items() if events and case in known.application_of]
    histories = locked_histories(grown, mapping.source, receiver.stages) if grown else {}
    for case, events in news.items():
        if case in histories:
            planner.add_to(histories[case], events)
        elif events:
            planner.add_case(case, events, log.attributes.get(case, {}))
        else:
            planner.plan.unchanged += 1
    return planner.plan


@dataclass(slots=True)
class _Planner:
    mapping: Mapping
    stages: Stages
    meanings: Table[str, Meaning | None]
    plan: Plan
    now: datetime

    def add_case(self, case: str, events: list[Event], attributes: dict[str, str]) -> None:
        """Plan the candidate and the application of a case seen for the first time."""
        source = {"source": self.mapping.source, "remote_id": case}
        candidate = Candidate(name=f"Case {case}", attributes=attributes, **source)
        application = Application(
            candidate=candidate,
            opening=self.plan.receiver.opening,
            origin=Origin.IMPORTED,
            first_contact_at=self._applied_at(events),
            **source,
        )
        self.plan.candidates.append(candidate)
        self.plan.new_applications.append(application)
        self._add(History(application), events)

    def add_to(self, history: History, events: list[Event]) -> None:
        """Plan what further events add to an application that is here already."""
        self.plan.changed_applications.append(history.application)
        self._add(history, events)

    def _add(self, history: History, events: list[Event]) -> None:
        course = Course(
            self.stages, self.now, history.moves, history.offer_standing, history.own_closing
        )
        placements = place(course, events, self.meanings)
        application = history.application
        for taken in course.taken:
            history.rows[taken.move.sequence] = self._move_row(taken, history)
        for placement in placements:
            self._change_offer(placement, history)
            self._record(placement, history)
        visits = stays(course.history)
        set_projection(application, course.state, visits)
        self.plan.stays += stay_rows(application, visits)

    def _move_row(self, taken: Taken, history: History) -> StageMove:
        move, application = taken.move, history.application
        mark = taken.event.digest if taken.event else f"{move.kind}:{move.sequence}"
        row = StageMove(
            application=application,
            sequence=move.sequence,
            kind=move.kind,
            from_stage_id=taken.from_stage and taken.from_stage.id,
            to_stage_id=taken.to_stage.id,
            happened_at=move.happened_at,
            recorded_at=self.now,
            reason=move.reason,
            corrects=history.rows[move.corrects] if move.kind == MoveKind.CORRECT else None,
            source=self.mapping.source,
            remote_id=f"{application.remote_id}:{mark}",
        )
        self.plan.moves.append(row)
        return row

    def _change_offer(self, placement: Placement, history: History) -> None:
        happened_at = placement.event.happened_at
        if placement.offer == OfferChange.EXTEND:
            history.offer = Offer(
                application=history.application,
                status=OfferStatus.EXTENDED,
                extended_at=happened_at,
                source=self.mapping.source,
                remote_id=f"{history.application.remote_id}:{placement.event.digest}",
            )
            self.plan.new_offers.append(history.offer)
            # The clock stops at the first offer; a later one leaves it.
            history.application.offered_at = history.application.offered_at or happened_at
        elif placement.offer in (OfferChange.ACCEPT, OfferChange.DECLINE):
            is_accepted = placement.offer == OfferChange.ACCEPT
            history.offer.status = OfferStatus.ACCEPTED if is_accepted else OfferStatus.DECLINED
            history.offer.closed_at = happened_at
            history.offer.version += 1
            if not history.offer._state.adding:
                self.plan.changed_offers.append(history.offer)

    def _record(self, placement: Placement, history: History) -> None:
        event, case = placement.event, history.application.remote_id
        self.plan.events.append(
            LoggedEvent(
                application=history.application,
                digest=event.digest,
                line=event.line,
                activity=event.activity,
                resource=event.resource,
                happened_at=event.happened_at,
                placed_as=placement.placed_as,
                why=placement.why,
                move=history.rows[placement.sequence] if placement.sequence else None,
                offer=history.offer if placement.offer else None,
                recorded_at=self.now,
            )
        )
        self.plan.recorded.append(
            Recorded(case, event.activity, placement.placed_as, placement.why)
        )

    def _applied_at(self, events: list[Event]) -> datetime | None:
        """First contact: whoever applied has written first. Unknown without that event."""
        times = [
            event.happened_at
            for event in events
            if event.happened_at
            and (meaning := self.meanings[event.activity])
            and meaning.kind == EventKind.APPLY
        ]
        return min(times, default=None)


def _news(events: list[Event], digests: set[str] | None) -> list[Event]:
    return [event for event in events if event.digest not in digests] if digests else events


def _meanings_of(log: Log, mapping: Mapping) -> dict[str, Meaning | None]:
    activities = {event.activity for events in log.events.values() for event in events}
    return {activity: mapping.meaning_of(activity) for activity in activities}


def _check_openings(log: Log, known: Known, receiver: Receiver, mapping: Mapping) -> None:
    """Refuse cases that were imported into another opening under the same source."""
    problems = Problems()
    for case, events in log.events.items():
        application = known.application_of.get(case)
        if application and application.opening_id != receiver.opening.pk:
            sentence = (
                f"Case {case} was imported into “{application.opening}”. Name that opening "
                f"in the mapping, or give this log another source."
            )
            problems.add(events[0].line, mapping.columns.case, sentence)
    if problems:
        raise RefusedLog(problems)
