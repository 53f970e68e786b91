"""Who may find whom by what, as a part of a statement.

A person is found by those who see them, and by what these may read: the name; documents and
works of the person and of the openings they see; contact, tags, jobs and notes of people and
openings they manage. Whoever is hidden from somebody by blind screening is not found by them.
"""

# ruff: noqa: S608 - statements are put together from our own parts; values are apart

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from config.accounts.models import User
from config.accounts.roles import Role
from pipeline.blind.hiding import masked_applications
from pipeline.models import Application

NOBODY = "SELECT NULL::uuid AS id, NULL::uuid AS candidate_id WHERE false"

EVERYTHING = "true"
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
    """Parts of a statement: `tables` stand before it.

    `person` comes after a table with a candidate_id and leaves the rows of those who may be
    found; `document` is a condition on a row called d.
    """

    parts: tuple[tuple[str, str, tuple[Any, ...]], ...]
    person: str
    document: str

    @property
    def sees_all(self) -> bool:
        return self.document == EVERYTHING

    @property
    def tables(self) -> str:
        """What goes before a statement about anybody; its values are `values`."""
        return self._with("")

    @property
    def values(self) -> list[Any]:
        return [value for _, _, values in self.parts for value in values]

    @property
    def tables_about(self) -> str:
        """The same where the statement is about few people; its values are `values_about`."""
        return self._with(" WHERE candidate_id = ANY(%s)")

    def values_about(self, people: Sequence[UUID]) -> list[Any]:
        return [value for _, _, values in self.parts for value in (*values, list(people))]

    def _with(self, condition) -> str:
        tables = [
            f"{name} AS MATERIALIZED (SELECT * FROM ({sql}) AS rows{condition})"
            for name, sql, _ in self.parts
        ]
        return f"WITH {', '.join(tables)}" if tables else ""


def rights_of(user: User, *, is_any_blind: bool) -> Rights:
    """Return what `user` may find people by; `is_any_blind` says whether any opening is."""
    visible = Application.objects.visible_to(user)
    parts, person = [], "true"
    sees_all = user.holds(Role.RECRUITER)
    if is_any_blind:
        parts.append(("hidden", *_statement(visible.filter(masked_applications(user)))))
        person = "candidate_id NOT IN (SELECT candidate_id FROM hidden)"
    if not sees_all:
        parts.append(("seen", *_statement(visible)))
        parts.append(("managed", *_managed(user)))
        parts.append(("people", "SELECT DISTINCT candidate_id FROM seen", ()))
    document = EVERYTHING if sees_all else READABLE
    whose = "" if sees_all else "JOIN people USING (candidate_id)"
    return Rights(tuple(parts), f"{whose} WHERE {person}", document)


def _managed(user):
    if user.holds(Role.HIRING_LEAD):
        return _statement(Application.objects.managed_by(user))
    return NOBODY, ()


def _statement(applications) -> tuple[str, tuple[Any, ...]]:
    rows = applications.order_by().values_list("id", "candidate_id")
    return rows.query.sql_with_params()
