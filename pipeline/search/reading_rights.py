"""Who may find whom by what, as a part of a statement.

A person is found by those who see them, and by what these may read: the name; documents and
works of the person and of the openings they see; contact, tags, jobs and notes of people and
openings they manage. Whoever is hidden from somebody by blind screening is not found by them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from config.accounts.models import User
from config.accounts.roles import Role
from pipeline.blind.hiding import masked_applications
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
    """Parts of a statement: `tables` are its WITH, the conditions go into its WHERE.

    `person` is about a key called candidate_id, `document` about a row called d.
    """

    tables: str
    values: tuple[Any, ...]
    person: str
    document: str
    sees_all: bool


def rights_of(user: User, *, is_any_blind: bool) -> Rights:
    """Return what `user` may find people by; `is_any_blind` says whether any opening is."""
    seen = Application.objects.visible_to(user)
    tables: dict[str, tuple[str, tuple[Any, ...]]] = {}
    person = ["true"]
    if is_any_blind:
        tables["hidden"] = _statement(seen.filter(masked_applications(user)))
        person.append("candidate_id NOT IN (SELECT candidate_id FROM hidden)")
    if not user.holds(Role.RECRUITER):
        tables["seen"] = _statement(seen)
        tables["managed"] = _managed(user)
        person.append("candidate_id IN (SELECT candidate_id FROM seen)")
    return Rights(
        tables="WITH " * bool(tables)
        + ", ".join(f"{name} AS MATERIALIZED ({sql})" for name, (sql, _) in tables.items()),
        values=tuple(value for _, values in tables.values() for value in values),
        person=" AND ".join(person),
        document=READABLE if "seen" in tables else "true",
        sees_all="seen" not in tables,
    )


def _managed(user):
    if user.holds(Role.HIRING_LEAD):
        return _statement(Application.objects.managed_by(user))
    return NOBODY, ()


def _statement(applications) -> tuple[str, tuple[Any, ...]]:
    rows = applications.order_by().values_list("id", "candidate_id")
    return rows.query.sql_with_params()
