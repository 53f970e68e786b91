"""Finding what waits for somebody among all active applications: one statement.

The database merges what concerns the same application, counts each kind, and puts the least
time left first. Only keys come back; what is shown of them is read afterwards.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from django.db import connection
from django.utils import timezone

from config.tenancy.ids import new_id
from config.tenancy.models import Company
from pipeline.queue import OWNED_KINDS, SOURCES, Kind, QueueItem
from pipeline.work_queue.compiling import NOTHING, SOMEBODY, condition_of, somebody, sql_of
from pipeline.work_queue.owners import is_asked_of, is_managed_by, is_of_team
from pipeline.work_queue.whose import Whose

BITS = {kind: 1 << place for place, kind in enumerate(Kind)}
OWNED_BITS = sum(BITS[kind] for kind in OWNED_KINDS)

# Days left are counted as pipeline.clocks counts them. A clock that an offer has stopped has none.
STATEMENT = """
WITH found (thing, bit, own_days_left, comes_first) AS (
    SELECT * FROM unnest(%s::uuid[], %s::int[], %s::int[], %s::bool[]) {sources}
), merged AS (
    SELECT thing, bit_or(bit) AS bits, min(own_days_left) AS own_days_left,
           bool_or(comes_first) AS comes_first
    FROM found GROUP BY thing
), dated AS (
    SELECT thing, own_days_left, comes_first, first_contact_at,
           CASE WHEN pipeline_application.id IS NULL OR bits & {owned} = 0 OR ({asked}) THEN bits
             ELSE bits & ~{owned} END AS bits,
           CASE WHEN offered_at IS NULL THEN clock_days - 1
             - (%s - (first_contact_at AT TIME ZONE %s)::date) END AS clock_days_left
    FROM merged
    LEFT JOIN pipeline_application ON pipeline_application.id = thing
    LEFT JOIN pipeline_opening ON pipeline_opening.id = opening_id
), waiting AS (
    SELECT thing, bits, LEAST(clock_days_left, own_days_left) AS days_left, comes_first,
           first_contact_at
    FROM dated WHERE bits <> 0
), shown AS (
    SELECT * FROM waiting WHERE %s = 0 OR bits & %s <> 0
    ORDER BY comes_first DESC, days_left NULLS LAST, first_contact_at, thing
    LIMIT %s OFFSET %s
)
SELECT (SELECT jsonb_agg(jsonb_build_array(thing, bits, days_left)
            ORDER BY comes_first DESC, days_left NULLS LAST, first_contact_at, thing) FROM shown),
       array[{counts}]
FROM waiting
"""
# Only statements that Django compiled come together here; all values are parameters.
SOURCE = "UNION ALL SELECT source.id, {bit}, {days}::int, false FROM ({rows}) AS source (id)"


@dataclass(frozen=True)
class Thing:
    """What waits: an application, or one of the `items` that finders gave; in which ways."""

    key: UUID
    kinds: tuple[Kind, ...]
    days_left: int | None


@dataclass(frozen=True)
class Found:
    """The things shown, how many there are of each kind, of the kind asked for, and in all.

    `items` are what finders gave, by the key of their thing.
    """

    things: Sequence[Thing]
    counts: dict[Kind, int]
    number: int
    total: int
    items: dict[UUID, list[QueueItem]]


def find_things(
    user,
    company,
    items: Sequence[QueueItem],
    *,
    whose: Whose,
    kind="",
    most: int,
    skip: int = 0,
    now: datetime | None = None,
) -> Found:
    """Return what waits for `user`: of all sources and the `items` of finders, from `skip` on.

    What owners see to is narrowed to the applications that are asked of `user`.
    """
    by_thing: dict[UUID, list[QueueItem]] = {}
    for item in items:
        key = item.application.pk if item.application else new_id()
        by_thing.setdefault(key, []).append(item)
    roles, zone = frozenset(user.effective_roles), company.time_zone
    statement, terms = _compile(roles, zone, whose, tuple(SOURCES))
    today = (now or timezone.now()).astimezone(company.zone).date()
    bit = BITS.get(kind, 0)
    values = [*_columns(by_thing), *terms, today, zone, bit, bit, most, skip]
    with connection.cursor() as cursor:
        cursor.execute(statement, [user.pk if value == SOMEBODY else value for value in values])
        shown, (total, *counts) = cursor.fetchone()
    found = {each: number for each, number in zip(Kind, counts, strict=True) if number}
    return Found(
        things=[_thing(*row) for row in _loaded(shown) or ()],
        counts=found,
        number=found.get(kind, 0) if kind else total,
        total=total,
        items=by_thing,
    )


@lru_cache(maxsize=64)
def _compile(roles, zone: str, whose: Whose, sources) -> tuple[str, list]:
    """Return the statement for people who hold `roles`, and the values of sources and owners.

    Building it anew would take longer than all else on the page. It is the same for everybody
    who may do the same; SOMEBODY stands for whoever asks.
    """
    user, company = somebody(roles), Company(time_zone=zone)
    parts, before = [], []
    for source in sources:
        rows = source.find(user, company)
        statement, values = sql_of(rows)
        if statement != NOTHING:
            days = "NULL" if source.own_days_left is None else str(source.own_days_left)
            parts.append(SOURCE.format(bit=BITS[source.kind], days=days, rows=statement))
            before += values
    condition = is_asked_of(user)
    if whose == Whose.TEAMS:
        condition |= is_of_team(user)
    asked, middle = condition_of(condition & is_managed_by(user))
    counts = [f"count(*) FILTER (WHERE bits & {bit} <> 0)" for bit in BITS.values()]
    statement = STATEMENT.format(
        sources="\n".join(parts),
        owned=OWNED_BITS,
        asked=asked,
        counts=", ".join(["count(*)", *counts]),
    )
    return statement, [*before, *middle]


def _columns(by_thing):
    rows = [(key, item) for key, items in by_thing.items() for item in items]
    return (
        [key for key, _ in rows],
        [BITS[item.kind] for _, item in rows],
        [item.days_left for _, item in rows],
        [item.holds_others_up for _, item in rows],
    )


def _thing(key, bits, days_left):
    return Thing(UUID(key), tuple(kind for kind, bit in BITS.items() if bits & bit), days_left)


def _loaded(value):
    return json.loads(value) if isinstance(value, str) else value
