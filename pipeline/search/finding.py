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

from pipeline.models import Application
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
SHORT = (Scope.NAME, Scope.CONTACT, Scope.SKILLS)
"""Scopes in which a word that has just begun is looked for: few words begin alike there."""

SHORT_LETTERS = "".join(LETTERS[scope] for scope in SHORT)
SHORT_SCOPES = ", ".join(f"'{scope.value}'" for scope in SHORT)
MOST_EXAMINED = 500
"""People looked at one by one for one page; “more” goes on after the last of them."""


FEW = 40
"""Where the index knows no more, all are looked at, whatever their tier."""


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
    is_exact = rights.sees_all and not any(each.is_phrase for each in wanted)
    find = _find_by_index if is_exact else _find_by_reading
    return _page(find(wanted, rights, most + 1, after), most)


def find_matches(wanted: Sequence[Wanted], rights: Rights, people: Sequence[UUID]) -> list[Match]:
    """Return the texts of these people that have any of the words and may be read."""
    if not people:
        return []
    has, values = _has_words(wanted)
    rows = _run(
        f"{rights.tables_about} SELECT d.candidate_id, d.scope, d.source "
        "FROM pipeline_searchdocument d WHERE d.candidate_id = ANY(%s) "
        f"AND ({' OR '.join(has)}) AND {rights.document}",
        [*rights.values_about(people), list(people), *values],
    )
    return sorted((Match(*row) for row in rows), key=lambda match: RANKS[match.scope])


def find_applications(rights: Rights, people: Sequence[UUID]):
    """Return the applications of these people that may be seen, the newest first."""
    rows = Application.objects.order_by("-id")
    if rights.sees_all or not people:
        return rows.filter(candidate__in=people)
    keys = _run(f"{rights.tables_about} SELECT id FROM seen", rights.values_about(people))
    return rows.filter(pk__in=[key for (key,) in keys])


def find_near(wanted: Sequence[Wanted], rights: Rights, people: Sequence[UUID]) -> set[str]:
    """Return those of the near words that stand in readable texts of these people."""
    near = sorted({word for each in wanted for word in each.near})
    if not near or not people:
        return set()
    rows = _run(
        f"{rights.tables_about} SELECT word FROM unnest(%s::text[]) AS near (word) WHERE EXISTS ("
        "SELECT 1 FROM pipeline_searchdocument d WHERE d.candidate_id = ANY(%s) "
        f"AND d.words @@ quote_literal(word)::tsquery AND {rights.document})",
        [*rights.values_about(people), near, list(people)],
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


def _find_by_index(wanted, rights, most, after):
    """For somebody who may read everything: the index knows it all. The tiers run in order, and
    those behind a full page never do."""
    branches, values = [], []
    for tier, before in _tiers(after):
        query = _all_words(wanted, tier)
        if tier:
            query += f" & !({_any_word(wanted, _letters(range(tier)))})"
        hits, its_values = _hits(query, rights, before)
        branches.append(f"(SELECT {tier}, candidate_id, true FROM {hits} LIMIT %s)")
        values += [*its_values, most]
    statement = f"{rights.tables} {' UNION ALL '.join(branches)} LIMIT %s"
    return _run(statement, [*rights.values, *values, most])


def _find_by_reading(wanted, rights, most, after):
    """For anybody else, and for words in a row: those whom the index knows are looked at one by
    one. Their readable documents must have all words; the best of these is their tier."""
    best, values = _best_document(wanted, rights)
    rows = _find_few(wanted, rights, best, values, after)
    if rows is None:
        return _find_among_many(wanted, rights, best, values, most, after)
    return rows[:most]


def _find_few(wanted, rights, best, values, after):
    """Return all where the index knows few, in order; None where it knows many."""
    hits, its_values = _hits(_everywhere(wanted), rights, None)
    statement = (
        f"{_before(rights)} few AS MATERIALIZED (SELECT candidate_id FROM {hits} LIMIT {FEW + 1}) "
        f"(SELECT best.tier, e.candidate_id, true FROM few e, LATERAL ({best}) best "
        f"WHERE (SELECT count(*) FROM few) <= {FEW} ORDER BY 1, 2 DESC) "
        f"UNION ALL (SELECT -1, candidate_id, false FROM few OFFSET {FEW} LIMIT 1)"
    )
    rows = _run(statement, [*rights.values, *its_values, *values])
    if rows and not rows[-1][2]:
        return None
    return [row for row in rows if after is None or _is_behind(row, after)]


def _is_behind(row, after: Spot) -> bool:
    tier, candidate, _ = row
    return tier > after.tier or (tier == after.tier and candidate < after.candidate)


def _find_among_many(wanted, rights, best, best_values, most, after):
    """Look at the newest of each tier, the tiers in order, until the page is full."""
    tables, rows, values = [], [], []
    for tier, before in _tiers(after):
        hits, its_values = _hits(_all_words(wanted, tier), rights, before)
        name = f"examined_{tier}"
        tables.append(f"{name} AS MATERIALIZED (SELECT candidate_id FROM {hits} LIMIT %s)")
        values += [*its_values, MOST_EXAMINED]
        rows.append(f"SELECT {tier} AS tier, candidate_id, true AS is_found FROM {name}")
        last = f"FROM {name} OFFSET {MOST_EXAMINED - 1} LIMIT 1"
        rows.append(f"(SELECT {tier}, candidate_id, false {last})")
    statement = (
        f"{_before(rights)} {', '.join(tables)} SELECT e.tier, e.candidate_id, e.is_found "
        f"FROM ({' UNION ALL '.join(rows)}) e LEFT JOIN LATERAL ({best}) best ON e.is_found "
        "WHERE best.tier = e.tier OR NOT e.is_found LIMIT %s"
    )
    return _run(statement, [*rights.values, *values, *best_values, most])


def _before(rights) -> str:
    return f"{rights.tables}, " if rights.tables else "WITH "


def _best_document(wanted, rights) -> tuple[str, list[str]]:
    """Return the statement for the tier of a person `e`: no row where words are missing."""
    has, values = _has_words(wanted)
    ranks = " ".join(f"WHEN '{scope.value}' THEN {rank}" for scope, rank in RANKS.items())
    statement = (
        f"SELECT min(CASE d.scope {ranks} END) FILTER (WHERE {' OR '.join(has)}) AS tier "
        "FROM pipeline_searchdocument d "
        f"WHERE d.candidate_id = e.candidate_id AND {rights.document} "
        f"HAVING {' AND '.join(f'bool_or({each})' for each in has)}"
    )
    return statement, [*values, *values]


def _tiers(after):
    """Yield the tiers that are left, each with the person to go on behind, if any."""
    first = after.tier if after else 0
    for tier in range(first, len(TIERS)):
        yield tier, after.candidate if after and tier == first else None


def _has_words(wanted) -> tuple[list[str], list[str]]:
    """Return for each word the condition on a document `d` that has it, and all their values."""
    has, values = [], []
    for each in wanted:
        if each.has_just_begun:
            begins = f"d.scope IN ({SHORT_SCOPES}) AND d.words @@ %s::tsquery"
            has.append(f"(d.words @@ %s::tsquery OR {begins})")
            values += [in_document(each.as_it_is), in_document(each)]
        else:
            has.append("d.words @@ %s::tsquery")
            values.append(in_document(each))
    return has, values


def _hits(query, rights, before):
    """Return a table of the people who have the words, newest first.

    The inner one stands alone (OFFSET 0), so that it is always asked of the index and never of
    every person's words in turn.
    """
    further, values = "", [query]
    if before:
        further = " AND candidate_id < %s"
        values.append(before)
    return (
        "(SELECT candidate_id FROM (SELECT candidate_id FROM pipeline_searchperson "
        f"WHERE words @@ %s::tsquery OFFSET 0) having_words {rights.person}{further} "
        "ORDER BY candidate_id DESC) hits"
    ), values


def _all_words(wanted, tier) -> str:
    """All words anywhere, and one of them in this tier."""
    if len(wanted) == 1:
        return _any_word(wanted, _letters([tier]))
    return f"{_everywhere(wanted)} & ({_any_word(wanted, _letters([tier]))})"


def _everywhere(wanted) -> str:
    return " & ".join(f"({_in_person(each, ALL_LETTERS)})" for each in wanted)


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
