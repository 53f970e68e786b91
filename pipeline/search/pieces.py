"""The texts about people that are searched, each with where it comes from.

Who may read what follows from the scope and the source, see `reading_rights`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import NamedTuple
from uuid import UUID

from django.db.models import F

from pipeline.models import Candidate, Document, Employment, Note, Tagging, Work
from pipeline.models.search import Scope
from pipeline.search.words import phone_words

TEXTS_AT_A_TIME = 50


class Piece(NamedTuple):
    """A text about a candidate, for whoever may read `scope`.

    `source` is the row it comes from: of the candidate's own row, all but the name is for whoever
    manages them. With an `application` it belongs to that opening. `extra` are words to find it
    by that stand in no text.
    """

    candidate: UUID
    scope: Scope
    source: UUID
    text: str
    application: UUID | None = None
    extra: tuple[str, ...] = ()


class SearchDocuments(NamedTuple):
    """Pieces of some scopes: `find` returns those about people, each scope and source once."""

    scopes: frozenset[Scope]
    find: Callable[[list[UUID]], Iterable[Piece]]


def pieces_about(people: list[UUID], scopes: Collection[str] = tuple(Scope)) -> Iterator[Piece]:
    """Yield all that is searched about these people, a few statements for however many.

    With `scopes`, what has none of these may be left out.
    """
    for kind in SEARCH_DOCUMENTS:
        if not kind.scopes.isdisjoint(scopes):
            yield from kind.find(people)


def _facts(people) -> Iterator[Piece]:
    """The name; and how to reach somebody, by what merged records say as well."""
    merged = _merged_facts(people)
    fields = ("pk", "name", "email", "phone", "location", "links")
    rows = Candidate.objects.filter(pk__in=people).values_list(*fields)
    for key, name, email, phone, location, links in rows:
        yield Piece(key, Scope.NAME, key, name)
        texts, phones = merged.get(key, ([], []))
        contact = " · ".join(part for part in (email, phone, location, links, *texts) if part)
        if contact:
            extra = tuple(word for number in (phone, *phones) for word in phone_words(number))
            yield Piece(key, Scope.CONTACT, key, contact, extra=extra)


def _merged_facts(people) -> dict[UUID, tuple[list[str], list[str]]]:
    """Names and ways to reach somebody of the records merged into each; and the phones again."""
    found: dict[UUID, tuple[list[str], list[str]]] = {}
    fields = ("merged_into", "name", "email", "phone", "location", "links")
    rows = Candidate.objects.filter(merged_into__in=people).order_by("pk").values_list(*fields)
    for key, name, email, phone, location, links in rows:
        texts, phones = found.setdefault(key, ([], []))
        texts += [name, email, phone, location, links]
        phones.append(phone)
    return found


def _tags(people) -> Iterator[Piece]:
    rows = Tagging.objects.filter(candidate__in=people).values_list("candidate", "tag__name")
    for key, names in _gathered(rows.order_by("pk")):
        yield Piece(key, Scope.SKILLS, key, names)


def _jobs(people) -> Iterator[Piece]:
    rows = Employment.objects.filter(candidate__in=people).order_by("position")
    fields = rows.values_list("candidate", "title", "employer")
    lines = ((key, ", ".join(filter(None, said))) for key, *said in fields)
    for key, text in _gathered(lines):
        yield Piece(key, Scope.WORK, key, text)


def _works(people) -> Iterator[Piece]:
    for work in Work.objects.filter(candidate__in=people):
        text = "\n".join([work.title, work.get_kind_display(), work.url, work.contribution])
        yield Piece(work.candidate_id, Scope.WORK, work.pk, text)


def _notes(people) -> Iterator[Piece]:
    rows = Note.objects.filter(candidate__in=people)
    for key, note, text, application in rows.values_list("candidate", "pk", "text", "application"):
        yield Piece(key, Scope.NOTE, note, text, application)


def _documents(people) -> Iterator[Piece]:
    """Titles, with what was read."""
    rows = Document.objects.filter(candidate__in=people)
    fields = rows.values_list("candidate", "pk", "title", "application", F("reading__text"))
    for key, document, title, application, text in fields.iterator(chunk_size=TEXTS_AT_A_TIME):
        yield Piece(key, Scope.RESUME, document, f"{title}\n{text or ''}", application)


def _gathered(rows) -> Iterable[tuple[UUID, str]]:
    """Put the short texts of each person together."""
    found: dict[UUID, list[str]] = {}
    for key, text in rows:
        found.setdefault(key, []).append(text)
    return ((key, " · ".join(texts)) for key, texts in found.items())


SEARCH_DOCUMENTS: list[SearchDocuments] = [
    SearchDocuments(frozenset({Scope.NAME, Scope.CONTACT}), _facts),
    SearchDocuments(frozenset({Scope.SKILLS}), _tags),
    SearchDocuments(frozenset({Scope.WORK}), _jobs),
    SearchDocuments(frozenset({Scope.WORK}), _works),
    SearchDocuments(frozenset({Scope.NOTE}), _notes),
    SearchDocuments(frozenset({Scope.RESUME}), _documents),
]
"""An explicit list that higher rooms add to in `AppConfig.ready()`."""
