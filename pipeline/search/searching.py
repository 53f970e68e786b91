"""Searching: from what somebody typed to the people they may find by it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Prefetch

from config.accounts.models import User
from pipeline.keys import read_key
from pipeline.models import Application, Candidate
from pipeline.search.finding import (
    TIERS,
    Match,
    Spot,
    find_applications,
    find_matches,
    find_near,
    find_people,
)
from pipeline.search.lately_changed import find_lately_changed
from pipeline.search.near_words import liken, unknown_words
from pipeline.search.queries import Wanted, understand
from pipeline.search.reading_rights import Rights, rights_of
from pipeline.search.showing import Shown, show_matches
from pipeline.search.snippets import Marker, Part

A_PAGE = 20
FEW = 3
"""Where so few are found, words are taken for mistyped though they occur."""

QUICKLY = (
    "SELECT set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true), "
    "set_config('max_parallel_workers_per_gather', '0', true), "
    "set_config('pg_trgm.similarity_threshold', '0.3', true), "
    "EXISTS (SELECT 1 FROM pipeline_opening WHERE is_blind)"
)
"""Until the transaction ends: the row of words of each person is long, and kept apart from the
table, which the planner does not count; it would rather read them all. And whether blind
screening is to be thought of at all."""


@dataclass(frozen=True)
class Hit:
    """Somebody found: by which texts, and the applications of theirs that the reader sees."""

    candidate: Candidate
    name: Sequence[Part]
    applications: Sequence[Application]
    shown: Sequence[Shown]


class Likened(NamedTuple):
    """A word that was perhaps mistyped, with those near to it that led to somebody."""

    typed: str
    words: Sequence[str]


@dataclass(frozen=True)
class Answer:
    """What was found for a text. `more` is where to go on, blank where there are no more."""

    text: str
    wanted: Sequence[Wanted] = ()
    hits: Sequence[Hit] = ()
    likened: Sequence[Likened] = ()
    more: str = ""
    is_further: bool = field(default=False)


def search(
    user: User, text: str, *, most: int = A_PAGE, after: str = "", is_typing: bool = False
) -> Answer:
    """Return up to `most` people whom `user` may find by all words of `text`, the best first.

    `after` is the `more` of an earlier answer. While somebody `is_typing`, texts are only named
    and not quoted. Nothing is raised, whatever the text.
    """
    text = text.replace("\0", " ").strip()
    wanted, spot = understand(text, is_typing=is_typing), read_spot(after)
    if not wanted or not user.can("candidates.search"):
        return Answer(text, wanted, is_further=bool(spot))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(QUICKLY)
        rights = rights_of(user, is_any_blind=cursor.fetchone()[-1])
        wanted, found = _find(wanted, rights, most, spot)
        keys = [each.candidate for each in found.spots]
        if spot is None:
            late = find_lately_changed(user, wanted, rights)
            keys = list(dict.fromkeys([*late, *keys]))
        matches = find_matches(wanted, rights, keys)
        near = find_near(wanted, rights, keys)
        people = _read_people(keys, find_applications(rights, keys))
        hits = _hits(people, matches, Marker(wanted), quotes=not is_typing)
    return Answer(
        text,
        wanted,
        hits,
        [Likened(each.text, words) for each in wanted if (words := _among(each.near, near))],
        write_spot(found.rest),
        is_further=bool(spot),
    )


def _find(wanted, rights: Rights, most, spot):
    """Return the words as they were looked for in the end, and who has them."""
    unknown = unknown_words(wanted)
    wanted = liken(wanted, unknown)
    found = find_people(wanted, rights, most=most, after=spot)
    if spot or found.rest or len(found.spots) >= FEW:
        return wanted, found
    likened = liken(wanted, [each for each in wanted if not each.near])
    if likened == wanted:
        return wanted, found
    wider = find_people(likened, rights, most=most, after=spot)
    return (likened, wider) if len(wider.spots) > len(found.spots) else (wanted, found)


def _among(words, found) -> list[str]:
    return [word for word in words if word in found]


def _read_people(keys: Sequence[UUID], applications) -> list[Candidate]:
    """Read the people in order, with their `seen` applications; who is gone is left out."""
    if not keys:
        return []
    seen = Prefetch("applications", applications.select_related("opening", "stage"), to_attr="seen")
    found = Candidate.objects.present().prefetch_related(seen).in_bulk(keys)
    return [found[key] for key in keys if key in found]


def _hits(people: Sequence[Candidate], matches: Sequence[Match], marker, *, quotes) -> list[Hit]:
    shown = show_matches(matches, marker, quotes=quotes)
    return [
        Hit(person, marker.mark(person.name), person.seen, shown.get(person.pk, ()))
        for person in people
    ]


def write_spot(spot: Spot | None) -> str:
    """Return a place in the results as an address carries it."""
    return f"{spot.tier}.{spot.candidate}" if spot else ""


def read_spot(text: str) -> Spot | None:
    """Return the place that `text` spells, or None: a mistyped one is as none."""
    tier, _, key = text.partition(".")
    candidate = read_key(key)
    if candidate is None or tier not in {str(number) for number in range(len(TIERS))}:
        return None
    return Spot(int(tier), candidate)
