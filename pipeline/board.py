"""The board of an opening: its columns, how many stand in each, and the most urgent of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from hashlib import sha256

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Count, IntegerField, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce

from config.accounts.models import User
from pipeline.blind.hiding import masked_people
from pipeline.cards import SHOWN_FIELDS, Card, read_cards
from pipeline.models import Application, ApplicationState, Opening, Stage, StageKind, StageMove
from pipeline.people.referral_pages import with_referrals

SHOWN = 20
MOST_SHOWN = 200
LATEST = 4


@dataclass(frozen=True, slots=True)
class Sieve:
    """Which cards to show: those with `text` in their name, those that began before a time.

    Who is hidden from the `reader` stands under another name, and is not found by their own.
    """

    text: str = ""
    began_before: datetime | None = None
    reader: User | None = None

    def sift(self, applications):
        if self.text:
            applications = applications.filter(candidate__name__icontains=self.text)
            if self.reader:
                applications = applications.exclude(masked_people(self.reader, "candidate"))
        if self.began_before:
            applications = applications.filter(
                first_contact_at__lt=self.began_before, offered_at=None
            )
        return applications


EVERYONE = Sieve()


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
    """`version` is another after every move of the opening."""

    columns: Sequence[Column]
    version: str

    @property
    def is_empty(self) -> bool:
        return not any(column.count for column in self.columns)


def is_late_before(opening: Opening, company, now: datetime) -> datetime:
    """Return the midnight before which a clock began that is over now, if it still runs."""
    first_day = now.astimezone(company.zone).date() - timedelta(days=opening.clock_days - 1)
    return datetime.combine(first_day, time(), company.zone)


def read_board(opening, company, *, now, sieve: Sieve = EVERYONE, shown: int = SHOWN) -> Board:
    """Read a board in the same few statements however many people are on it.

    Columns, counts, the keys of the cards and the version come from one statement, and so
    from one moment. `opening` is whole; `shown` cards per column are at most MOST_SHOWN.
    """
    shown = min(shown, MOST_SHOWN)
    stages = list(with_contents(opening.stages.all(), sieve, shown + 1))
    keys = {stage.pk: stage.card_keys[:shown] for stage in stages}
    cards = _cards_of(keys, opening, stages, company, now, sieve.reader)
    columns = [
        _column(stage, [cards[key] for key in keys[stage.pk] if key in cards], shown)
        for stage in stages
    ]
    return Board(columns, version_of(stages))


def read_column(opening, stage, company, *, now, after, sieve: Sieve = EVERYONE) -> Column:
    """Read the next cards of one column; `after` is the first contact and key of the last one.

    Begins where it is told and never counts rows off, so that a late page costs what an
    early one does, and a card that leaves meanwhile makes no other be skipped.
    """
    standing = sieve.sift(standing_in(stage)).read_by(sieve.reader)
    first_contact_at, key = after
    undated = Q(first_contact_at=None)
    if first_contact_at is None:
        rows = list(_shown(standing.filter(undated, pk__gt=key))[: SHOWN + 1])
    else:
        later = Q(first_contact_at__gt=first_contact_at) | Q(pk__gt=key)
        dated = standing.filter(later, first_contact_at__gte=first_contact_at)
        rows = list(_shown(dated)[: SHOWN + 1])
        if len(rows) <= SHOWN:
            rows += _shown(standing.filter(undated))[: SHOWN + 1 - len(rows)]
    for row in rows:
        row.opening, row.stage = opening, stage
    cards = read_cards(rows[:SHOWN], company, now=now)
    here = [cards[row.pk] for row in rows[:SHOWN]]
    return Column(stage, standing_in(stage).count(), here, here[-1].cursor if rows[SHOWN:] else "")


def standing_in(stage: Stage):
    """Applications that a column shows: active ones, and in the last column those hired."""
    state = ApplicationState.HIRED if stage.kind == StageKind.HIRED else ApplicationState.ACTIVE
    return Application.objects.filter(stage=stage, state=state)


def with_contents(stages, sieve: Sieve, number: int):
    """Stages with how many stand in each and the keys of the `number` most urgent of them.

    Both come from the partial index of boards alone, which has them in order.
    """
    keys = _each_kind(_most_urgent, sieve, number)
    return with_standing(with_versions(stages)).annotate(card_keys=keys)


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
    """Return what changes with every move; the stages come `with_versions`."""
    keys = sorted(key.bytes for stage in stages for key in stage.latest)
    return sha256(b"".join(keys)).hexdigest()[:16]


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


def _most_urgent(applications, sieve, number):
    return ArraySubquery(sieve.sift(applications).most_urgent_first().values("pk")[:number])


def _shown(applications):
    rows = with_referrals(applications).select_related("candidate").only(*SHOWN_FIELDS)
    return rows.most_urgent_first()


def _cards_of(keys, opening, stages, company, now, reader) -> dict:
    """Return the cards by key; who has left a column since its `keys` were read is left out."""
    here = {stage: frozenset(some) for stage, some in keys.items()}
    rows = Application.objects.filter(pk__in=[key for some in keys.values() for key in some])
    rows = with_referrals(rows.read_by(reader)).select_related("candidate").only(*SHOWN_FIELDS)
    rows = [row for row in rows if row.pk in here[row.stage_id]]
    stages = {stage.pk: stage for stage in stages}
    for row in rows:
        row.opening, row.stage = opening, stages[row.stage_id]
    return read_cards(rows, company, now=now)


def _column(stage, cards, shown) -> Column:
    is_cut = len(stage.card_keys) > shown
    return Column(stage, stage.standing, cards, cards[-1].cursor if is_cut and cards else "")
