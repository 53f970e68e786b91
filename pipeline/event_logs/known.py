"""What of a log is recorded already."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from pipeline import rules
from pipeline.event_logs.courses import OfferStanding
from pipeline.models import Application, LoggedEvent, Offer, StageMove
from pipeline.models.offers import OfferStatus
from pipeline.moves import as_history
from pipeline.rules import MoveKind

STANDING = {OfferStatus.DRAFT: OfferStanding.DRAFT, OfferStatus.EXTENDED: OfferStanding.EXTENDED}


@dataclass(frozen=True, slots=True)
class Recorded:
    """An event recorded before, as the figures count it."""

    case: str
    activity: str
    placed_as: str
    why: str


@dataclass(slots=True)
class History:
    """The application of one case, with its moves, its latest offer and what closed it."""

    application: Application
    moves: list[rules.Move] = field(default_factory=list)
    rows: dict[int, StageMove] = field(default_factory=dict)
    offer: Offer | None = None
    own_closing: int | None = None

    @property
    def offer_standing(self) -> OfferStanding:
        if self.offer is None:
            return OfferStanding.NONE
        return STANDING.get(self.offer.status, OfferStanding.ANSWERED)


@dataclass(frozen=True, slots=True)
class Known:
    """Applications of a source by case, the digests of their events, and those events."""

    application_of: dict[str, Application]
    digests: dict[str, set[str]]
    events: list[Recorded]


def known_of(source: str) -> Known:
    """Return what is recorded of `source` (two queries)."""
    applications = Application.objects.filter(source=source).exclude(remote_id="")
    application_of = {row.remote_id: row for row in applications.select_related("opening")}
    case_of = {row.pk: case for case, row in application_of.items()}
    digests, events = defaultdict(set), []
    rows = LoggedEvent.objects.filter(application__source=source).values_list(
        "application_id", "digest", "activity", "placed_as", "why"
    )
    for key, digest, *event in rows:
        digests[case_of[key]].add(digest)
        events.append(Recorded(case_of[key], *event))
    return Known(application_of, digests, events)


def locked_histories(cases: list[str], source: str, stages) -> dict[str, History]:
    """Lock the applications of `cases` until the commit and return their histories.

    As on screen, whoever moves one of them at this moment is waited for.
    """
    locked = Application.objects.select_for_update().order_by("pk")
    histories = {
        application.pk: History(application)
        for application in locked.filter(source=source, remote_id__in=cases)
    }
    stage_of = {stage.pk: stage for stage in stages}
    rows = StageMove.objects.filter(application__in=histories).order_by("application", "sequence")
    for row in rows:
        row.to_stage = stage_of[row.to_stage_id]
        histories[row.application_id].rows[row.sequence] = row
    for offer in Offer.objects.filter(application__in=histories).order_by("created_at", "id"):
        histories[offer.application_id].offer = offer
    for history in histories.values():
        history.moves = as_history(history.rows.values())
        history.own_closing = _own_closing(history, source)
    return {history.application.remote_id: history for history in histories.values()}


def _own_closing(history: History, source: str) -> int | None:
    rejections = (
        row.sequence
        for row in history.rows.values()
        if row.kind == MoveKind.REJECT and row.source == source
    )
    return max(rejections, default=None)
