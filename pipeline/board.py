"""The board of an opening: its columns, how many stand in each, and the most urgent of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Count, IntegerField, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce

from pipeline.board_views import orders
from pipeline.board_views.orders import Order
from pipeline.board_views.sieve import Sieve
from pipeline.cards import SHOWN_FIELDS, Card, read_cards
from pipeline.models import Application, ApplicationState, Stage, StageKind, StageMove
from pipeline.people.referral_pages import with_referrals

SHOWN = 20
MOST_SHOWN = 200
LATEST = 4


EVERYONE = Sieve()
BY_CLOCK = Order()


@dataclass(frozen=True, slots=True)
class Column:
    """A stage and its first cards.

    `count` is of all who stand there, whatever is sifted; `after` leads to the further cards,
    and is empty where there are none.
    """

    stage: Stage
    count: int
    cards: Sequence[Card]
    after: str


@dataclass(frozen=True, slots=True)
class Board:
    """`version` is another after every move of the opening, and after any other change of what
    is shown first: who meets the sieve, and whose they are.
    """

    columns: Sequence[Column]
    version: str

    @property
    def is_empty(self) -> bool:
        return not any(column.count for column in self.columns)


def read_board(
    opening, company, *, now, sieve: Sieve = EVERYONE, order: Order = BY_CLOCK, shown: int = SHOWN
) -> Board:
    """Read a board in the same few statements however many people are on it.

    Columns, counts, the keys of the cards and the version come from one statement, and so
    from one moment. `opening` is whole; `shown` cards per column are at most MOST_SHOWN.
    """
    shown = min(shown, MOST_SHOWN)
    stages = list(columns_of(opening, sieve, order, shown).select_related("owner"))
    keys = {stage.pk: stage.card_keys[:shown] for stage in stages}
    cards, places = _cards_of(keys, opening, stages, company, now, sieve.reader, order)
    columns = []
    for stage in stages:
        here = [cards[key] for key in keys[stage.pk] if key in cards]
        is_cut = len(stage.card_keys) > shown and here
        columns.append(Column(stage, stage.standing, here, places[here[-1].id] if is_cut else ""))
    return Board(columns, version_of(stages))


def columns_of(opening, sieve: Sieve, order: Order = BY_CLOCK, shown: int = SHOWN):
    """The stages of a board with all that its version is made of; of one, where it is asked for."""
    stages = opening.stages.filter(pk=sieve.stage) if sieve.stage else opening.stages.all()
    return with_contents(stages, sieve, min(shown, MOST_SHOWN) + 1, order)


def read_column(
    opening, stage, company, *, now, after, sieve: Sieve = EVERYONE, order: Order = BY_CLOCK
) -> Column:
    """Read the next cards of one column; `after` is what the last one is ordered by, and its key.

    Begins where it is told and never counts rows off, so that a late page costs what an
    early one does, and a card that leaves meanwhile makes no other be skipped.
    """
    standing = sieve.sift(standing_in(stage)).read_by(sieve.reader)
    if order.is_usual:
        rows = _further_by_clock(standing, *after)
    else:
        rows = orders.with_order(standing, order, sieve.reader)
        rows = list(orders.in_order(orders.after(_shown(rows), order, after), order)[: SHOWN + 1])
    for row in rows:
        row.opening, row.stage = opening, stage
    cards = read_cards(rows[:SHOWN], company, now=now)
    here = [cards[row.pk] for row in rows[:SHOWN]]
    places = _places(rows[:SHOWN], cards, order)
    return Column(
        stage, standing_in(stage).count(), here, places[here[-1].id] if rows[SHOWN:] else ""
    )


def _further_by_clock(standing, first_contact_at, key):
    """The cards after one, from the index of boards."""
    undated = Q(first_contact_at=None)
    if first_contact_at is None:
        return list(_shown(standing.filter(undated, pk__gt=key)).most_urgent_first()[: SHOWN + 1])
    later = Q(first_contact_at__gt=first_contact_at) | Q(pk__gt=key)
    dated = standing.filter(later, first_contact_at__gte=first_contact_at)
    rows = list(_shown(dated).most_urgent_first()[: SHOWN + 1])
    if len(rows) <= SHOWN:
        rest = _shown(standing.filter(undated)).most_urgent_first()
        rows += rest[: SHOWN + 1 - len(rows)]
    return rows


def standing_in(stage: Stage):
    """Applications that a column shows: active ones, and in the last column those hired."""
    state = ApplicationState.HIRED if stage.kind == StageKind.HIRED else ApplicationState.ACTIVE
    return Application.objects.filter(stage=stage, state=state)


def with_contents(stages, sieve: Sieve, number: int, order: Order = BY_CLOCK):
    """Stages with how many stand in each, and keys and owners of the first `number` of them.

    By the clock, counts and keys come from the partial index of boards alone, which has them
    in order.
    """
    return with_standing(with_versions(stages)).annotate(
        card_keys=_each_kind(_first, sieve, order, number, "pk"),
        card_owners=_each_kind(_first, sieve, order, number, "owner"),
    )


def with_standing(stages):
    """Stages with how many people are `standing` in each."""
    return stages.annotate(standing=_each_kind(_count))


def with_versions(stages):
    """Stages with the keys of the `latest` moves into them.

    The latest few, not the last one: of two moves at once, the one that is committed second
    may carry the earlier key.
    """
    moves = StageMove.objects.filter(to_stage=OuterRef("pk")).order_by("-pk")
    return stages.annotate(latest=ArraySubquery(moves.values("pk")[:LATEST]))


def version_of(stages) -> str:
    """Return what changes with every move and with what is shown; stages come `with_contents`."""
    moves = sorted(key.bytes for stage in stages for key in stage.latest)
    shown = [
        key.bytes if key else b"-"
        for stage in stages
        for key in (stage.owner_id, *stage.card_keys, *stage.card_owners)
    ]
    return sha256(b"".join([*moves, *shown])).hexdigest()[:16]


def _each_kind(make, *arguments):
    """An expression per stage: over its active applications, or in the last over those hired.

    Two constant conditions rather than one that varies: the first is that of an index.
    """
    here = Application.objects.filter(stage=OuterRef("pk"))
    hired = here.filter(state=ApplicationState.HIRED, opening=OuterRef("opening"))
    return Case(
        When(kind=StageKind.HIRED, then=make(hired, *arguments)),
        default=make(here.active(), *arguments),
    )


def _count(applications):
    counted = applications.order_by().values("stage").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _first(applications, sieve, order, number, column):
    found = sieve.sift(applications)
    if order.is_usual:
        found = found.most_urgent_first()
    else:
        found = orders.in_order(orders.with_order(found, order, sieve.reader), order)
    return ArraySubquery(found.values(column)[:number])


def _shown(applications):
    rows = with_referrals(applications).select_related("candidate", "owner")
    return rows.only(*SHOWN_FIELDS)


def _cards_of(keys, opening, stages, company, now, reader, order) -> tuple[dict, dict]:
    """Return the cards and their places by key; who has left a column meanwhile is left out."""
    here = {stage: frozenset(some) for stage, some in keys.items()}
    rows = Application.objects.filter(pk__in=[key for some in keys.values() for key in some])
    if not order.is_usual:
        rows = orders.with_order(rows, order, reader)
    rows = [row for row in _shown(rows.read_by(reader)) if row.pk in here[row.stage_id]]
    stages = {stage.pk: stage for stage in stages}
    for row in rows:
        row.opening, row.stage = opening, stages[row.stage_id]
    cards = read_cards(rows, company, now=now)
    return cards, _places(rows, cards, order)


def _places(rows, cards, order) -> dict:
    """What a link to the cards after each one carries."""
    if order.is_usual:
        return {key: card.cursor for key, card in cards.items()}
    return {row.pk: orders.place_of(row, order) for row in rows}
