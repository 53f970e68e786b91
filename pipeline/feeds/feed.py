"""What every feed of open roles says, whatever its format."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.safestring import SafeString

from config.tenancy.models import Company
from pipeline.careers.roles import published_openings
from pipeline.careers.texts import description_html, summary_of
from pipeline.feeds.changes import last_changes, last_closing
from pipeline.models import Opening

CHANNEL = "feed"
"""Where somebody heard of a role who follows a link of a feed."""


@dataclass(frozen=True)
class Item:
    """An open role. `id` is a tag URI (RFC 4151) that never changes."""

    opening: Opening
    id: str
    url: str
    updated_at: datetime
    html: SafeString
    summary: str

    @property
    def posted_at(self) -> datetime:
        return self.opening.posted_at

    @property
    def title(self) -> str:
        return self.opening.title


@dataclass(frozen=True)
class Feed:
    """The open roles of a company, the newest first; `updated_at` is of all that it says."""

    company: Company
    id: str
    title: str
    home: str
    updated_at: datetime
    items: Sequence[Item]


def gather(company: Company) -> Feed:
    """Return the open roles of the present company (three queries)."""
    changes = last_changes()
    openings = list(published_openings())
    moments = [company.created_at, *changes.values(), last_closing(company.zone)]
    moments += [opening.posted_at for opening in openings]
    return feed_of(company, openings, changes, max(filter(None, moments)))


def feed_of(company, openings, changes, updated_at) -> Feed:
    """Return the feed that says these openings."""
    return Feed(
        company=company,
        id=_tag(company, "careers"),
        title=f"Open roles at {company.name}",
        home=company.address(reverse("pipeline:careers")),
        updated_at=updated_at,
        items=[_item(company, opening, changes.get(opening.pk)) for opening in openings],
    )


def _item(company, opening, changed_at):
    return Item(
        opening=opening,
        id=_tag(company, f"openings/{opening.pk}"),
        url=f"{address_of(company, opening)}?from={CHANNEL}",
        updated_at=max(opening.posted_at, changed_at or opening.posted_at),
        html=description_html(opening),
        summary=summary_of(opening),
    )


def address_of(company: Company, opening: Opening) -> str:
    """Return the absolute address of an opening for candidates."""
    return company.address(reverse("pipeline:role", args=[opening.ref]))


def _tag(company, what):
    return f"tag:{company.host},{company.created_at:%Y-%m-%d}:{what}"
