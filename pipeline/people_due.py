"""Keeping what is known about people elsewhere up to date: what is searched, who are twins.

A change of a person leaves PersonDue rows, by triggers. A worker takes them, asks every keeper
to look at the people again, and deletes them in that same transaction: a worker that dies
leaves them, and the next one does the work.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.db import connection, transaction
from django.db.models.functions import Now

from config.records.crashes import crash_point
from config.tenancy.wakeups import wake
from pipeline.models import PersonDue

log = logging.getLogger(__name__)

TASK = "keep_people_up_to_date"
BATCH = 500
PUT_OFF = timedelta(hours=1)

Keeper = Callable[[list[UUID]], None]
"""Rewrites what it keeps about these people. Some may be gone, or merged into others."""

KEEPERS: list[Keeper] = []


def wake_keepers() -> None:
    """Have people looked at soon after the present transaction; the minute's round does anyway.

    Every rule that changes people on somebody's behalf says it, once.
    """
    company = connection.tenant
    transaction.on_commit(lambda: wake(TASK, company))


def note_due(people: list[UUID]) -> None:
    """Have `people` looked at again, though no trigger may have seen a change of theirs."""
    PersonDue.objects.bulk_create(PersonDue(candidate_id=key) for key in people)


def bring_up_to_date(most: int = BATCH) -> int:
    """Let the keepers look at everybody who is due, `most` rows at a time; return how many people.

    Of two workers one goes on and the other leaves at once: keepers may compare people with
    each other, and would miss those that a neighbour is writing.
    """
    handled = 0
    while PersonDue.objects.due().exists():
        with transaction.atomic():
            looked_at = _bring_up_some(most) if _take_turn() else 0
        if not looked_at:
            break
        handled += looked_at
    return handled


def _take_turn() -> bool:
    """Say whether no other worker is at it in this company, until the commit frees the next."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_try_advisory_xact_lock(hashtext(%s), hashtext(%s))",
            [TASK, connection.schema_name],
        )
        return cursor.fetchone()[0]


def _bring_up_some(most) -> int:
    due = PersonDue.objects.due()
    oldest = due.order_by("id").select_for_update(skip_locked=True)
    people = set(oldest.values_list("candidate_id", flat=True)[:most])
    # All rows of these people, so that somebody changed ten times is looked at once.
    rows = list(due.filter(candidate_id__in=people).values_list("id", flat=True))
    crash_point("people.taken")
    _look_at(sorted(people))
    crash_point("people.kept")
    # Rows put off in the meantime have a later moment, and stay.
    due.filter(id__in=rows).delete()
    return len(people)


def _look_at(people) -> None:
    """Ask every keeper about all of them; where one fails, about each alone."""
    for keep in KEEPERS:
        try:
            with transaction.atomic():
                keep(people)
        except Exception:
            log.exception("%s failed; each of %d is tried alone.", _name(keep), len(people))
            for person in people:
                _look_at_one(keep, person)


def _look_at_one(keep, person) -> None:
    """Ask a keeper about one person, who is put off where that fails: the others go on."""
    try:
        with transaction.atomic():
            keep([person])
    except Exception:
        log.exception("%s failed with person %s, who is put off.", _name(keep), person)
        PersonDue.objects.filter(candidate_id=person).update(noted_at=Now() + PUT_OFF)


def _name(keep) -> str:
    return f"{keep.__module__}.{keep.__qualname__}"
