"""The table: active applications as rows, of one opening or across those one is in charge of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import Lower

from config.accounts.models import User
from pipeline.applying.answers import with_flags
from pipeline.board_views import orders
from pipeline.board_views.filters import Filters
from pipeline.cards import Card, read_cards
from pipeline.models import Application, Stage, StageKind, Tagging
from pipeline.people.referral_pages import with_referrals

ROWS_A_PAGE = 50
MOST_COUNTED = 1000
SELECTED = ("candidate", "opening", "stage__owner", "owner")


@dataclass(frozen=True, slots=True)
class TableRow:
    """One application with its card. `back` and `forward` are the stages beside its own, or None.

    `tags` are blank where who it is stays hidden.
    """

    application: Application
    card: Card
    tags: Sequence[str]
    back: UUID | None
    forward: UUID | None


@dataclass(frozen=True)
class TablePage:
    """`number` is of all who are asked for; beyond MOST_COUNTED nobody counts on.

    `after` leads to the further rows and is empty where there are none. `version` is another
    after any change of what these rows are and whose.
    """

    rows: Sequence[TableRow]
    number: int
    after: str
    version: str

    @property
    def number_words(self) -> str:
        if self.number > MOST_COUNTED:
            return f"More than {MOST_COUNTED:,} people"
        return f"{self.number:,} {'person' if self.number == 1 else 'people'}"


def applications_for(user: User, filters: Filters, opening=None):
    """Active applications that `user` manages and `filters` ask for; unordered."""
    rows = Application.objects.managed_by(user).active()
    if opening is not None:
        rows = rows.filter(opening=opening)
    return filters.sieve.sift(rows)


def read_table(
    user: User, filters: Filters, company, *, now: datetime, opening=None, after: str = ""
) -> TablePage:
    """Return a page of the table in the same few queries however many rows it has.

    Begins after the row that `after` names and never counts rows off.
    """
    asked = applications_for(user, filters, opening)
    number = asked.order_by()[: MOST_COUNTED + 1].count()
    page = _page(asked, user, filters, after)
    rows = list(with_referrals(page).select_related(*SELECTED)[: ROWS_A_PAGE + 1])
    shown = rows[:ROWS_A_PAGE]
    cards = read_cards(shown, company, now=now)
    beside = _stages_beside(shown)
    place = orders.place_of(shown[-1], filters.order) if len(rows) > ROWS_A_PAGE else ""
    drawn = [_row(row, cards[row.pk], beside) for row in shown]
    return TablePage(drawn, number, place, _version(map(_mark, shown)))


def table_version(user: User, filters: Filters, *, opening=None, after: str = "") -> str:
    """Return the version that the page has now, in one query."""
    page = _page(applications_for(user, filters, opening), user, filters, after)
    columns = ["pk", "version", "owner_id", "stage__owner_id"]
    columns += ["tag_names"] if _has(filters, "tags") else []
    rows = page.values_list(*columns)[:ROWS_A_PAGE]
    return _version((row[:4], row[4] if len(row) > 4 else []) for row in rows)


def _page(asked, user, filters, after):
    rows = orders.with_order(asked, filters.order, user)
    if place := orders.read_place(after, filters.order, user):
        rows = orders.after(rows, filters.order, place)
    if _has(filters, "tags"):
        rows = rows.annotate(tag_names=_tag_names())
    if _has(filters, "flags"):
        rows = with_flags(rows)
    if _has(filters, "latest"):
        rows = rows.annotate(latest_at=orders.latest_activity())
    return orders.in_order(rows, filters.order)


def _has(filters, name):
    return any(column.name == name for column in filters.columns)


def _tag_names():
    taggings = Tagging.objects.filter(candidate=OuterRef("candidate"))
    return ArraySubquery(taggings.order_by(Lower("tag__name")).values("tag__name"))


def _row(application, card, beside):
    back, forward = beside[application.stage_id]
    is_hidden = application.candidate.is_stand_in
    tags = [] if is_hidden else getattr(application, "tag_names", [])
    return TableRow(application, card, tags, back, forward)


def _stages_beside(rows) -> Mapping[UUID, tuple[UUID | None, UUID | None]]:
    """The stages before and after each of those that the rows stand in (one query)."""
    openings = {row.opening_id for row in rows}
    stages = Stage.objects.filter(opening__in=openings).exclude(kind=StageKind.HIRED)
    stages = list(stages.order_by("opening", "position").only("opening_id"))
    beside = {}
    for at, stage in enumerate(stages):
        around = [stages[at - 1] if at else None, stages[at + 1] if at + 1 < len(stages) else None]
        beside[stage.pk] = tuple(
            each.pk if each and each.opening_id == stage.opening_id else None for each in around
        )
    return beside


def _mark(row):
    key = (row.pk, row.version, row.owner_id, row.stage.owner_id)
    return key, getattr(row, "tag_names", [])


def _version(marks) -> str:
    text = "\n".join(f"{list(key)} {list(tags)}" for key, tags in marks)
    return sha256(text.encode()).hexdigest()[:16]
