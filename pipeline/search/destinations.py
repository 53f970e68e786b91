"""Where else the palette leads: openings, and pages by their names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from config.accounts.models import User
from pipeline.models import Opening
from pipeline.search.queries import Wanted, has_words, understand

MOST = 4
MOST_OPENINGS_READ = 500


@dataclass(frozen=True)
class Page:
    """A page that whoever may do `action` can go to; `also` are other words for it."""

    title: str
    url_name: str
    action: str
    also: str = ""


PAGES: list[Page] = [
    Page("Today", "pipeline:today", "today.view", "start queue home"),
    Page("Add a candidate", "pipeline:new_candidate", "candidates.edit", "new person"),
    Page("Candidates", "pipeline:candidates", "candidates.list", "people list"),
    Page("Openings", "pipeline:openings", "openings.view", "roles jobs list"),
    Page("Open a role", "pipeline:intake", "openings.edit", "new opening add job"),
    Page("Import people", "pipeline:people_imports", "imports.run", "csv xlsx file upload"),
    Page("Framework", "pipeline:framework", "framework.view", "criteria levels skills"),
    Page("Talent pools", "pipeline:pools", "pools.view", "lists"),
    Page("Tags", "pipeline:tags", "tags.edit", "labels"),
    Page("Company", "accounts:company", "company.view", "settings careers"),
    Page("Colleagues", "accounts:people", "people.view", "users roles invite team"),
    Page("Your account", "accounts:account", "account.own", "password tokens profile"),
    Page("Emails", "pipeline:emails", "emails.edit", "templates mail wording"),
]
"""An explicit list that higher rooms add to in `AppConfig.ready()`."""


@dataclass(frozen=True)
class Destination:
    """A place to go to; `said` is what kind of place it is."""

    title: str
    href: str
    said: str


def find_destinations(user: User, text: str) -> list[Destination]:
    """Return the openings and pages that `text` names, the openings first; pages alone for none."""
    wanted = understand(text)
    if not wanted:
        return _pages(user, wanted) if not text.strip() else []
    return _openings(user, wanted) + _pages(user, wanted)


def _pages(user: User, wanted: Sequence[Wanted]) -> list[Destination]:
    found = [
        Destination(page.title, reverse(page.url_name), "Page")
        for page in PAGES
        if user.can(page.action) and has_words(f"{page.title} {page.also}", wanted)
    ]
    return found[:MOST]


def _openings(user: User, wanted: Sequence[Wanted]) -> list[Destination]:
    if not user.can("boards.view"):
        return []
    rows = Opening.objects.visible_to(user).order_by("-pk").values_list("pk", "title", "ref")
    found = [
        Destination(f"Board of {title}", reverse("pipeline:board", args=[key]), "Opening")
        for key, title, ref in rows[:MOST_OPENINGS_READ]
        if has_words(f"board of {title} {ref}", wanted)
    ]
    return found[:MOST]
