"""What approvers decide on: the terms of an opening, as they stood and as they are."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.models import Level, Opening, Specialization
from pipeline.models.openings import EmploymentType
from pipeline.money import say_range

LABELS: Mapping[str, str] = {
    "title": "Title",
    "specialization": "Specialization",
    "level": "Level",
    "headcount": "Seats",
    "pay": "Base pay a year",
    "location": "Location",
    "employment_type": "Employment",
}
"""What the terms are called, in the order in which they are read."""


@dataclass(frozen=True)
class Term:
    """One of the terms in words; `before` is what it was at the last word, where that differs."""

    label: str
    words: str
    before: str | None = None

    @property
    def is_changed(self) -> bool:
        return self.before is not None


def terms_of(opening: Opening) -> dict[str, object]:
    """Return the terms of an opening as values that a later day can be compared with."""
    return {
        "title": opening.title,
        "specialization": opening.specialization.key,
        "level": opening.level.key,
        "headcount": opening.headcount,
        "pay": [opening.pay_low, opening.pay_high, opening.currency],
        "location": opening.location,
        "employment_type": opening.employment_type,
    }


def changed_terms(before: Mapping[str, object], opening: Opening) -> list[str]:
    """Return what the terms are called that differ from `before`; none where that is empty."""
    now = terms_of(opening)
    return [label for name, label in LABELS.items() if before and before.get(name) != now[name]]


def read_terms(before: Mapping[str, object], opening: Opening) -> Iterator[Term]:
    """Yield the terms of an opening in words, beside what they were (two queries at most)."""
    now = terms_of(opening)
    names = _names() if before and before != now else {}
    for name, label in LABELS.items():
        is_changed = bool(before) and before.get(name) != now[name]
        earlier = _say(name, before.get(name), names) if is_changed else None
        own = {"specialization": str(opening.specialization), "level": str(opening.level)}
        yield Term(label, own.get(name) or _say(name, now[name], {}), earlier)


def _say(name, value, names) -> str:
    """Say the value of a term. A term of yesterday may be anything, and then it says nothing."""
    if name == "pay":
        return _say_pay(value)
    if name == "employment_type":
        return dict(EmploymentType.choices).get(value, "not said")
    return str(names.get((name, value), value) or "not said")


def _say_pay(value):
    match value:
        case [int(low), int(high), str(currency)]:
            return say_range(low, high, currency)
    return "not said"


def _names():
    """The names of specializations and levels, by what holds them and their key."""
    models = {"specialization": Specialization, "level": Level}
    return {
        (name, row.key): row.name for name, model in models.items() for row in model.objects.all()
    }
