"""Mentions: colleagues named in a note after an @, as "@Robin Adler", "@robin" or by address."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from config.accounts.models import User

AT = re.compile(r"(?<![\w@./-])@(?=\w)")
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
WORDS = [re.compile(words) for words in (r"\w+(?:['’.-]\w+)*", r"\w+(?:[.-]\w+)*", r"\w+")]
MOST = 20

Sees = Callable[[list[User]], list[User]]
"""Returns those of these people who may see what the note is about."""


@dataclass(frozen=True)
class Mentions:
    """Who is mentioned in `text`, where each now stands with the whole name."""

    text: str
    people: Sequence[User]


@dataclass(frozen=True)
class Found:
    """Whom the words from `start` to `end` may mean; they were typed after an @."""

    start: int
    end: int
    typed: str
    people: Sequence[User]


def read_mentions(text: str, *, sees: Sees) -> Mentions:
    """Return whom `text` mentions. What names no colleague is no mention, and stays as it is.

    Raises ValidationError with a question where several are meant equally well, and with a
    sentence for somebody who may not see what the note is about.
    """
    if not AT.search(text):
        return Mentions(text, ())
    everyone = list(User.objects.active())
    found = list(_find_all(text, everyone))
    named = {person.pk: person for each in found for person in each.people}
    if not named:
        return Mentions(text, ())
    seeing = {person.pk for person in sees(list(named.values()))}
    meant = [_one_of(each, seeing) for each in found]
    people = list(dict.fromkeys(meant))
    if len(people) > MOST:
        raise ValidationError({"text": f"A note can mention {MOST} colleagues at most."})
    return Mentions(_with_names(text, found, meant), people)


def match_names(typed: str, people: Iterable[User]) -> list[User]:
    """Return the people of whose name any word, or whose address, begins with `typed`."""
    wanted = plain(typed.strip())
    return [
        person
        for person in people
        if any(words.startswith(wanted) for words in (plain(person.name), *_words_of(person)))
    ]


def plain(words: str) -> str:
    """Return `words` in small letters without accents, so that zoe finds Zoë."""
    letters = unicodedata.normalize("NFKD", words)
    return "".join(each for each in letters if not unicodedata.combining(each)).casefold()


def _find_all(text, everyone):
    for match in AT.finditer(text):
        if found := _find(text, match.end(), everyone):
            yield found


def _find(text, start, everyone) -> Found | None:
    """Whom the words at `start` mean: an address, else the longest whole name, else a word."""
    ways = (_by_address, _by_whole_name, _by_word)
    return next(filter(None, (way(text, start, everyone) for way in ways)), None)


def _by_address(text, start, everyone):
    match = ADDRESS.match(text, start)
    if match is None:
        return None
    people = [each for each in everyone if each.email.casefold() == match[0].casefold()]
    return Found(start, match.end(), match[0], people) if people else None


def _by_whole_name(text, start, everyone):
    fitting = [each for each in everyone if _begins_with(text, start, each.name)]
    longest = max((len(each.name) for each in fitting), default=0)
    people = [each for each in fitting if len(each.name) == longest]
    end = start + longest
    return Found(start, end, text[start:end], people) if people else None


def _begins_with(text, start, name):
    end = start + len(name)
    ends_there = end >= len(text) or not (text[end].isalnum() or text[end] == "_")
    return bool(name) and ends_there and plain(text[start:end]) == plain(name)


def _by_word(text, start, everyone):
    for pattern in WORDS:
        match = pattern.match(text, start)
        typed = plain(match[0])
        people = [each for each in everyone if typed in _words_of(each)]
        if people:
            return Found(start, match.end(), match[0], people)
    return None


def _words_of(person) -> list[str]:
    return [*plain(person.name).split(), plain(person.email.partition("@")[0])]


def _one_of(found: Found, seeing) -> User:
    able = [person for person in found.people if person.pk in seeing]
    if len(able) == 1:
        return able[0]
    if able:
        raise ValidationError({"text": _question(found.typed, able)})
    names = " or ".join(sorted({person.name for person in found.people}))
    raise ValidationError(
        {
            "text": f"{names} may not see this candidate here, so the note cannot reach them. "
            "Leave the @ away, or put them on the team or a panel first."
        }
    )


def _question(typed, people) -> str:
    names = [person.name for person in people]
    if len(set(names)) == len(names):
        return f"Which {typed} do you mean: {_or(names)}? Write the whole name after the @."
    addresses = [f"@{person.email}" for person in people]
    return f"Several people are called {typed}. Which do you mean: {_or(addresses)}?"


def _or(words):
    words = sorted(words)
    return " or ".join(filter(None, [", ".join(words[:-1]), words[-1]]))


def _with_names(text, found, meant) -> str:
    """`text` with each mention written out; from the end, so that places stay true."""
    for each, person in reversed(list(zip(found, meant, strict=True))):
        text = text[: each.start] + person.name + text[each.end :]
    return text
