"""Everyone who is or was in an opening, a page at a time, by what their answers were flagged."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.db.models import F, Q

from pipeline.applying.answers import with_flags
from pipeline.keys import read_key
from pipeline.models import Application

ROWS_A_PAGE = 50


class PeopleOrder(StrEnum):
    """In which order, always the newest first among equals."""

    NEWEST = "newest"
    FLAGGED_FIRST = "flagged_first"
    FLAGGED_LAST = "flagged_last"


ORDER_LABELS = {
    PeopleOrder.NEWEST: "Newest",
    PeopleOrder.FLAGGED_FIRST: "Flagged first",
    PeopleOrder.FLAGGED_LAST: "Flagged last",
}


@dataclass(frozen=True)
class PeoplePage:
    """Applications, each with `flags`, how many of its answers are flagged.

    `after` is what a link to the further rows carries; empty where there are none.
    """

    rows: Sequence[Application]
    after: str


def read_order(text: str | None) -> PeopleOrder:
    return PeopleOrder(text) if text in list(PeopleOrder) else PeopleOrder.NEWEST


def read_people(applications, order: PeopleOrder, after: str = "") -> PeoplePage:
    """Return the rows that come after the one that `after` names; what it cannot name is passed.

    Begins where it is told and never counts rows off.
    """
    applications = with_flags(applications)
    seen = _read_after(after)
    if seen:
        applications = applications.filter(_further(order, *seen))
    rows = list(applications.order_by(*_sorting(order))[: ROWS_A_PAGE + 1])
    shown = rows[:ROWS_A_PAGE]
    is_cut = len(rows) > ROWS_A_PAGE
    return PeoplePage(shown, f"{int(bool(shown[-1].flags))}.{shown[-1].pk}" if is_cut else "")


def _sorting(order):
    if order == PeopleOrder.NEWEST:
        return ["-pk"]
    flagged = F("is_flagged")
    return [flagged.desc() if order == PeopleOrder.FLAGGED_FIRST else flagged.asc(), "-pk"]


def _further(order, was_flagged: bool, key: UUID) -> Q:
    if order == PeopleOrder.NEWEST:
        return Q(pk__lt=key)
    is_second_half = was_flagged == (order == PeopleOrder.FLAGGED_LAST)
    rest = Q(is_flagged=was_flagged, pk__lt=key)
    return rest if is_second_half else rest | Q(is_flagged=not was_flagged)


def _read_after(text):
    mark, _, key = text.partition(".")
    found = read_key(key or mark)
    return (mark == "1", found) if found else None
