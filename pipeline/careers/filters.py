"""Narrowing the list of open roles, as visitors ask for it."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace

from pipeline.models import Opening
from pipeline.models.openings import Workplace

LONGEST_WORDS = 100


@dataclass(frozen=True)
class Filters:
    """What a visitor asks for; a field that is empty leaves the list as it is."""

    words: str = ""
    specialization: str = ""
    level: str = ""
    workplace: str = ""

    @property
    def is_any(self) -> bool:
        return self != Filters()

    def let_pass(self, opening: Opening) -> bool:
        """Say whether the list shows an opening."""
        if any(asked and asked != value_of(name, opening) for name, asked in self._chosen()):
            return False
        text = _fold(_text_of(opening)) if self.words else ""
        return all(word in text for word in _fold(self.words).split())

    def _chosen(self):
        return ((field.name, getattr(self, field.name)) for field in fields(self)[1:])


@dataclass(frozen=True)
class Choice:
    """One value to narrow by, with the number of openings that it would show."""

    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    name: str
    label: str
    anything: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class _Trait:
    """What openings differ in; `read` gives the place in order, the value and its label."""

    label: str
    anything: str
    read: Callable[[Opening], tuple[int, str, str]]


TRAITS: Mapping[str, _Trait] = {
    "specialization": _Trait(
        "Specialization",
        "All specializations",
        lambda row: (row.specialization.position, row.specialization.key, row.specialization.name),
    ),
    "level": _Trait(
        "Level", "All levels", lambda row: (row.level.position, row.level.key, row.level.name)
    ),
    "workplace": _Trait(
        "Workplace", "All workplaces", lambda row: (0, row.workplace, row.get_workplace_display())
    ),
}


def value_of(name: str, opening: Opening) -> str:
    return TRAITS[name].read(opening)[1]


def read_filters(asked: Mapping[str, str], openings: Iterable[Opening]) -> Filters:
    """Return what `asked` says; a value that no opening has counts as not said."""
    rows = list(openings)
    known = {name: {value_of(name, row) for row in rows} for name in TRAITS}
    chosen = {name: asked.get(name, "") for name in TRAITS}
    words = " ".join(asked.get("q", "").replace("\0", " ").split())[:LONGEST_WORDS]
    return Filters(
        words=words,
        **{name: value if value in known[name] else "" for name, value in chosen.items()},
    )


def facets_of(openings: Iterable[Opening], filters: Filters) -> list[Facet]:
    """Return what to narrow by; each count is of what the other filters leave."""
    rows = list(openings)
    return [_facet(name, trait, rows, filters) for name, trait in TRAITS.items()]


def _facet(name, trait, rows, filters):
    others = replace(filters, **{name: ""})
    left = [value_of(name, row) for row in rows if others.let_pass(row)]
    kinds = sorted({trait.read(row) for row in rows if value_of(name, row)}, key=_in_order(name))
    choices = (
        Choice(value, label, left.count(value), value == getattr(filters, name))
        for _, value, label in kinds
    )
    return Facet(name, trait.label, trait.anything, tuple(choices))


def _in_order(name):
    if name == "workplace":
        return lambda kind: Workplace.values.index(kind[1])
    return lambda kind: kind


def _text_of(opening):
    parts = [opening.title, opening.summary, opening.location]
    parts += [opening.specialization.name, opening.level.name]
    return "\n".join([*parts, *map(str, opening.posting.values())])


def _fold(text):
    """Return the text without case and accents: "Zürich" is found by "zurich"."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).casefold()
