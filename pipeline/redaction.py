"""Taking out of a text who its writer is: names, ways to reach them, employers, schools, dates.

Pure: what is known of the person comes as `Facts`. Each word of a name goes, whatever the case
and the accents; of an employer or a school its whole name, its letters ("MIT"), and the words
that are not everybody's. Dates and ways to reach somebody go by their shape, known or not. Words
that only hint at somebody stay, pronouns among them: a text without them says too little.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations

from pipeline.redaction_folding import Folded, fold, variants_of
from pipeline.redaction_patterns import CONTACT, DATE, FILE, LABEL
from pipeline.redaction_words import FREQUENT_NAMES, OF_ADDRESSES, OF_ORGANISATIONS, PARTICLES

Span = tuple[int, int, str]

RANKS = ("[contact]", "[file]", "[school]", "[employer]", "[name]", "[pronouns]", "[dates]")
"""Where what is found overlaps, the first of these stands for all of it."""

BETWEEN = r"[ \t.,_'’\-]{0,3}"
SEPARATED = r"[^a-z0-9]{0,4}"
BEGIN, END = r"(?<![^\W_])", r"(?![^\W_])"
GAP = re.compile(r"[ \t.,/\-–—'’]{0,3}")
POSSESSIVE = r"(?:['’]?s|['’])?"
MOST_PARTS_IN_ORDER = 4
LEAST_ACRONYM = 3
LEAST_HANDLE = 3
LEAST_DIGITS = 6
LETTERS_WITHOUT_SPACES = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True)
class Facts:
    """What is known of a person. `contacts` are addresses, numbers, links and places."""

    names: tuple[str, ...] = ()
    employers: tuple[str, ...] = ()
    schools: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()


def redact(text: str, facts: Facts) -> str:
    """Return `text` with [name], [employer], [school], [dates] and [contact] for what `facts` say.

    Neighbours of one kind become one. Text without anything to take out comes back as it is.
    """
    folded = fold(text)
    spans = sorted(set(_spans_in(text, folded, facts)))
    return _replaced(text, _merged(spans, text))


def _spans_in(text: str, folded: Folded, facts: Facts) -> Iterator[Span]:
    for pattern, label in ((CONTACT, "[contact]"), (FILE, "[file]"), (LABEL, "[pronouns]")):
        yield from _found(pattern, folded, label)
    yield from _found(DATE, folded, "[dates]")
    named = {word for name in facts.names for word in words_of(name)}
    for contact in facts.contacts:
        yield from _contacts_in(folded, contact, named)
    for name in facts.names:
        yield from _names_in(text, folded, name)
    for label, organisations in (("[employer]", facts.employers), ("[school]", facts.schools)):
        for organisation in organisations:
            yield from _organisations_in(text, folded, organisation, label)


def _found(pattern, folded, label) -> Iterator[Span]:
    for match in pattern.finditer(folded.text):
        if match.end() > match.start():
            yield (*folded.place(match.start(), match.end()), label)


def _contacts_in(folded, contact, named) -> Iterator[Span]:
    """The contact as it is written, its digits however they are grouped, and its telling words."""
    digits = re.sub(r"\D", "", contact)
    if len(digits) >= LEAST_DIGITS and not re.search(r"[A-Za-z]", contact):
        yield from _found(_spaced(digits), folded, "[contact]")
        yield from _found(_spaced(digits[-9:].lstrip("0")), folded, "[contact]")
        return
    words = [word for word in words_of(contact) if word not in OF_ADDRESSES | named]
    for piece in (contact, *contact.split("/")):
        if OF_ADDRESSES.isdisjoint(found := words_of(piece)) or piece == contact:
            yield from _found(_phrase(found), folded, "[contact]")
    for word in words:
        if len(word) >= LEAST_HANDLE or not word.isascii():
            yield from _found(_word(word), folded, "[contact]")


def _spaced(digits):
    return re.compile(r"(?<!\d)" + r"[\s().\-/]{0,3}".join(digits) + r"(?!\d)")


def _names_in(text, folded, name) -> Iterator[Span]:
    parts = words_of(name)
    long = [part for part in parts if len(part) > 1]
    telling = [part for part in long if part not in PARTICLES] or long
    if not telling:
        return
    any_part = _either(telling)
    initials = "".join({part[0] for part in parts if part[0].isascii()})
    extra = "|".join(re.escape(part) for part in long if part not in telling)
    beside = (rf"[{initials}](?:[.'’]|(?=\s))" if initials else "(?!)") + (
        f"|{extra}" if extra else ""
    )
    row = rf"{BEGIN}(?:(?:{beside}){BETWEEN})*(?:{any_part})(?:{BETWEEN}(?:{any_part}|{beside}))*"
    pattern = re.compile(rf"{row}{POSSESSIVE}{END}" if _is_spaced(name) else any_part)
    for match in pattern.finditer(folded.text):
        start, end = folded.place(match.start(), match.end())
        if not (match[0] in FREQUENT_NAMES and text[start:end].islower()):
            yield start, end, "[name]"
    yield from _found(_joined(parts, telling), folded, "[name]")


def _joined(parts, telling):
    """The parts in any order without a gap, with or without initials: “zkovar”, “kovarzuzana”."""
    letters = [part for part in parts if part not in PARTICLES][:MOST_PARTS_IN_ORDER]
    made = {"".join(some) for n in range(2, len(letters) + 1) for some in permutations(letters, n)}
    for part in telling[:MOST_PARTS_IN_ORDER]:
        others = [other[0] for other in letters if other != part]
        made |= {one + part for one in others} | {part + one for one in others}
    initials = "".join(part[0] for part in letters)
    dotted = r"\.\s?".join(re.escape(letter) for letter in initials) + r"\." if initials[1:] else ""
    choices = [_either(made)] if made else []
    choices += [rf"{dotted}"] if dotted else []
    return re.compile(rf"{BEGIN}(?:{'|'.join(choices) or '(?!)'})")


def _organisations_in(text, folded, organisation, label) -> Iterator[Span]:
    words = words_of(organisation)
    if not words:
        return
    yield from _found(_phrase(words), folded, label)
    core = [word for word in words if word not in OF_ORGANISATIONS]
    for word in core:
        if len(word) > 1 and not word.isdigit():
            yield from _found(_word(word), folded, label)
    if len(core) == 1 or not core:
        yield from _found(_phrase(core or words), folded, label)
    acronym = "".join(
        word[0] for word in re.findall(r"[^\W\d_]+", organisation) if word[0].isupper()
    )
    if len(acronym) >= LEAST_ACRONYM:
        for match in re.finditer(rf"{BEGIN}{re.escape(acronym)}{END}", text):
            yield match.start(), match.end(), label


def words_of(text: str) -> list[str]:
    """Return the words of a fact, folded as the text is."""
    return re.findall(r"[^\W_]+", fold(text).text)


def _word(word):
    ends = (BEGIN, POSSESSIVE + END) if _is_spaced(word) else ("", "")
    return re.compile(rf"{ends[0]}(?:{_either([word])}){ends[1]}")


def _phrase(words):
    if not words:
        return re.compile("(?!)")
    spaced = SEPARATED.join(f"(?:{_either([word])})" for word in words)
    ends = (BEGIN, POSSESSIVE + END) if _is_spaced("".join(words)) else ("", "")
    return re.compile(f"{ends[0]}{spaced}{ends[1]}")


def _either(words) -> str:
    """The inside of a pattern for any of `words` in each way to write it, the longest first."""
    ways = {way for word in words for way in variants_of(word)}
    return "|".join(re.escape(way) for way in sorted(ways, key=lambda way: (-len(way), way)))


def _is_spaced(text) -> bool:
    return not LETTERS_WITHOUT_SPACES.search(text)


def _merged(spans: list[Span], text: str) -> Iterator[Span]:
    """Join what overlaps, and what stands apart by nothing but space and signs if of one kind."""
    current: Span | None = None
    for span in spans:
        if current and _belongs(current, span, text):
            label = min(current[2], span[2], key=RANKS.index)
            current = (current[0], max(current[1], span[1]), label)
        else:
            if current:
                yield current
            current = span
    if current:
        yield current


def _belongs(before, span, text):
    gap = text[before[1] : span[0]]
    return span[0] < before[1] or (
        before[2] == span[2] and re.fullmatch(r"[ \t.,/\-–—'’]{0,3}", gap)
    )


def _replaced(text, spans) -> str:
    pieces, at = [], 0
    for start, end, label in spans:
        pieces += [text[at:start], label]
        at = end
    return "".join([*pieces, text[at:]])
