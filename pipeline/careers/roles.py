"""The openings that the public sees, and what became of one that it saw once."""

from datetime import datetime
from enum import Enum
from typing import NamedTuple

from django.db.models import Q
from django.db.models.functions import Coalesce
from django.urls import reverse

from config.tenancy.models import Company
from pipeline.days import today
from pipeline.models import Opening
from pipeline.models.openings import OpeningStatus


class Whereabouts(Enum):
    """Why an address of a role shows none."""

    UNKNOWN = "unknown"
    PAUSED = "paused"
    OVER = "over"


class PublicPlace(NamedTuple):
    """An address that anybody may open, and what for."""

    name: str
    address: str
    use: str


def public_places(company: Company) -> list[PublicPlace]:
    """Return where a company's open roles stand for all to see."""
    places = [
        ("careers", "careers page", "For candidates: the list of open roles, and each of them"),
        ("careers_atom", "Atom feed", "For feed readers"),
        ("careers_json", "JSON feed", "For your own web site, which may show the list"),
        ("careers_job_boards", "XML feed", "For job boards: give them this address"),
        ("careers_sitemap", "sitemap", "For search engines"),
    ]
    return [
        PublicPlace(name, company.address(reverse(f"pipeline:{view}")), use)
        for view, name, use in places
    ]


def published_openings():
    """Return the openings that candidates may read and apply for, the newest first."""
    newest = Coalesce("published_at", "created_at").desc()
    rows = Opening.objects.taking_applications().select_related("specialization", "level")
    return rows.order_by(newest, "-id")


def find_published(ref: str) -> Opening | None:
    return published_openings().filter(ref=ref).first()


def find_formerly_public(ref: str) -> tuple[str, Whereabouts]:
    """Return the title of an opening that is not shown now but was once, and why.

    Of a draft nobody learns that it is there; nor of one of which it is not known that the
    public ever saw it. A title is said only of one that is past its closing date: those of
    others may have changed since the public saw them.
    """
    seen = Q(published_at__isnull=False) | Q(status=OpeningStatus.OPEN)
    rows = Opening.objects.filter(seen, ref=ref).exclude(status=OpeningStatus.DRAFT)
    opening = rows.first()
    if opening is None:
        return "", Whereabouts.UNKNOWN
    if opening.status == OpeningStatus.OPEN:
        return opening.title, Whereabouts.OVER
    is_paused = opening.status == OpeningStatus.PAUSED and not opening.is_past
    return "", Whereabouts.PAUSED if is_paused else Whereabouts.OVER


def say_posted(at: datetime) -> str:
    """Say when a role was posted: "today", "3 days ago", then its date."""
    on = at.date()
    days = (today() - on).days
    if days <= 0:
        return "today"
    if days == 1:
        return "yesterday"
    return f"{days} days ago" if days < 14 else f"{on.day} {on:%B %Y}"
