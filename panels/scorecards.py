"""Reading the scorecards of an application: side by side, for one reader.

What the reader may not read never leaves the database: `Scorecard.objects.readable_by` and
`known_to` decide, and every count and average here is made of what they return.
"""

from collections import defaultdict
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Exists, OuterRef, Prefetch, Q

from config.accounts.roles import Role
from panels.models import Evidence, PanelSeat, Rating, Scorecard
from pipeline.models import Criterion, Stage, Stay

WITHHELD = "Colleagues' cards are withheld until yours is in."


@dataclass(frozen=True)
class Row:
    """One criterion across the cards that may be read: a rating, or None, for each of them.

    `average` is of `n` ratings, None without any.
    """

    criterion: Criterion
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

    `waiting` names those whose card is missing; it is empty where cards are withheld.
    `is_owed` says that the reader's own card is missing, and `has_draft` that it is begun.
    """

    summary: StageSummary
    cards: list[Scorecard]
    rows: list[Row]
    waiting: list[str]
    is_owed: bool
    has_draft: bool

    @property
    def stage(self) -> Stage:
        return self.summary.stage


def average(values) -> Decimal | None:
    """Return the mean of the ratings given, to one place; None where there are none."""
    given = [value for value in values if value is not None]
    if not given:
        return None
    return (Decimal(sum(given)) / len(given)).quantize(Decimal("0.1"), ROUND_HALF_UP)


def cards_for(application, user) -> list[StageCards]:
    """Return what `user` may read of the scorecards of `application`, stage by stage.

    Six queries at most. An interviewer sees the stages in which they sit or may read.
    """
    if not user.can("scorecards.view"):
        return []
    readable = _readable(application, user)
    known = _by_stage(
        Scorecard.objects.known_to(user).filter(application=application).select_related("stage")
    )
    seats = _by_stage(_seats(application))
    cards = _by_stage(readable)
    stages = {row.stage for part in (readable, *seats.values(), *known.values()) for row in part}
    parts = [
        _stage_cards(stage, cards[stage.pk], known[stage.pk], seats[stage.pk], user)
        for stage in sorted(stages, key=lambda stage: stage.position)
    ]
    if user.holds(Role.RECRUITER, Role.HIRING_LEAD):
        return parts
    return [part for part in parts if part.cards or part.is_owed]


def _stage_cards(stage, cards, known, seats, user) -> StageCards:
    seated = {seat.interviewer_id for seat in seats}
    is_in = {card.interviewer_id for card in known}
    mine_is_in = any(card.interviewer_id == user.pk and card.is_submitted for card in cards)
    is_owed = user.pk in seated and not mine_is_in
    submitted = [card for card in cards if card.is_submitted]
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
        cards=submitted,
        rows=rows,
        waiting=[] if is_owed else missing,
        is_owed=is_owed,
        has_draft=len(submitted) < len(cards),
    )


def _rows(cards) -> list[Row]:
    given = [{rating.criterion: rating.value for rating in card.ratings.all()} for card in cards]
    criteria = {criterion for ratings in given for criterion in ratings}
    return [
        Row(criterion, [ratings.get(criterion) for ratings in given])
        for criterion in sorted(criteria, key=lambda criterion: (criterion.position, criterion.key))
    ]


def _readable(application, user):
    """The cards that `user` may read, with ratings and evidence (three queries)."""
    ratings = Rating.objects.select_related("criterion")
    evidence = Evidence.objects.annotate(
        criterion_names=ArrayAgg(
            "criteria__name", order_by="criteria__position", filter=Q(criteria__isnull=False)
        )
    )
    return list(
        Scorecard.objects.readable_by(user)
        .filter(application=application)
        .select_related("interviewer", "stage")
        .prefetch_related(Prefetch("ratings", ratings), Prefetch("evidence", evidence))
    )


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
