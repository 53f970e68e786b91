"""Words that a mistyped one may have meant: near ones among those that occur in the texts."""

# ruff: noqa: S608 - statements are put together from our own parts; values are apart

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_lowercase

from django.db import connection

from pipeline.search.queries import Wanted

MOST_NEAR = 3
MOST_LOOKED_AT = 40
SHORTEST, LONGEST = 4, 30
LONGEST_SHORT = 5
"""Words up to this length share too few of their letters' threes to be compared by them."""


def unknown_words(wanted: Sequence[Wanted]) -> list[Wanted]:
    """Return those words that occur in no text, nor begin any where they may go on."""
    asked = [each for each in wanted if _may_be_mistyped(each)]
    if not asked:
        return []
    parts, values = [], []
    for at, each in enumerate(asked):
        # The pattern is plain letters: nothing in it is a wildcard but our own.
        parts.append(
            f"SELECT {at} WHERE NOT EXISTS (SELECT 1 FROM pipeline_searchword WHERE word LIKE %s)"
        )
        values.append(each.text + ("%" if each.is_prefix else ""))
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), values)
        return [asked[at] for (at,) in cursor.fetchall()]


def liken(wanted: Sequence[Wanted], mistyped: Sequence[Wanted]) -> tuple[Wanted, ...]:
    """Return `wanted`, with the words near to those that are perhaps `mistyped`."""
    mistyped = [each for each in mistyped if _may_be_mistyped(each)]
    known = _look_up([each.text for each in mistyped]) if mistyped else []
    return tuple(
        each.likened(nearest(each.text, known)) if each in mistyped else each for each in wanted
    )


def nearest(word: str, known: Sequence[str]) -> tuple[str, ...]:
    """Return the few of `known` that one slip of the fingers, or two in a long word, lead to."""
    most = 1 if len(word) <= LONGEST_SHORT else 2
    near = sorted((slips(word, other), other) for other in known if other != word)
    return tuple(other for count, other in near if count <= most)[:MOST_NEAR]


def slips(one: str, other: str) -> int:
    """Return how many letters were left out, put in, changed or swapped with their neighbour.

    The optimal string alignment distance (Boytsov 2011, section 2.1): a swapped pair is one slip.
    """
    before, row = [], list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        older, before, row = before, row, [i]
        for j, opposite in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != opposite))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == opposite:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
    return row[-1]


def _may_be_mistyped(wanted: Wanted) -> bool:
    return wanted.is_plain and SHORTEST <= len(wanted.text) <= LONGEST


def _look_up(words: list[str]) -> list[str]:
    """Return words that occur and are like any of `words`, in one statement."""
    parts, values = [], []
    for word in words:
        if len(word) <= LONGEST_SHORT:
            parts.append("SELECT word FROM pipeline_searchword WHERE word = ANY(%s)")
            values.append(_one_slip_away(word))
        else:
            parts.append(
                "(SELECT word FROM pipeline_searchword WHERE word %% %s "
                "AND length(word) BETWEEN %s AND %s ORDER BY similarity(word, %s) DESC LIMIT %s)"
            )
            values += [word, len(word) - 2, len(word) + 2, word, MOST_LOOKED_AT]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ".join(parts), values)
        return [word for (word,) in cursor.fetchall()]


def _one_slip_away(word: str) -> list[str]:
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    found = {left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1}
    found |= {left + right[1:] for left, right in cuts if right}
    found |= {left + new + right for left, right in cuts for new in ascii_lowercase}
    found |= {left + new + right[1:] for left, right in cuts if right for new in ascii_lowercase}
    return sorted(found)
