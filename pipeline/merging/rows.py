"""What belongs to a record of a person, and what becomes of it when the record is merged.

Each foreign key to Candidate is in one of the three lists; a test proves it. A higher room adds
its own to CARRIED in `AppConfig.ready()`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from pipeline.models import (
    Application,
    Candidate,
    Document,
    Employment,
    IdentityKey,
    Merge,
    Note,
    PoolPlace,
    Referral,
    SearchDocument,
    SearchPerson,
    Tagging,
    TwinSuggestion,
    TwoPeople,
    Work,
)


@dataclass(frozen=True)
class Carried:
    """Rows with a `candidate` that go over to the record that is kept.

    Where the kept record has a row alike in every field of `same`, the row stays behind: a tag
    is not put on twice. A row whose first of them is blank is like no other.
    """

    model: type[models.Model]
    same: tuple[str, ...] = ()
    follows_application: bool = False

    @property
    def label(self) -> str:
        return self.model._meta.label_lower


CARRIED: list[Carried] = [
    Carried(Application),
    Carried(Note, follows_application=True),
    Carried(Document, follows_application=True),
    Carried(Employment, same=("employer", "title", "started", "ended", "is_current")),
    Carried(Work, same=("url",)),
    Carried(Tagging, same=("tag",)),
    Carried(PoolPlace, same=("pool",)),
    Carried(Referral, follows_application=True),
]

DERIVED: list[tuple[type[models.Model], str]] = [
    (SearchDocument, "candidate"),
    (SearchPerson, "candidate"),
    (IdentityKey, "candidate"),
    (TwinSuggestion, "first"),
    (TwinSuggestion, "second"),
]
"""Thrown away with the record that goes; keepers make them anew."""

STAYING: list[tuple[type[models.Model], str]] = [
    (Candidate, "merged_into"),
    (Merge, "kept"),
    (Merge, "gone"),
    (TwoPeople, "first"),
    (TwoPeople, "second"),
]
"""They tell of records, not of people."""


def carry_over(gone: Candidate, kept: Candidate) -> dict[str, list[str]]:
    """Give the rows of `gone` to `kept`; return their keys by the label of their model."""
    return {carried.label: _carry(carried, gone, kept) for carried in CARRIED}


def carry_back(rows: dict[str, list[str]], holders: Iterable[UUID], gone: Candidate) -> set[str]:
    """Give `gone` those of `rows` back that `holders` have still; return their keys.

    What was written since about an application that goes back goes with it.
    """
    returned: set[str] = set()
    for label, keys in rows.items():
        found = apps.get_model(label).objects.filter(pk__in=keys, candidate__in=holders)
        returned |= _hand_over(found, gone)
    for carried in CARRIED:
        if carried.follows_application:
            found = carried.model.objects.filter(application__candidate=gone)
            _hand_over(found.filter(candidate__in=holders), gone)
    return returned


def forget_derived(records: Iterable[UUID]) -> None:
    """Throw away what keepers made of `records`."""
    for model, field in DERIVED:
        model._default_manager.filter(**{f"{field}__in": records}).delete()


def _carry(carried: Carried, gone, kept) -> list[str]:
    rows = carried.model.objects.filter(candidate=gone)
    if carried.same:
        alike = {name: OuterRef(name) for name in carried.same}
        is_there = Q(Exists(carried.model.objects.filter(candidate=kept, **alike)))
        first = carried.model._meta.get_field(carried.same[0])
        if isinstance(first, models.CharField):
            is_there &= ~Q(**{first.name: ""})
        rows = rows.exclude(is_there)
    return sorted(_hand_over(rows, kept))


def _hand_over(rows, owner) -> set[str]:
    keys = list(rows.order_by("pk").values_list("pk", flat=True))
    rows.model.objects.filter(pk__in=keys).update(candidate=owner)
    return {str(key) for key in keys}
