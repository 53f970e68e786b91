"""Writing arrived people as rows: a statement for each table, in the caller's transaction.

Who arrives stands in two temporary tables first. Whoever was imported before is known by source
and key: what is blank is filled in, and nothing that stands is written over. A record that was
merged since leads to the one that was kept; of several rows that lead to one person, the first
brings their application and their jobs.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from pipeline import rules
from pipeline.models import Application, Candidate, Employment, Opening, StageMove, Stay
from pipeline.models.applications import Origin
from pipeline.people_files.person import OUR_FILES
from pipeline.people_imports.spool import JOBS, PEOPLE, Spool, blocks
from pipeline.rules import MoveKind, Step
from pipeline.stays import stays

ARRIVING, ARRIVING_JOBS = "arriving_people", "arriving_jobs"
FILLED = ("email", "phone", "location", "links")
COMPARED = ("name", "email", "phone", "location")


@dataclass(frozen=True, slots=True)
class Arrivals:
    """How many of those who arrived are new, had something added, or are as they were."""

    created: int
    updated: int
    unchanged: int
    applications: int


def receive(spool: Spool, opening: Opening) -> None:
    """Copy those spooled into the temporary tables, and find who is known."""
    with connection.cursor() as cursor:
        for table, columns, lines in (
            (ARRIVING, PEOPLE, spool.people),
            (ARRIVING_JOBS, JOBS, spool.jobs),
        ):
            cursor.execute(f"DROP TABLE IF EXISTS pg_temp.{table}")
            cursor.execute(f"CREATE TEMPORARY TABLE {table} ({', '.join(columns)}) ON COMMIT DROP")
            with cursor.copy(f"COPY pg_temp.{table} FROM STDIN") as copy:
                for block in blocks(lines):
                    copy.write(block)
        cursor.execute(_ADD_FINDINGS)
        cursor.execute(f"ANALYZE pg_temp.{ARRIVING}")
        cursor.execute(_FIND_KNOWN, {"opening": opening.pk})
        cursor.execute(_ENTER_ONCE)


def count_arrivals() -> Arrivals:
    """Say what writing them comes to."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT)
        total, known, updated, entering = cursor.fetchone()
    return Arrivals(total - known, updated, known - updated, entering)


def differences(most: int) -> list[tuple[int, str, str, str]]:
    """Return row, field, what stands and what the file says, where that is kept as it stands."""
    with connection.cursor() as cursor:
        cursor.execute(_DIFFERENCES, [most])
        return cursor.fetchall()


def strangers(most: int) -> list[tuple[int, str]]:
    """Return row and name of those whose number in the other system is somebody else's here."""
    with connection.cursor() as cursor:
        cursor.execute(_STRANGERS, [OUR_FILES, most])
        return cursor.fetchall()


def places_of() -> dict[int, tuple[UUID, bool]]:
    """Return for each row whose person it is, and whether the jobs of the file are theirs now."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT a.row, {_PERSON}, a.known IS NULL OR coalesce(a.adds_jobs, false) "  # noqa: S608
            f"FROM pg_temp.{ARRIVING} a"
        )
        return {row: (candidate, has_jobs) for row, candidate, has_jobs in cursor.fetchall()}


def write_arrivals(opening: Opening, *, now: datetime) -> None:
    """Write those who arrived into the inbox of `opening`, each judged as a step on screen is."""
    inbox = opening.stages.get(kind="inbox")
    step = Step(MoveKind.ENTER, inbox, now)
    # One judgement holds for all: none of them has a history, and each enters the inbox.
    after = rules.judge(rules.replay(()), step, now=now)
    move = rules.Move(kind=step.kind, to=inbox, happened_at=now, sequence=after.sequence)
    visit = stays([move])[0]
    values = {"opening": opening.pk, "stage": inbox.pk, "now": now, "kind": inbox.kind}
    values |= {"state": after.state, "sequence": after.sequence, "enter": step.kind}
    values |= {"visit": 1, "outcome": visit.left_by or "", "origin": Origin.IMPORTED}
    with connection.cursor() as cursor:
        cursor.execute(_FILL)
        for model, given, where in _INSERTS:
            statement, defaults = _insert(model, given, where)
            cursor.execute(statement, values | defaults)


def _insert(model, given: dict[str, str], where: str) -> tuple[str, dict]:
    """Return an INSERT with the expressions `given`, and the model's defaults for the others."""
    columns, expressions, defaults = [], [], {}
    for field in model._meta.concrete_fields:
        columns.append(f'"{field.column}"')
        if field.column in given:
            expressions.append(given[field.column])
        else:
            value = None if field.null else field.get_default()
            defaults[f"default_{field.column}"] = field.get_db_prep_save(value, connection)
            expressions.append(f"%(default_{field.column})s")
    table = model._meta.db_table
    return f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(expressions)} {where}", (
        defaults
    )


_ADD_FINDINGS = f"""ALTER TABLE pg_temp.{ARRIVING} ADD COLUMN known uuid, ADD COLUMN record uuid,
ADD COLUMN enters boolean, ADD COLUMN fills boolean, ADD COLUMN adds_jobs boolean"""
_HERE = "pipeline_candidate c ON c.id = a.known"
_RECORD = "pipeline_candidate r ON r.id = a.record"
_IS_BLANK = " OR ".join(f"c.{name} = '' AND a.{name} <> ''" for name in FILLED)
_FIND_KNOWN = f"""UPDATE pg_temp.{ARRIVING} a SET known = c.id, record = r.id,
enters = NOT EXISTS (SELECT FROM pipeline_application p
        WHERE p.candidate_id = c.id AND p.opening_id = %(opening)s)
    AND NOT EXISTS (SELECT FROM pipeline_application p
        WHERE p.source = a.source AND p.remote_id = a.place),
fills = {_IS_BLANK},
adds_jobs = a.has_jobs
    AND NOT EXISTS (SELECT FROM pipeline_employment e WHERE e.candidate_id = c.id)
FROM pipeline_candidate r JOIN pipeline_candidate c ON c.id = coalesce(r.merged_into_id, r.id)
WHERE r.source = a.source AND r.remote_id = a.key"""  # noqa: S608
_ENTER_ONCE = f"""UPDATE pg_temp.{ARRIVING} a SET enters = false, adds_jobs = false
FROM (SELECT known, min(row) AS row FROM pg_temp.{ARRIVING}
    WHERE known <> record OR known IN (SELECT known FROM pg_temp.{ARRIVING} WHERE known <> record)
    GROUP BY known) first
WHERE a.known = first.known AND a.row > first.row"""  # noqa: S608
_COUNT = f"""SELECT count(*), count(known), count(*) FILTER (WHERE enters OR fills OR adds_jobs),
count(*) FILTER (WHERE known IS NULL OR enters) FROM pg_temp.{ARRIVING}"""  # noqa: S608
_DIFFERING = " UNION ALL ".join(
    f"SELECT a.row, '{name}', c.{name}, a.{name} FROM pg_temp.{ARRIVING} a "  # noqa: S608
    f"JOIN {_HERE} JOIN {_RECORD} WHERE c.{name} <> '' AND a.{name} <> '' "
    f"AND lower(c.{name}) <> lower(a.{name}) AND lower(r.{name}) <> lower(a.{name})"
    for name in COMPARED
)
_DIFFERENCES = f"SELECT * FROM ({_DIFFERING}) differing ORDER BY 1, 2 LIMIT %s"  # noqa: S608
_STRANGERS = f"""SELECT a.row, r.name FROM pg_temp.{ARRIVING} a JOIN {_RECORD}
WHERE a.has_own_id AND a.source = %s AND lower(r.name) <> lower(a.name)
AND (r.email = '' OR lower(r.email) <> lower(a.email)) ORDER BY a.row LIMIT %s"""  # noqa: S608
_FILLING = ", ".join(
    f"{name} = CASE WHEN c.{name} = '' THEN a.{name} ELSE c.{name} END" for name in FILLED
)
_FILLINGS = ", ".join(
    f"coalesce((array_agg({name} ORDER BY row) FILTER (WHERE {name} <> ''))[1], '') AS {name}"
    for name in FILLED
)
_FILL = f"""UPDATE pipeline_candidate c SET {_FILLING}
FROM (SELECT known, {_FILLINGS} FROM pg_temp.{ARRIVING} WHERE fills GROUP BY known) a
WHERE c.id = a.known"""  # noqa: S608

_PERSON = "coalesce(a.known, a.candidate)"
_ENTERED = "coalesce(nullif(a.applied, '')::timestamptz, %(now)s)"
_NEW = f"FROM pg_temp.{ARRIVING} a WHERE a.known IS NULL"
_ENTERING = f"FROM pg_temp.{ARRIVING} a WHERE a.known IS NULL OR a.enters"
_ARRIVING_JOBS = (
    f"FROM pg_temp.{ARRIVING_JOBS} j JOIN pg_temp.{ARRIVING} a USING (candidate) "
    "WHERE a.known IS NULL OR a.adds_jobs"
)
_INSERTS = (
    (
        Candidate,
        {name: f"a.{name}" for name in ("name", "source", *FILLED)}
        | {"id": "a.candidate", "remote_id": "a.key", "created_at": "%(now)s"},
        _NEW,
    ),
    (
        Application,
        {
            "id": "a.application",
            "candidate_id": _PERSON,
            "opening_id": "%(opening)s",
            "stage_id": "%(stage)s",
            "state": "%(state)s",
            "version": "%(sequence)s",
            "origin": "%(origin)s",
            "first_contact_at": "nullif(a.applied, '')::timestamptz",
            "stage_entered_at": _ENTERED,
            "source": "a.source",
            "remote_id": "a.place",
            "created_at": "%(now)s",
        },
        _ENTERING,
    ),
    (
        StageMove,
        {
            "id": "a.move",
            "application_id": "a.application",
            "sequence": "%(sequence)s",
            "kind": "%(enter)s",
            "to_stage_id": "%(stage)s",
            "happened_at": _ENTERED,
            "recorded_at": "%(now)s",
            "source": "a.source",
            "remote_id": "a.place || ':enter:1'",
        },
        _ENTERING,
    ),
    (
        Stay,
        {
            "id": "a.stay",
            "application_id": "a.application",
            "opening_id": "%(opening)s",
            "stage_id": "%(stage)s",
            "kind": "%(kind)s",
            "visit": "%(visit)s",
            "entered_at": _ENTERED,
            "outcome": "%(outcome)s",
        },
        _ENTERING,
    ),
    (
        Employment,
        {
            name: f"j.{name}"
            for name in ("id", "position", "employer", "title", "started", "ended", "is_current")
        }
        | {"candidate_id": _PERSON},
        _ARRIVING_JOBS,
    ),
)
