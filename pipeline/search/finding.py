"""The statements of a search: whom the words lead to, in order, and by which texts.

The row of words of each person narrows down, within the index and for everybody at once. Where
somebody may not read everything, or words must stand one after the other, those who are left are
looked at one by one, the newest first, by the documents that may be read.
"""

# ruff: noqa: S608 - statements are put together from our own parts; values are apart

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from pipeline.models.search import Scope
from pipeline.search.keeping import LETTERS
from pipeline.search.queries import Wanted, in_document, in_person
from pipeline.search.reading_rights import Rights

TIERS = (
    (Scope.NAME, Scope.CONTACT),
    (Scope.SKILLS,),
    (Scope.WORK,),
    (Scope.NOTE,),
    (Scope.RESUME,),
)
"""Scopes by weight: who is found by an earlier one stands first."""

RANKS = {scope: rank for rank, scopes in enumerate(TIERS) for scope in scopes}
ALL_LETTERS = "".join(LETTERS.values())
SHORT_LETTERS = LETTERS[Scope.NAME] + LETTERS[Scope.CONTACT] + LETTERS[Scope.SKILLS]
MOST_EXAMINED = 500
"""People looked at one by one for one page; “more” goes on after the last of them."""


class Spot(NamedTuple):
    """A place in the order of results: the tier, and the key of the person, newest first."""

    tier: int
    candidate: UUID


class Found(NamedTuple):
    """People in order, and where to go on: None where there are no more."""

    spots: list[Spot]
    rest: Spot | None


class Match(NamedTuple):
    """A text by which somebody is found."""

    candidate: UUID
    scope: str
    source: UUID


def find_people(
    wanted: Sequence[Wanted], rights: Rights, *, most: int, after: Spot | None = None
) -> Found:
    """Return up to `most` people who have all words, after `after`."""
    first = after.tier if after else 0
    is_exact = rights.sees_all and not any(each.is_phrase for each in wanted)
    branches, values = [], []
    for tier in range(first, len(TIERS)):
        before = after.candidate if after and tier == first else None
        add = _plain_branch if is_exact else _examined_branch
        branch, its_values = add(tier, wanted, rights, most + 1, before)
        branches.append(branch)
        values += its_values
    statement = f"{rights.tables} {' UNION ALL '.join(branches)} LIMIT %s"
    rows = _run(statement, [*rights.values, *values, most + 1])
    return _page(rows, most)


def find_matches(wanted: Sequence[Wanted], rights: Rights, people: Sequence[UUID]) -> list[Match]:
    """Return the texts of these people that have any of the words and may be read."""
    if not people:
        return []
    anything = " | ".join(f"({in_document(each)})" for each in wanted)
    rows = _run(
        f"{rights.tables} SELECT d.candidate_id, d.scope, d.source "
        "FROM pipeline_searchdocument d WHERE d.candidate_id = ANY(%s) "
        f"AND d.words @@ %s::tsquery AND {rights.document}",
        [*rights.values, list(people), anything],
    )
    return sorted((Match(*row) for row in rows), key=lambda match: RANKS[match.scope])


def find_near(wanted: Sequence[Wanted], rights: Rights, people: Sequence[UUID]) -> set[str]:
    """Return those of the near words that stand in readable texts of these people."""
    near = sorted({word for each in wanted for word in each.near})
    if not near or not people:
        return set()
    rows = _run(
        f"{rights.tables} SELECT word FROM unnest(%s::text[]) AS near (word) WHERE EXISTS ("
        "SELECT 1 FROM pipeline_searchdocument d WHERE d.candidate_id = ANY(%s) "
        f"AND d.words @@ quote_literal(word)::tsquery AND {rights.document})",
        [*rights.values, near, list(people)],
    )
    return {word for (word,) in rows}


def _page(rows, most) -> Found:
    """Cut the rows to a page. A row without a find says how far somebody was looked for."""
    spots: list[Spot] = []
    for tier, candidate, is_found in rows:
        if not is_found:
            return Found(spots, Spot(tier, candidate))
        if len(spots) == most:
            return Found(spots, spots[-1])
        spots.append(Spot(tier, candidate))
    return Found(spots, None)


def _plain_branch(tier, wanted, rights, most, before):
    """People of a tier, for somebody who may read everything: the index knows it all."""
    query = _all_words(wanted, tier)
    if tier:
        query += f" & !({_any_word(wanted, _letters(range(tier)))})"
    hits, values = _hits(query, rights, before)
    return f"(SELECT {tier}, candidate_id, true FROM {hits} LIMIT %s)", [*values, most]


def _examined_branch(tier, wanted, rights, most, before):
    """People of a tier whose readable documents have all words, in this tier at best."""
    hits, values = _hits(_all_words(wanted, tier), rights, before)
    queries = [in_document(each) for each in wanted]
    has_all = " AND ".join("bool_or(d.words @@ %s::tsquery)" for _ in queries)
    ranks = " ".join(f"WHEN '{scope.value}' THEN {rank}" for scope, rank in RANKS.items())
    branch = (
        f"(WITH examined AS MATERIALIZED (SELECT candidate_id FROM {hits} LIMIT %s) "
        f"(SELECT {tier}, e.candidate_id, true FROM examined e, LATERAL ("
        "SELECT 1 FROM pipeline_searchdocument d "
        f"WHERE d.candidate_id = e.candidate_id AND {rights.document} HAVING {has_all} "
        f"AND min(CASE d.scope {ranks} END) FILTER (WHERE d.words @@ %s::tsquery) = {tier}"
        ") fit LIMIT %s) UNION ALL "
        f"(SELECT {tier}, candidate_id, false FROM examined OFFSET {MOST_EXAMINED - 1} LIMIT 1))"
    )
    anything = " | ".join(f"({query})" for query in queries)
    return branch, [*values, MOST_EXAMINED, *queries, anything, most]


def _hits(query, rights, before):
    """Return a table of the people who have the words, newest first.

    The inner one stands alone (OFFSET 0), so that it is always asked of the index and never of
    every person's words in turn.
    """
    condition, values = rights.person, [query]
    if before:
        condition += " AND candidate_id < %s"
        values.append(before)
    return (
        "(SELECT candidate_id FROM (SELECT candidate_id FROM pipeline_searchperson "
        f"WHERE words @@ %s::tsquery OFFSET 0) having_words WHERE {condition} "
        "ORDER BY candidate_id DESC) hits"
    ), values


def _all_words(wanted, tier) -> str:
    """All words anywhere, and one of them in this tier."""
    if len(wanted) == 1:
        return _any_word(wanted, _letters([tier]))
    everywhere = " & ".join(f"({_in_person(each, ALL_LETTERS)})" for each in wanted)
    return f"{everywhere} & ({_any_word(wanted, _letters([tier]))})"


def _any_word(wanted, letters) -> str:
    return " | ".join(f"({_in_person(each, letters)})" for each in wanted)


def _in_person(each, letters) -> str:
    return in_person(each, letters, short_scopes=SHORT_LETTERS)


def _letters(tiers) -> str:
    return "".join(LETTERS[scope] for tier in tiers for scope in TIERS[tier])


def _run(statement, values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()
