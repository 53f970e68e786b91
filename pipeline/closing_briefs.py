"""Closing briefs: five things to be specific about before an offer goes out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.db.models import Exists, OuterRef, Q

from config.accounts.models import User
from config.records.audit import acting, person_of
from pipeline.locks import lock_application
from pipeline.models import Application, ClosingBrief, Offer, Stage, StageKind
from pipeline.sections import Section

LONGEST_PART = 3000

LABELS: Mapping[str, str] = MappingProxyType(
    {
        "problem": "The problem",
        "teammates": "Teammates",
        "autonomy": "Autonomy",
        "learning": "Learning",
        "growth": "Growth",
    }
)
"""What each part is called, in their order."""


class IllegalBrief(Exception):
    """Why the brief stays as it is; its text is a sentence for the person who tried."""


class StaleBrief(IllegalBrief):
    """Somebody else wrote in the brief since it was read."""


@dataclass(frozen=True)
class BriefSection:
    """A brief as the page of its application shows it: what is said, and what is not yet.

    `has_last` says that another application of the opening has a complete one to start from.
    """

    application: Application
    written: list[tuple[str, str]]
    missing: list[str]
    can_write: bool
    has_last: bool


def brief_of(application: Application) -> ClosingBrief:
    """Return the brief; a new one, not saved, where nothing is written."""
    found = ClosingBrief.objects.filter(application=application).first()
    return found or ClosingBrief(application=application)


def last_brief(application: Application) -> ClosingBrief | None:
    """Return the latest complete brief of another application of the same opening."""
    others = ClosingBrief.objects.complete().exclude(application=application)
    others = others.filter(application__opening=application.opening_id)
    return others.order_by("-updated_at", "-pk").first()


def stamp_of(brief: ClosingBrief) -> str:
    """Return what tells a brief from its later states; "" before it is saved."""
    return "" if brief._state.adding else brief.updated_at.isoformat()


def write_brief(
    application: Application, *, by, parts: Mapping[str, str], seen: str | None = None
) -> ClosingBrief:
    """Write these `parts`, of ClosingBrief.PARTS; the others stay as they are.

    `seen` is the stamp of the brief that was read. Raises IllegalBrief where the application is
    closed, and StaleBrief where the brief has changed since.
    """
    with acting(by):
        lock_application(application)
        application.refresh_from_db(fields=["state"])
        if not application.is_active:
            state = application.get_state_display().lower()
            raise IllegalBrief(f"This application is {state}; its brief stays as it was.")
        brief = brief_of(application)
        if seen is not None and seen != stamp_of(brief):
            raise StaleBrief("Somebody else has changed this brief meanwhile. Look at it again.")
        for part in ClosingBrief.PARTS:
            setattr(brief, part, parts.get(part, getattr(brief, part)).strip())
        brief.by = person_of(by)
        brief.save()
    return brief


def say_parts(parts: Iterable[str]) -> str:
    """Name parts in the middle of a sentence: "teammates, learning and growth"."""
    *most, last = (LABELS[part].lower() for part in parts)
    return f"{', '.join(most)} and {last}" if most else last


def brief_section(application: Application, user: User) -> Section | None:
    """The brief, for those who may make offers, from the final stage or the first draft on."""
    if not (user.can("offers.edit") and _is_near_offer(application, user)):
        return None
    brief = brief_of(application)
    if brief._state.adding and not application.is_active:
        return None
    can_write = application.is_active
    section = BriefSection(
        application=application,
        written=[(LABELS[part], text) for part in LABELS if (text := getattr(brief, part))],
        missing=brief.missing,
        can_write=can_write,
        has_last=bool(can_write and brief.missing and last_brief(application)),
    )
    return Section("pipeline/_closing_brief.html", section, order=20)


def _is_near_offer(application, user):
    """Say whether `user` manages the application and it has come to its final stage or an offer."""
    before = Stage.objects.filter(
        opening=OuterRef("opening"),
        kind__in=[StageKind.FINAL, StageKind.OFFER],
        position__lte=OuterRef("stage__position"),
    )
    offers = Offer.objects.filter(application=OuterRef("pk"))
    managed = Application.objects.managed_by(user).filter(pk=application.pk)
    return managed.filter(Q(Exists(before)) | Q(Exists(offers))).exists()
