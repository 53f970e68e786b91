"""Merge fields: what stands in braces in a message, and how each is filled from an application.

Rooms add their own to `MERGE_FIELDS` in `AppConfig.ready()`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import connection
from django.utils import timezone

from config.accounts.models import User
from config.records.audit import person_of
from pipeline.candidate_pages.links import page_address
from pipeline.emails import FIELD
from pipeline.models import Application


@dataclass(frozen=True)
class Filling:
    """For whom the fields are filled, and who writes: a User, or a word such as "automation"."""

    application: Application
    by: object

    @property
    def person(self) -> User | None:
        """Who writes, else whose the application is."""
        return person_of(self.by) or self.application.owner


@dataclass(frozen=True)
class MergeField:
    """`fill` returns what stands for `{name}`; blank where nobody knows it, which `missing` says.

    `means` and `sample` are for whoever writes a template.
    """

    name: str
    means: str
    sample: str
    fill: Callable[[Filling], str]
    missing: str


def say_day(day) -> str:
    return f"{day:%A} {day.day} {day:%B %Y}"


def _promised(filling):
    application = filling.application
    promise = application.promises.filter(replaced_at=None, stage=application.stage_id).first()
    return say_day(promise.due_on) if promise else ""


def _deadline(filling):
    open_ones = filling.application.deadlines.filter(
        is_for_candidate=True, met_at=None, dropped_at=None, due_at__gt=timezone.now()
    )
    deadline = open_ones.order_by("due_at").first()
    return say_day(timezone.localtime(deadline.due_at, connection.tenant.zone)) if deadline else ""


def _person(filling):
    return getattr(filling.person, "name", "")


MERGE_FIELDS: dict[str, MergeField] = {
    field.name: field
    for field in [
        MergeField(
            "candidate",
            "their whole name",
            "Amara Osei",
            lambda filling: filling.application.candidate.name,
            "Their name is missing: write it on their page.",
        ),
        MergeField(
            "first_name",
            "the first of their names",
            "Amara",
            lambda filling: filling.application.candidate.name.split(" ")[0],
            "Their name is missing: write it on their page.",
        ),
        MergeField(
            "company",
            "the name of the company",
            "Acme",
            lambda filling: connection.tenant.name,
            "The company has no name: write it in the settings.",
        ),
        MergeField(
            "opening",
            "the title of the opening",
            "Senior GenAI Engineer",
            lambda filling: filling.application.opening.title,
            "The opening has no title: write it in its settings.",
        ),
        MergeField(
            "location",
            "where the work is done",
            "Berlin",
            lambda filling: filling.application.opening.location,
            "The opening has no location: write it in its settings.",
        ),
        MergeField(
            "stage",
            "the stage that they are in",
            "Technical interview",
            lambda filling: filling.application.stage.name,
            "They are in no stage.",
        ),
        MergeField(
            "days",
            "the days that the clock allows",
            "14",
            lambda filling: str(filling.application.opening.clock_days),
            "The opening has no clock: set its days in its settings.",
        ),
        MergeField(
            "due",
            "the day by which they hear from you",
            "Friday 11 December 2026",
            _promised,
            "Nothing is promised to them in this stage: name a day on the application’s page.",
        ),
        MergeField(
            "deadline",
            "the day by which you ask something of them",
            "Wednesday 9 December 2026",
            _deadline,
            "Nothing is asked of them by a day: set a deadline on the application’s page.",
        ),
        MergeField(
            "person",
            "who writes, or whose the application is",
            "Robin Adler",
            _person,
            "Nobody is named as who writes: say on the application’s page whose it is.",
        ),
        MergeField(
            "page",
            "the address of their own page",
            "https://acme.example.com/my/…/",
            lambda filling: page_address(filling.application),
            "They have no page yet.",
        ),
    ]
}


class UnknownField(ValueError):
    """A text uses a field in braces that there is not; its text is a sentence."""


def fields_in(*texts: str) -> list[str]:
    """Return the names in braces, each once, in order."""
    return list(dict.fromkeys(name for text in texts for name in FIELD.findall(text)))


def check_known(*texts: str) -> None:
    """Raise UnknownField where a text uses a field that no message has."""
    unknown = [name for name in fields_in(*texts) if name not in MERGE_FIELDS]
    if unknown:
        known = ", ".join(f"{{{name}}}" for name in MERGE_FIELDS)
        raise UnknownField(f"There is no field {{{unknown[0]}}}. There are {known}.")


def samples() -> dict[str, str]:
    """Return a value for each field, for a preview that is about nobody."""
    return {field.name: field.sample for field in MERGE_FIELDS.values()}


def values_of(names: Iterable[str], filling: Filling) -> dict[str, str]:
    """Return what each of these fields stands for; blank where nobody knows it."""
    return {name: str(MERGE_FIELDS[name].fill(filling)).strip() for name in names}
