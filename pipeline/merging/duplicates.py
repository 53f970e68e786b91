"""Groups of records that may be one person, as one reader sees them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Count, Prefetch

from config.accounts.models import User
from pipeline.merging.components import components
from pipeline.merging.identity_keys import fold_employer, name_and_employer
from pipeline.merging.twins import MOST_SHARING
from pipeline.models import Application, Candidate, Employment, IdentityKey, TwinSuggestion
from pipeline.models.twins import IdentityKind

MOST_SHOWN = 100


@dataclass(frozen=True)
class Pair:
    """Two records, and sentences on why they may be one person."""

    first: Candidate
    second: Candidate
    reasons: Sequence[str]
    kinds: Sequence[str]


@dataclass
class Group:
    """Records that hang together by pairs. The people are the oldest record first."""

    people: list[Candidate]
    pairs: list[Pair] = field(default_factory=list)


def groups_of(user: User) -> list[list[UUID]]:
    """Return the keys of each group, the most alike first (one query)."""
    pairs = TwinSuggestion.objects.open_to(user).values_list("first", "second")
    return components(pairs)


def read_groups(groups: Iterable[Sequence[UUID]], user: User) -> list[Group]:
    """Return `groups` with their people and reasons; the same queries for any number."""
    groups = list(groups)
    keys = [key for group in groups for key in group]
    people = {person.pk: person for person in people_to_compare(keys, user)}
    place = {key: number for number, group in enumerate(groups) for key in group}
    read = [
        Group(sorted((people[key] for key in group if key in people), key=lambda one: one.pk))
        for group in groups
    ]
    for pair in TwinSuggestion.objects.open_to(user).filter(first__in=keys, second__in=keys):
        if pair.first_id in people and pair.second_id in people:
            first, second = people[pair.first_id], people[pair.second_id]
            reasons = [say_reason(reason, first) for reason in pair.reasons]
            kinds = [reason["kind"] for reason in pair.reasons]
            read[place[pair.first_id]].pairs.append(Pair(first, second, reasons, kinds))
    return read


def people_to_compare(keys: Iterable[UUID], user: User) -> list[Candidate]:
    """Return those of `keys` whom `user` may know, with `seen` applications and their jobs."""
    seen = Application.objects.visible_to(user).select_related("opening", "stage")
    jobs = Prefetch("employments", Employment.objects.order_by("position", "pk"))
    people = Candidate.objects.visible_to(user).named_for(user).filter(pk__in=list(keys))
    seen = Prefetch("applications", seen.order_by("pk"), to_attr="seen")
    return list(people.order_by("pk").prefetch_related(seen, jobs))


def twins_of(person: Candidate, user: User, most: int) -> list[Candidate]:
    """Return others who may be the same person, the most alike first, as `user` may know."""
    pairs = TwinSuggestion.objects.open_to(user)
    found = (pairs.filter(first=person) | pairs.filter(second=person))[:most]
    keys = [row.second_id if row.first_id == person.pk else row.first_id for row in found]
    people = Candidate.objects.visible_to(user).in_bulk(keys)
    return [people[key] for key in keys if key in people]


def count_duplicates(user: User) -> int:
    """Return how many records are in any group (one query)."""
    pairs = TwinSuggestion.objects.open_to(user).order_by()
    return pairs.values_list("first").union(pairs.values_list("second")).count()


def shared_values() -> list[tuple[str, str, int]]:
    """Return kind, value and number of people of what too many share to be anybody's own."""
    rows = IdentityKey.objects.values("kind", "value").annotate(people=Count("pk"))
    rows = rows.filter(people__gt=MOST_SHARING).order_by("-people", "kind", "value")[:MOST_SHOWN]
    found = {(row["kind"], _plain(row["kind"], row["value"])): row["people"] for row in rows}
    return [(*what, people) for what, people in found.items()]


def _plain(kind: str, value: str) -> str:
    """The value of a key, to be read by people."""
    if kind == IdentityKind.NAME:
        return ", ".join(name_and_employer(value))
    return value.partition(" ")[2].strip() if kind == IdentityKind.PHONE else value


def say_reason(reason: dict, person: Candidate) -> str:
    """Return a reason of a suggestion in words; `person` is one of the two."""
    value = reason["value"]
    match reason["kind"]:
        case IdentityKind.EMAIL:
            return f"The same email address: {value}"
        case IdentityKind.PHONE:
            _, country, number = value.split(" ")
            return f"The same phone number: {f'+{country} ' if country else ''}{number}"
        case IdentityKind.LINK:
            return f"The same profile: {value}"
    return f"Names alike, and both worked at {_employer(value, person)}"


def _employer(folded: str, person: Candidate) -> str:
    """An employer as the person's jobs spell it."""
    for job in person.employments.all():
        if fold_employer(job.employer) == folded:
            return job.employer
    return folded.title()
