"""Keeping the words about people in rows, to be searched: a keeper of `people_due`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from uuid import UUID

from django.db import connection

from config.tenancy.ids import new_ids
from pipeline.models import SearchDocument, SearchPerson, SearchWord
from pipeline.models.search import Scope
from pipeline.search.pieces import Piece, pieces_about
from pipeline.search.tools import tools_in
from pipeline.search.words import readings_in

LETTERS = {
    Scope.NAME: "n",
    Scope.CONTACT: "c",
    Scope.SKILLS: "s",
    Scope.WORK: "w",
    Scope.NOTE: "o",
    Scope.RESUME: "r",
}
"""The letter that stands before a word in the row of a person."""

MOST_LETTERS = 900_000
"""Bytes of words in the row of one person: the database takes a megabyte of them."""

LAST_POSITION = 16_383
SHORTEST_KNOWN, LONGEST_KNOWN = 3, 40

Words = dict[str, list[int]]
"""The positions of each word in a text, from 1 on."""


def keep_words(people: list[UUID]) -> None:
    """Rewrite what these people are found by; whoever is gone or merged is found no more."""
    present = _lock(people)
    documents, persons = [], {key: set() for key in present}
    for piece in _with_skills(pieces_about(present)):
        words = words_of(piece)
        if words:
            documents.append((piece, _vector(words)))
            letter = LETTERS[piece.scope]
            persons.setdefault(piece.candidate, set()).update(f"{letter}:{word}" for word in words)
    _write_documents(people, documents)
    _write_persons(people, persons)
    _learn({word[2:] for words in persons.values() for word in words})


def _with_skills(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield the pieces, and after each document the tools that it names: skills of that person."""
    for piece in pieces:
        yield piece
        if piece.scope == Scope.RESUME and (tools := tools_in(piece.text)):
            yield piece._replace(scope=Scope.SKILLS, text="\n".join(tools))


def words_of(piece: Piece) -> Words:
    """Return the words of a piece; parts of a word stand one after the other."""
    found: Words = {}
    position = 1
    for reading in readings_in(piece.text):
        if reading.whole:
            found.setdefault(reading.whole, []).append(min(position, LAST_POSITION))
        for part in reading.parts:
            found.setdefault(part, []).append(min(position, LAST_POSITION))
            position += 1
    for word in piece.extra:
        found.setdefault(word, [LAST_POSITION])
    return found


def _lock(people) -> list[UUID]:
    """Return those of `people` who are here, and hold them and their applications until we end.

    Applications first, as a deletion takes them.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM pipeline_application WHERE candidate_id = ANY(%s) ORDER BY id "
            "FOR KEY SHARE",
            [people],
        )
        cursor.execute(
            "SELECT id FROM pipeline_candidate WHERE id = ANY(%s) AND merged_into_id IS NULL "
            "ORDER BY id FOR KEY SHARE",
            [people],
        )
        return [key for (key,) in cursor.fetchall()]


def _vector(words: Words) -> str:
    """Return the words as the database reads them; no word holds a quote or a backslash."""
    return " ".join(f"'{word}':{','.join(map(str, at))}" for word, at in words.items())


def _write_documents(people, documents: list[tuple[Piece, str]]) -> None:
    SearchDocument.objects.filter(candidate__in=people)._raw_delete("default")
    rows = (
        (key, piece.candidate, piece.application, piece.scope.value, piece.source, vector)
        for key, (piece, vector) in zip(new_ids(len(documents)), documents, strict=True)
    )
    _copy(
        "COPY pipeline_searchdocument (id, candidate_id, application_id, scope, source, words) "
        "FROM STDIN",
        rows,
    )


def _write_persons(people, persons: dict[UUID, set[str]]) -> None:
    """Rewrite the rows that differ: most changes leave most words alone."""
    SearchPerson.objects.filter(candidate__in=set(people) - set(persons)).delete()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO pipeline_searchperson (candidate_id, words) "
            "SELECT person, vector::tsvector FROM unnest(%s::uuid[], %s::text[]) "
            "AS found (person, vector) ON CONFLICT (candidate_id) DO UPDATE "
            "SET words = EXCLUDED.words WHERE pipeline_searchperson.words <> EXCLUDED.words",
            [list(persons), [_plain_vector(words) for words in persons.values()]],
        )


def _plain_vector(words: Iterable[str]) -> str:
    """Return the words without positions, as many as one row takes."""
    kept, left = [], MOST_LETTERS
    for word in sorted(words):
        left -= len(word.encode())
        if left < 0:
            break
        kept.append(f"'{word}'")
    return " ".join(kept)


def _learn(words: set[str]) -> None:
    """Add to the words that a mistyped one may have meant."""
    known = sorted(
        word for word in words if SHORTEST_KNOWN <= len(word) <= LONGEST_KNOWN and word.isalpha()
    )
    SearchWord.objects.bulk_create([SearchWord(word=word) for word in known], ignore_conflicts=True)


def _copy(statement, rows) -> None:
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)
