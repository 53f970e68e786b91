"""Every view is guarded: whoever adds one must say who may open it."""

from importlib import import_module

import pytest
from django.urls import URLPattern, URLResolver

from config.accounts.permissions import ACTIONS
from config.records.api.permissions import NeedsAction

URLCONFS = ["config.urls", "config.urls_public"]


def patterns_of(patterns, prefix=""):
    for pattern in patterns:
        place = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from patterns_of(pattern.url_patterns, place)
        else:
            yield place, pattern


def views():
    for urlconf in URLCONFS:
        for place, pattern in patterns_of(import_module(urlconf).urlpatterns):
            yield pytest.param(pattern, id=f"{urlconf} /{place}")


def is_guarded(view):
    """A page carries its action, None where it is open to all; the API asks the same table."""
    api_view = getattr(view, "cls", None)
    if api_view is None:
        return getattr(view, "action", "unguarded") in {None, *ACTIONS}
    if NeedsAction in api_view.permission_classes:
        return bool(api_view.actions) and set(api_view.actions.values()) <= set(ACTIONS)
    return getattr(api_view, "action", "unguarded") is None


@pytest.mark.parametrize("pattern", list(views()))
def test_every_view_says_who_may_open_it(pattern):
    assert is_guarded(pattern.callback), "Guard it with @needs(...) or @public_page."


def test_the_sweep_would_catch_a_view_without_a_guard():
    assert not is_guarded(lambda request: None)
    assert isinstance(next(p for _, p in patterns_of(_all())), URLPattern)
    assert len(list(patterns_of(_all()))) > 40


def test_open_pages_are_the_few_that_have_to_be():
    assert {place for place, pattern in patterns_of(_all()) if is_open(pattern.callback)} == {
        "sign-in/",
        "sign-out/",
        "lost-password/",
        "new-password/<str:token>/",
        "invitations/<str:token>/",
        "careers/",
        "careers/atom.xml",
        "careers/feed.json",
        "careers/jobs.xml",
        "careers/<slug:ref>/",
        "sitemap-careers.xml",
        "robots.txt",
        "privacy/",
        "apply/<slug:ref>/",
        "apply/<slug:ref>/thanks/",
        "api/v1/schema/",
        "api/v1/",
    }


def is_open(view):
    return getattr(getattr(view, "cls", view), "action", "") is None


def _all():
    return import_module("config.urls").urlpatterns
