"""Reading the scorecards of an application: side by side, for one reader.

What the reader may not read never leaves the database: `Scorecard.objects.readable_by` and
`known_to` decide, and every count and average here is made of what they return.
"""

from collections import defaultdict
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Exists, OuterRef, Q

from config.accounts.roles import Role
from panels.blinding import take_names_out
from panels.card_reading import CardReading, Seen, read_cards, seen_on, with_content
from panels.models import PanelSeat, Scorecard
from pipeline.models import Criterion, Stage, Stay

WITHHELD = "Colleagues' cards are withheld until yours is in."


@dataclass(frozen=True)
class Row:
    """One criterion across the cards that may be read: a rating, or None, for each of them.

    `average` is of `n` ratings, None without any. `names` are what the criterion was called in
    the versions of the cards: mostly one.
    """

    criterion: Criterion
    names: list[str]
    values: list[int | None]

    @property
    def n(self) -> int:
        return sum(value is not None for value in self.values)

    @property
    def average(self) -> Decimal | None:
        return average(self.values)


@dataclass(frozen=True)
class StageSummary:
    """How the cards of one stage stand, for one reader.

    Where they are withheld from the reader, `submitted` is None: not even their number is
    told. `average` is of the `n_ratings` ratings that the reader may read.
    """

    stage: Stage
    seats: int
    submitted: int | None
    average: Decimal | None
    n_ratings: int
    is_withheld: bool

    @property
    def words(self) -> str:
        return WITHHELD if self.is_withheld else f"{self.submitted} of {self.seats} in"


@dataclass(frozen=True)
class StageCards:
    """The cards of one stage that one reader may read, and how the panel stands.

    `readings` are the cards, whole. `waiting` names those whose card is missing; it is empty
    where cards are withheld. `is_owed` says that the reader's own card is missing, and
    `has_draft` that it is begun.
    """

    summary: StageSummary
    readings: list[CardReading]
    rows: list[Row]
    waiting: list[str]
    is_owed: bool
    has_draft: bool

    @property
    def stage(self) -> Stage:
        return self.summary.stage

    @property
    def cards(self) -> list[Scorecard]:
        return [reading.card for reading in self.readings]

    @property
    def seen(self) -> Seen:
        return seen_on(self.readings)


def average(values) -> Decimal | None:
    """Return the mean of the ratings given, to one place; None where there are none."""
    given = [value for value in values if value is not None]
    if not given:
        return None
    return (Decimal(sum(given)) / len(given)).quantize(Decimal("0.1"), ROUND_HALF_UP)


def cards_for(application, user) -> list[StageCards]:
    """Return what `user` may read of the scorecards of `application`, stage by stage.

    Ten queries at most. An interviewer sees the stages in which they sit or may read.
    """
    if not user.can("scorecards.view"):
        return []
    readable = with_content(Scorecard.objects.readable_by(user).filter(application=application))
    readable = take_names_out(list(readable), application)
    known = _by_stage(
        Scorecard.objects.known_to(user).filter(application=application).select_related("stage")
    )
    seats = _by_stage(_seats(application))
    readings = _by_stage(read_cards(readable, application.opening))
    stages = {row.stage for part in (readable, *seats.values(), *known.values()) for row in part}
    parts = [
        _stage_cards(stage, readings[stage.pk], known[stage.pk], seats[stage.pk], user)
        for stage in sorted(stages, key=lambda stage: stage.position)
    ]
    if user.holds(Role.RECRUITER, Role.HIRING_LEAD):
        return parts
    return [part for part in parts if part.cards or part.is_owed]


def _stage_cards(stage, readings, known, seats, user) -> StageCards:
    seated = {seat.interviewer_id for seat in seats}
    is_in = {card.interviewer_id for card in known}
    submitted = [reading for reading in readings if reading.card.is_submitted]
    is_owed = user.pk in seated - {reading.card.interviewer_id for reading in submitted}
    rows = _rows(submitted)
    values = [value for row in rows for value in row.values if value is not None]
    summary = StageSummary(
        stage=stage,
        seats=len(seated | is_in),
        submitted=None if is_owed else len(is_in),
        average=average(values),
        n_ratings=len(values),
        is_withheld=is_owed,
    )
    missing = [seat.interviewer.name for seat in seats if seat.interviewer_id not in is_in]
    return StageCards(
        summary=summary,
        readings=submitted,
        rows=rows,
        waiting=[] if is_owed else missing,
        is_owed=is_owed,
        has_draft=len(submitted) < len(readings),
    )


def _rows(readings) -> list[Row]:
    given = [{rating.criterion: rating for rating in reading.ratings} for reading in readings]
    criteria = {criterion for ratings in given for criterion in ratings}
    return [
        _row(criterion, [ratings.get(criterion) for ratings in given])
        for criterion in sorted(criteria, key=lambda criterion: (criterion.position, criterion.key))
    ]


def _row(criterion, ratings) -> Row:
    names = dict.fromkeys(rating.name for rating in ratings if rating)
    return Row(criterion, list(names), [rating and rating.value for rating in ratings])


def _seats(application):
    """The seats that count, of the stages that the application is in or has visited."""
    visited = Stay.objects.filter(application=application, stage=OuterRef("stage"))
    return (
        PanelSeat.objects.counting_for(application)
        .filter(stage__opening=application.opening_id)
        .filter(Q(stage=application.stage_id) | Q(application=application) | Exists(visited))
        .select_related("interviewer", "stage")
    )


def _by_stage(rows):
    grouped = defaultdict(list)
    for row in rows:
        grouped[row.stage_id].append(row)
    return grouped
