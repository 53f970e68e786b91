"""By what somebody was found: the kind of text, and the words where they stand in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from pipeline.models.search import Scope
from pipeline.search.finding import Match
from pipeline.search.pieces import Piece, pieces_about
from pipeline.search.snippets import Marker, Part

MOST_SHOWN = 2


@dataclass(frozen=True)
class Shown:
    """A text by which somebody was found, and the stretch of it; empty where none is quoted."""

    scope: Scope
    parts: Sequence[Part] = ()


def show_matches(
    matches: Sequence[Match], marker: Marker, *, quotes: bool
) -> dict[UUID, list[Shown]]:
    """Return the few best texts of each person, without the name, which shows itself."""
    chosen: dict[UUID, list[Match]] = {}
    for match in matches:
        if match.scope != Scope.NAME:
            chosen.setdefault(match.candidate, []).append(match)
    chosen = {key: _best(each) for key, each in chosen.items()}
    texts = _texts(chosen) if quotes else {}
    return {
        key: [Shown(Scope(match.scope), _quote(match, texts, marker)) for match in each]
        for key, each in chosen.items()
    }


def _best(matches: list[Match]) -> list[Match]:
    """One of each kind, and no document twice."""
    kept: list[Match] = []
    for match in matches:
        if all(match.scope != other.scope and match.source != other.source for other in kept):
            kept.append(match)
    return kept[:MOST_SHOWN]


def _texts(chosen: dict[UUID, list[Match]]) -> dict[tuple[Scope, UUID], Piece]:
    """The texts of the chosen; skills may be those that a document names."""
    if not chosen:
        return {}
    scopes = {match.scope for matches in chosen.values() for match in matches}
    if Scope.SKILLS in scopes:
        scopes.add(Scope.RESUME)
    pieces = pieces_about(list(chosen), scopes)
    return {(piece.scope, piece.source): piece for piece in pieces}


def _quote(match: Match, texts, marker: Marker) -> list[Part]:
    """The stretch of a text; skills that a document names are shown where it names them."""
    piece = texts.get((match.scope, match.source)) or texts.get((Scope.RESUME, match.source))
    return marker.snippet(piece.text) if piece else []
