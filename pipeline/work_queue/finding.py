"""Finding what waits for somebody among all active applications: one statement.

The database merges what concerns the same application, counts each kind, and puts the least
time left first. Only keys come back; what is shown of them is read afterwards.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Q
from django.utils import timezone

from config.tenancy.ids import new_id
from pipeline.queue import OWNED_KINDS, SOURCES, Kind, QueueItem

# Days left are counted as pipeline.clocks counts them. A clock that an offer has stopped has none.
STATEMENT = """
WITH found (thing, kind, own_days_left, comes_first) AS (
    SELECT * FROM unnest(%s::uuid[], %s::text[], %s::int[], %s::bool[]) {sources}
), merged AS (
    SELECT thing, array_agg(DISTINCT kind) AS kinds,
           min(own_days_left) AS own_days_left, bool_or(comes_first) AS comes_first
    FROM found GROUP BY thing
), dated AS (
    SELECT merged.*, application.first_contact_at,
           CASE WHEN application.offered_at IS NULL THEN opening.clock_days - 1
             - (%s - (application.first_contact_at AT TIME ZONE %s)::date) END AS clock_days_left
    FROM merged
    LEFT JOIN pipeline_application application ON application.id = merged.thing
    LEFT JOIN pipeline_opening opening ON opening.id = application.opening_id
    WHERE %s = '' OR %s = ANY (kinds)
), shown AS (
    SELECT thing, kinds, days_left,
           row_number() OVER (
               ORDER BY comes_first DESC, days_left NULLS LAST, first_contact_at, thing
           ) AS place
    FROM (SELECT *, LEAST(clock_days_left, own_days_left) AS days_left FROM dated) AS placed
    ORDER BY place LIMIT %s OFFSET %s
)
SELECT (SELECT jsonb_agg(jsonb_build_array(thing, kinds, days_left) ORDER BY place) FROM shown),
       (SELECT jsonb_object_agg(kind, number) FROM (
            SELECT kind, count(DISTINCT thing) AS number FROM found GROUP BY kind) AS counted),
       (SELECT count(*) FROM dated), (SELECT count(*) FROM merged)
"""


# Only statements that Django compiled come together here; all values are parameters.
SOURCE = "UNION ALL SELECT source.id, %s::text, %s::int, false FROM ({}) AS source (id)"


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
    whose: Q,
    kind="",
    most: int,
    skip: int = 0,
    now: datetime | None = None,
) -> Found:
    """Return what waits for `user`: of all sources and the `items` of finders, from `skip` on.

    What owners see to is narrowed to the applications for which `whose` holds.
    """
    by_thing: dict[UUID, list[QueueItem]] = {}
    for item in items:
        key = item.application.pk if item.application else new_id()
        by_thing.setdefault(key, []).append(item)
    sources, terms = _sources(user, company, whose)
    today = (now or timezone.now()).astimezone(company.zone).date()
    asked = [today, company.time_zone, kind, kind, most, skip]
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT.format(sources=sources), [*_columns(by_thing), *terms, *asked])
        shown, counts, number, total = cursor.fetchone()
    return Found(
        things=[_thing(*row) for row in _loaded(shown) or ()],
        counts={Kind(name): count for name, count in (_loaded(counts) or {}).items()},
        number=number,
        total=total,
        items=by_thing,
    )


def _columns(by_thing):
    rows = [(key, item) for key, items in by_thing.items() for item in items]
    return (
        [key for key, _ in rows],
        [item.kind.value for _, item in rows],
        [item.days_left for _, item in rows],
        [item.holds_others_up for _, item in rows],
    )


def _sources(user, company, whose):
    """The statements of all sources, joined, and their parameters."""
    statements, terms = [], []
    for source in SOURCES:
        rows = source.find(user, company)
        if rows is None:
            continue
        if source.kind in OWNED_KINDS:
            rows = rows.filter(whose)
        try:
            statement, values = rows.order_by().values("pk").query.sql_with_params()
        except EmptyResultSet:
            continue
        statements.append(SOURCE.format(statement))
        terms += [source.kind.value, source.own_days_left, *values]
    return "\n".join(statements), terms


def _thing(key, kinds, days_left):
    order = list(Kind)
    return Thing(UUID(key), tuple(sorted(map(Kind, kinds), key=order.index)), days_left)


def _loaded(value):
    return json.loads(value) if isinstance(value, str) else value
