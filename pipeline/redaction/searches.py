"""What to look for in a text where somebody is known by these facts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import permutations, starmap

from pipeline.redaction.folding import fold, variants_of
from pipeline.redaction.patterns import CONTACT, DATE, FILE, LABEL
from pipeline.redaction.words import FORMS, OF_ADDRESSES, OF_ORGANISATIONS, PARTICLES

BETWEEN = r"[ \t.,_'’\-]{0,3}"
SEPARATED = r"[^a-z0-9]{0,4}"
BEGIN, END, NO_LETTER = r"(?<![^\W_])", r"(?![^\W_])", r"(?![^\W\d_])"
POSSESSIVE = r"(?:['’]?s|['’])?"
MOST_PARTS_IN_ORDER = 4
LEAST_ACRONYM = 3
LEAST_HANDLE = 3
LEAST_JOINED = 5
LEAST_DIGITS = 6
LETTERS_WITHOUT_SPACES = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True)
class Facts:
    """What is known of a person. `contacts` are addresses, numbers, links and places.

    What is `suspected` may be an employer or a school: it goes as a whole, not word by word.
    """

    names: tuple[str, ...] = ()
    employers: tuple[str, ...] = ()
    schools: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    suspected_employers: tuple[str, ...] = ()
    suspected_schools: tuple[str, ...] = ()


@dataclass(frozen=True)
class Search:
    """What to look for in folded text, or in the text as it is where it `is_exact`."""

    pattern: re.Pattern[str]
    label: str
    is_exact: bool = False


SHAPES = tuple(
    starmap(
        Search,
        ((CONTACT, "[contact]"), (FILE, "[file]"), (LABEL, "[pronouns]"), (DATE, "[dates]")),
    )
)


@lru_cache(maxsize=64)
def searches_for(facts: Facts) -> tuple[Search, ...]:
    """Return all searches for `facts`; a page has many texts of one person, so they are kept."""
    named = {word for name in facts.names for word in words_of(name)}
    contacts = [way for contact in facts.contacts for way in _contact(contact, named)]
    names = [way for name in facts.names for way in _name(name)]
    return (
        *SHAPES,
        *(Search(re.compile(way), "[contact]") for way in dict.fromkeys(contacts)),
        *(Search(re.compile(way), "[name]") for way in dict.fromkeys(names)),
        *_organisations(facts.employers, "[employer]"),
        *_organisations(facts.schools, "[school]"),
        *_suspects(facts.suspected_employers, "[employer]"),
        *_suspects(facts.suspected_schools, "[school]"),
    )


def words_of(text: str) -> list[str]:
    """Return the words of a fact, folded as the text is."""
    return re.findall(r"[^\W_]+", fold(text).text)


def _contact(contact, named) -> Iterator[str]:
    """The contact as it is written, its digits however they are grouped, and its telling words."""
    digits = re.sub(r"\D", "", contact)
    if len(digits) >= LEAST_DIGITS and not re.search(r"[A-Za-z]", contact):
        yield _spaced(digits)
        yield _spaced(digits[-9:].lstrip("0"))
        return
    for piece in (contact, *contact.split("/")):
        words = words_of(piece)
        if words and (piece == contact or OF_ADDRESSES.isdisjoint(words)):
            yield _phrase(words)
    for word in words_of(contact):
        if word not in OF_ADDRESSES | named and (len(word) >= LEAST_HANDLE or not word.isascii()):
            yield _phrase([word])


def _spaced(digits) -> str:
    return r"(?<!\d)" + r"[\s().\-/]{0,3}".join(digits) + r"(?!\d)"


def _name(name) -> Iterator[str]:
    """Rows of the parts of a name with initials between them; the parts without a gap."""
    parts = words_of(name)
    long = [part for part in parts if len(part) > 1]
    telling = [part for part in long if part not in PARTICLES] or long
    if not telling:
        return
    any_part = _either(telling)
    if not _is_spaced(name):
        yield any_part
        return
    beside = _beside(parts, [part for part in long if part not in telling])
    before, after = rf"(?:(?:{beside}){BETWEEN}){{0,4}}", f"{BETWEEN}(?:{any_part}|{beside})"
    row = rf"{before}(?:{any_part})(?:{after}){{0,8}}"
    yield f"{BEGIN}{row}{POSSESSIVE}{END}"
    letters = [part for part in parts if part not in PARTICLES][:MOST_PARTS_IN_ORDER]
    if joined := _joined(letters, telling):
        yield f"{BEGIN}(?:{_either(joined)}){NO_LETTER}"
    if letters[1:]:
        yield BEGIN + r"\.\s?".join(re.escape(part[0]) for part in letters) + r"\."


def _beside(parts, particles) -> str:
    """What may stand beside a part of the name and belong to it: an initial, a particle."""
    initials = "".join(sorted({part[0] for part in parts if part[0].isascii()}))
    ways = [rf"[{initials}](?:[.'’]|(?=\s))"] if initials else []
    return "|".join([*ways, *map(re.escape, particles)]) or "(?!)"


def _joined(letters, telling) -> set[str]:
    """The parts in any order without a gap, with or without initials: “zkovar”, “kovarzuzana”."""
    made = {"".join(some) for n in range(2, len(letters) + 1) for some in permutations(letters, n)}
    for part in telling[:MOST_PARTS_IN_ORDER]:
        others = [other[0] for other in letters if other != part]
        made |= {one + part for one in others} | {part + one for one in others}
    return {each for each in made if len(each) >= LEAST_JOINED}


def _organisations(names, label) -> Iterator[Search]:
    """Whole names, the words of them that are not everybody's, and their letters."""
    known = [words for name in names if (words := words_of(name))]
    telling = {word for words in known for word in words if _is_telling(word)}
    named = {way for words in known for way in _ways_to_name(words)}
    yield from _any_of(named, label)
    yield from _any_of(map(_either, [[word] for word in telling]), label)
    if letters := {found for name in names if (found := _letters_of(name))}:
        pattern = f"{BEGIN}(?:{'|'.join(sorted(letters))}){END}"
        yield Search(re.compile(pattern), label, is_exact=True)


def _suspects(names, label) -> Iterator[Search]:
    yield from _any_of({way for name in names for way in _ways_to_name(words_of(name))}, label)


def _any_of(ways, label) -> Iterator[Search]:
    ways = set(ways)
    spaced = sorted(filter(_is_spaced, ways), key=lambda way: (-len(way), way))
    if spaced:
        pattern = f"{BEGIN}(?:{'|'.join(spaced)}){POSSESSIVE}{END}"
        yield Search(re.compile(pattern), label)
    for way in {way for way in ways if way and not _is_spaced(way)}:
        yield Search(re.compile(way), label)


def _is_telling(word) -> bool:
    return len(word) > 1 and not word.isdigit() and word not in OF_ORGANISATIONS


def _ways_to_name(words) -> Iterator[str]:
    """The whole name, and the name without the form of its company."""
    core = [word for word in words if word not in FORMS]
    for each in (words, core) if any(map(_is_telling, core)) else (words,):
        if each:
            yield SEPARATED.join(f"(?:{_either([word])})" for word in each)


def _letters_of(name) -> str:
    """“MIT” of Massachusetts Institute of Technology; nothing where that are too few."""
    heads = "".join(re.findall(r"(?<![^\W_])[^\W\d_]", name))
    letters = "".join(head for head in heads if head.isupper())
    return re.escape(letters) if len(letters) >= LEAST_ACRONYM else ""


def _phrase(words) -> str:
    spaced = SEPARATED.join(f"(?:{_either([word])})" for word in words)
    return f"{BEGIN}{spaced}{POSSESSIVE}{END}" if _is_spaced("".join(words)) else spaced


def _either(words) -> str:
    """The inside of a pattern for any of `words` in each way to write it, the longest first."""
    ways = {way for word in words for way in variants_of(word)}
    return "|".join(re.escape(way) for way in sorted(ways, key=lambda way: (-len(way), way)))


def _is_spaced(text) -> bool:
    return not LETTERS_WITHOUT_SPACES.search(text)
