"""Who may find whom by what, as a part of a statement.

A person is found by those who see them, and by what these may read: the name; documents and
works of the person and of the openings they see; contact, tags, jobs and notes of people and
openings they manage. Whoever is hidden from somebody by blind screening is not found by them.
"""

# ruff: noqa: S608 - statements are put together from our own parts; values are apart

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from config.accounts.models import User
from config.accounts.roles import Role
from pipeline.blinding import masked_applications
from pipeline.models import Application

NOBODY = "SELECT NULL::uuid AS id, NULL::uuid AS candidate_id WHERE false"

READABLE = """(
    d.scope = 'name'
    OR CASE WHEN d.scope = 'note' OR d.source = d.candidate_id
        THEN d.candidate_id IN (SELECT candidate_id FROM managed)
            AND (d.application_id IS NULL OR d.application_id IN (SELECT id FROM managed))
        ELSE d.application_id IS NULL OR d.application_id IN (SELECT id FROM seen)
    END
)"""
"""Holds for the documents `d` that may be read, beside the `tables` of a Rights."""


@dataclass(frozen=True)
class Rights:
    """Parts of a statement: `tables` go into its WITH, the conditions into its WHERE.

    `person` is about a key called candidate_id, `document` about a row called d.
    """

    tables: str
    values: tuple[Any, ...]
    person: str
    document: str
    sees_all: bool


def rights_of(user: User) -> Rights:
    """Return what `user` may find people by."""
    hidden = Application.objects.visible_to(user).filter(masked_applications(user))
    masked, values = _statement(hidden)
    tables = f"hidden AS MATERIALIZED ({masked})"
    person = "candidate_id NOT IN (SELECT candidate_id FROM hidden)"
    if user.holds(Role.RECRUITER):
        return Rights(tables, values, person, "true", sees_all=True)
    seen, seen_values = _statement(Application.objects.visible_to(user))
    managed, managed_values = NOBODY, ()
    if user.holds(Role.HIRING_LEAD):
        managed, managed_values = _statement(Application.objects.managed_by(user))
    tables += f", seen AS MATERIALIZED ({seen}), managed AS MATERIALIZED ({managed})"
    return Rights(
        tables,
        values + seen_values + managed_values,
        f"candidate_id IN (SELECT candidate_id FROM seen) AND {person}",
        READABLE,
        sees_all=False,
    )


def _statement(applications) -> tuple[str, tuple[Any, ...]]:
    rows = applications.order_by().values_list("id", "candidate_id")
    return rows.query.sql_with_params()
