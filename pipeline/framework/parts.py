"""An entry in parts that a page can print: texts, links, code, lists and tables of these."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import FieldDoesNotExist

from pipeline.framework.lists import LISTS, RETIRABLE, EntryList
from pipeline.framework.names import Names

TEXT, TEXTS, LINKS, CODE, PARTS, ROWS = "text", "texts", "links", "code", "parts", "rows"

ASIDE = ("key", "origin", RETIRABLE)
"""What a page says beside the entry rather than as a part of it."""

FEW, BRIEF = 3, 60
"""How many links, and how long a text, stand on a line."""

CODE_FIELDS = ("given", "solution", "checks")

LABELS = {
    "specializations.looks_for": "What we look for",
    "criteria.looks_for": "What it looks for",
    "skills.listens_for": "What to listen for",
    "levels.expects": "What is expected",
    "is_tool_only": "Names a tool only",
    "ships": "Ships to production",
    "failures.shows": "How it shows",
    "questions.shows": "What answers show",
    "signals.shows": "What it looks like",
    "component_weights": "Weights of components",
    "premium_low_percent": "Pay premium from, %",
    "premium_high_percent": "Pay premium to, %",
    "weight_percent": "Weight, %",
    "experience_hint": "Experience, as a hint only",
    "sub_criterion": "Sub-criterion",
    "sub_criteria": "Sub-criteria",
    "present": "Should be there",
    "missing": "Noted when it is missing",
    "as_of": "As of",
    "review_by": "Review by",
    "anchors.text": "Wording",
    "sample": "Sample (n)",
    "ask": "What the interviewer says",
    "helps": "Where it helps",
    "prefer": "Look for instead",
    "must_explain": "A yes needs an explanation",
    "sort": "Kind",
    "questions.why": "What it shows",
}
"""What fields are called, in a list or anywhere; others by their own name."""


@dataclass(frozen=True)
class Link:
    """The name of an entry; `has_page` says whether a page of its own shows it."""

    list: str
    key: str
    name: str

    @property
    def has_page(self) -> bool:
        return self.list in LISTS and LISTS[self.list].identity == ("key",)

    def __str__(self):
        return self.name


@dataclass(frozen=True)
class Part:
    """One field of an entry, or something within one, ready to be printed.

    `value` is a text (of kinds "text" and "code"), a list of texts or of Links, a list of Parts
    (what stands under a key), or a list of lists of Parts (rows).
    """

    field: str
    label: str
    kind: str
    value: object

    @property
    def is_brief(self) -> bool:
        """Say whether it fits on a line beside its label."""
        if self.kind == LINKS:
            return len(self.value) <= FEW
        return self.kind == TEXT and len(self.value) <= BRIEF and "\n" not in self.value

    def lines(self) -> Iterator[str]:
        """Yield what it says line by line, as versions are compared."""
        if self.kind in (TEXT, CODE):
            yield from str(self.value).splitlines()
        elif self.kind in (TEXTS, LINKS):
            yield from map(str, self.value)
        elif self.kind == PARTS:
            for part in self.value:
                yield from part.labelled_lines()
        else:
            for row in self.value:
                yield " · ".join(", ".join(part.lines()) for part in row)

    def labelled_lines(self) -> Iterator[str]:
        """Yield its lines with its label, before the only one or above all."""
        lines = list(self.lines())
        if len(lines) == 1:
            yield f"{self.label}: {lines[0]}"
        elif lines:
            yield f"{self.label}:"
            yield from lines


def parts_of(entry_list: EntryList, document: Mapping, names: Names) -> dict[str, Part]:
    """Return what there is to say of a document, by field; what it leaves empty has no part."""
    parts = (
        part_of(entry_list, name, document[name], names)
        for name in entry_list.fields
        if name in document and name not in ASIDE
    )
    return {part.field: part for part in parts if part}


def part_of(entry_list: EntryList, field: str, value, names: Names) -> Part | None:
    """Return one field as a part; None where it is empty."""
    return _Reader(entry_list, names).part(field, _named(entry_list, field, value), field)


def label_of(entry_list: EntryList, field: str) -> str:
    """Return what people call a field of this list."""
    found = LABELS.get(f"{entry_list.name}.{field}") or LABELS.get(field)
    return found or field.replace("_", " ").capitalize()


@dataclass(frozen=True)
class _Reader:
    """Reads values along their path: references are named like "seats[].criteria[]"."""

    entry_list: EntryList
    names: Names

    def part(self, field, value, path, label=None) -> Part | None:
        if value is None or value == "" or value == [] or value == {}:
            return None
        kind, printed = self._print(field, value, path)
        return Part(field, label or label_of(self.entry_list, field), kind, printed)

    def _print(self, field, value, path):
        references = self.entry_list.references
        if isinstance(value, str):
            if path in references:
                return LINKS, [self._link(references[path], value)]
            return (CODE if field in CODE_FIELDS else TEXT), value
        if isinstance(value, list):
            return self._print_list(value, path)
        if isinstance(value, Mapping):
            return PARTS, list(self._under_keys(value, path))
        return TEXT, str(value)

    def _print_list(self, value, path):
        listed = self.entry_list.references.get(f"{path}[]")
        if listed:
            return LINKS, [self._link(listed, key) for key in value]
        if any(isinstance(item, Mapping) for item in value):
            return ROWS, [list(self._under_keys(item, f"{path}[]")) for item in value]
        return TEXTS, [str(item) for item in value]

    def _under_keys(self, value, path):
        """Each value under its key; where the keys are those of a list, in the order of that."""
        listed = self.entry_list.references.get(f"{path}{{}}")
        called = self.names.get(listed, {})
        places = {key: place for place, key in enumerate(called)}
        for key in sorted(value, key=lambda key: places.get(key, -1)) if listed else value:
            label = called.get(key, key) if listed else None
            if part := self.part(key, value[key], f"{path}.{key}", label):
                yield part

    def _link(self, listed, key):
        return Link(listed, key, self.names.get(listed, {}).get(key, key))


def _named(entry_list, field, value):
    """Values that are not what people read: choices by their labels, yes and no, days."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    choices = _choices(entry_list, field)
    if choices and isinstance(value, list):
        return [choices.get(item, item) for item in value]
    if choices:
        return choices.get(value, value)
    if field in ("as_of", "review_by") and value:
        return f"{date.fromisoformat(value):%-d %B %Y}"
    return value.replace("_", " ").capitalize() if field == "sub_criterion" and value else value


def _choices(entry_list, field):
    try:
        model_field = entry_list.model._meta.get_field(field)
    except FieldDoesNotExist:
        return {}
    model_field = getattr(model_field, "base_field", model_field)
    return dict(model_field.choices or ())
