"""Keeping the words about people in rows, to be searched: a keeper of `people_due`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from uuid import UUID

from django.db import connection

from config.tenancy.ids import new_ids
from pipeline.models import SearchDocument, SearchPerson
from pipeline.models.search import Scope
from pipeline.search.pieces import Piece, pieces_about
from pipeline.search.tools import tools_in
from pipeline.search.words import Reading, readings_in

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

MOST_BYTES_OF_A_LETTER = 4

LAST_POSITION = 16_383
SHORTEST_KNOWN, LONGEST_KNOWN = 3, 40

_PUT_PERSONS = """
INSERT INTO pipeline_searchperson (candidate_id, words)
SELECT person, vector::tsvector FROM unnest(%s::uuid[], %s::text[]) AS found (person, vector)
ON CONFLICT (candidate_id) DO UPDATE SET words = EXCLUDED.words
WHERE pipeline_searchperson.words <> EXCLUDED.words
"""
_ADD_WORDS = """
INSERT INTO pipeline_searchword (word) SELECT word FROM unnest(%s::text[]) AS new (word)
WHERE NOT EXISTS (SELECT 1 FROM pipeline_searchword old WHERE old.word = new.word)
ON CONFLICT DO NOTHING
"""

Words = dict[str, list[int]]
"""The positions of each word in a text, from 1 on."""


def keep_words(people: list[UUID]) -> None:
    """Rewrite what these people are found by; whoever is gone or merged is found no more."""
    present = _lock(people)
    documents, persons = [], {key: set() for key in present}
    read = (each for piece in pieces_about(present) for each in words_about(piece))
    for piece, words in read:
        if words:
            documents.append((piece, _vector(words)))
            letter = LETTERS[piece.scope] + ":"
            persons[piece.candidate].update([letter + word for word in words])
    _write_documents(people, documents)
    _write_persons(people, persons)
    _learn({word[2:] for words in persons.values() for word in words})


def words_about(piece: Piece) -> Iterator[tuple[Piece, Words]]:
    """Yield a piece with its words; after a document, the tools it names: skills of that person."""
    readings = readings_in(piece.text)
    yield piece, words_of(readings) | {word: [LAST_POSITION] for word in piece.extra}
    if piece.scope == Scope.RESUME and (tools := tools_in(readings)):
        named = readings_in("\n".join(tools))
        yield piece._replace(scope=Scope.SKILLS), words_of(named)


def words_of(readings: Sequence[Reading]) -> Words:
    """Return the words of a text; parts of a word stand one after the other."""
    found: Words = defaultdict(list)
    position = 0
    for parts, whole in readings:
        if whole:
            found[whole].append(position + 1)
        for part in parts:
            position += 1
            found[part].append(position)
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
    return " ".join([f"'{word}':{str(at)[1:-1].replace(' ', '')}" for word, at in words.items()])


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
    """Rewrite the rows that differ: most changes leave most words alone.

    The index takes the words of all of them in one go, several times as fast as each alone: they
    wait in its list, and the last row finds the list too long. No search has to read it then.
    """
    SearchPerson.objects.filter(candidate__in=set(people) - set(persons)).delete()
    rows = [(key, _plain_vector(words)) for key, words in persons.items()]
    with connection.cursor() as cursor:
        for some, at_once in ((rows[:-1], "64MB"), (rows[-1:], "64kB")):
            cursor.execute("SELECT set_config('gin_pending_list_limit', %s, true)", [at_once])
            cursor.execute(_PUT_PERSONS, [[key for key, _ in some], [row for _, row in some]])


def _plain_vector(words: Iterable[str]) -> str:
    """Return the words without positions, as many as one row takes."""
    vector = "'" + "' '".join(words) + "'" if words else ""
    if len(vector) < MOST_LETTERS // MOST_BYTES_OF_A_LETTER:
        return vector
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
    with connection.cursor() as cursor:
        cursor.execute(_ADD_WORDS, [known])


def _copy(statement, rows) -> None:
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)
