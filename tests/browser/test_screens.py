"""Every screen in light and dark: accessible, narrow enough for a phone, and quiet."""

import re

import pytest
from django.http import HttpRequest
from django.test import override_settings

from config.tenancy.models import Company
from config.tenancy.schemas import inside
from tests.browser.axe import violations
from tests.browser.scenery import make_scenery
from tests.browser.widths import width_of
from tests.browser.witness import Witness
from tests.world import address_of, addresses

WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 320, "height": 640}
NO_SCREENS = {
    "candidates/known/",  # a piece of a form
    "openings/pay/",
    "search/palette/",  # a piece of every page
    "openings/<uuid:pk>/board/columns/",  # a piece of the board
    "openings/<uuid:pk>/board/version/",
    "openings/<uuid:pk>/inbox/<uuid:application_id>/sheet/",  # a piece of the inbox
    "imports/<uuid:pk>/version/",
    "files/<uuid:pk>/",  # a download
    "framework/file/",
    "healthz",
    "careers/atom.xml",  # for programs
    "careers/feed.json",
    "careers/jobs.xml",
    "sitemap-careers.xml",
    "robots.txt",
}
OTHER_ROWS = {
    "imports/<uuid:pk>/columns/": {"imports": "people import"},
    "applications/<uuid:pk>/reply/": {"applications": "sourced"},
    "applications/<uuid:pk>/reveal/": {"applications": "blind"},
    "openings/<uuid:pk>/inbox/<uuid:application_id>/": {"applications": "in inbox"},
    "offers/<uuid:pk>/accept/": {"offers": "extended offer"},
    "offers/<uuid:pk>/decline/": {"offers": "extended offer"},
}
"""Screens that show themselves for other rows than the first of the world."""

QUERIES = {
    "candidates/duplicates/merge/": "?record={candidates}&record={twin}",
    "openings/<uuid:pk>/board/<uuid:stage_id>/": "?after=0.{applications}",
    "reports/rows/": "?what=people",
    "openings/add/proposal/": "?work=invent&code=production&place=product&scope=project"
    "&guidance=close&built=llm",
}
"""What screens must be asked."""

STATES = [
    "applications/{sourced}/",
    "applications/{late}/",
    "applications/{rejected}/",
    "applications/{judged}/",
    "applications/{judged}/scorecards/{stage}/",
    "applications/{offered}/",
    "applications/{handed in}/",
    "applications/{at home}/",
    "applications/{late}/closing-brief/?start=last",
    "applications/{hired}/",
    "applications/{blind}/",
    "imports/{refused people}/",
    "openings/{openings}/board/?late=1&q=can",
    "openings/{openings}/applications/?state=rejected",
    "openings/{openings}/inbox/{sourced}/?show=all&earlier=1",
    "openings/{openings}/inbox/{late}/",
    "openings/{openings}/inbox/?referred=1",
    "reports/rows/?what=late",
    "candidates/?q=nobody+at+all",
    "candidates/?tag={tags}&pool={pools}",
    "pools/{pools}/?who=running",
    "search/?q=can",
    "search/?q=nobody+at+all",
    "openings/add/form/?work=implement&code=production&place=product&scope=strategy&built=models",
    "kits/?interview=coding&specialization=research&level=junior",
    "kits/?interview=deep_dive&specialization=applied&level=staff&background=self-taught",
    "kits/?interview=coding&specialization=infra&level=mid&print=1",
    "calibration/{example}/?level={rated level}",
    "framework/criteria/{criterion}/?version=1",
    "framework/levels/senior/",
    "framework/levels/senior/edit/",
    "framework/dimensions/technical/",
    "framework/dimensions/technical/edit/",
    "framework/specializations/applied/",
    "framework/specializations/applied/edit/",
    "framework/tasks/?level=mid",
    "framework/tasks/junior-classification-pipeline/",
    "framework/tasks/junior-classification-pipeline/edit/",
    "framework/facts/annual-openings/",
    "framework/facts/add/",
    "framework/versions/1/",
    "framework/versions/compare/?from=1&to=2",
    "framework/kits/system-design/",
    "framework/kits/system-design/edit/",
    "framework/kits/add/",
    "framework/questions/fraud-in-real-time/",
    "framework/questions/fraud-in-real-time/edit/",
    "framework/questions/{exercise}/",
    "framework/questions/{exercise}/edit/",
    "framework/backgrounds/academic-researcher/edit/",
    "framework/calibration_examples/{example}/",
    "framework/calibration_examples/{example}/edit/",
]
"""Screens again, in another state."""


def takes_get(view):
    """Every view says which methods it takes before it looks at anything else."""
    request = HttpRequest()
    request.method = "TRACE"
    return "GET" in view(request)["Allow"]


def screens(urlconf):
    return [
        pytest.param(place, view.action is None, id=place or "(root)")
        for place, view in addresses(urlconf)
        if not place.startswith("api/") and place not in NO_SCREENS and takes_get(view)
    ]


@pytest.fixture(scope="package")
def world(house, django_db_blocker):
    """In globex, where no journey leaves anything behind."""
    with (
        override_settings(FILES_ROOT=house.folder / "files"),
        house.entered(django_db_blocker),
    ):
        globex = Company.objects.get(slug="globex")
        with inside(globex):
            world = make_scenery(globex)
            return world | {
                "start": house.address(globex.host),
                "cookie": house.session_of(world["person"], globex),
            }


class Window:
    """One page for all screens of a visitor or of a person signed in."""

    def __init__(self, chromium, world, *cookies):
        self.witness = Witness()
        context = chromium.new_context(base_url=world["start"], viewport=WIDE)
        context.add_cookies(cookies)
        self.witness.watch(context)
        self.page = context.new_page()

    def look(self, path) -> dict:
        """Open `path`; return what is wrong with it, by the way it is looked at."""
        page, wrong = self.page, {}
        self.witness.complaints.clear()
        page.set_viewport_size(WIDE)
        page.emulate_media(color_scheme="light")
        answer = page.goto(path)
        assert answer.status == 200
        assert page.url.endswith(path), "it leads elsewhere"
        assert "script-src 'self'" in answer.headers["content-security-policy"].split("; ")
        wrong["light"] = violations(page)
        page.emulate_media(color_scheme="dark")
        page.set_viewport_size(PHONE)
        wrong["dark, on a phone"] = violations(page)
        width = width_of(page)
        wrong["sideways"] = [f"{width} px wide"] if width > PHONE["width"] else []
        wrong["complaints"] = self.witness.complaints
        return {way: found for way, found in wrong.items() if found}


@pytest.fixture(scope="package")
def persons_window(chromium, world):
    return Window(chromium, world, world["cookie"])


@pytest.fixture(scope="package")
def visitors_window(chromium, world):
    return Window(chromium, world)


@pytest.mark.parametrize(("place", "is_public"), screens("config.urls"))
def test_a_screen_is_accessible_narrow_and_quiet(
    place, is_public, world, persons_window, visitors_window
):
    window = visitors_window if is_public else persons_window
    assert window.look(address_in(world, place)) == {}


@pytest.mark.parametrize("place", STATES)
def test_a_screen_in_another_state_is_so_too(place, world, persons_window):
    assert persons_window.look(f"/{place.format(**world)}") == {}


@pytest.mark.parametrize(("place", "is_public"), screens("config.urls_public"))
def test_a_screen_of_the_public_host_is_so_too(place, is_public, visitors_window, house):
    assert is_public
    assert visitors_window.look(f"{house.address('localhost')}/{place}") == {}


def address_in(world, place):
    """The address of `place`, for rows that make it show itself."""
    rows = world | {noun: world[other] for noun, other in OTHER_ROWS.get(place, {}).items()}
    query = QUERIES.get(place, "").format(**world)
    for kind in ("invitation", "password"):
        if re.match(f"(new-)?{kind}", place):
            place = place.replace("<str:token>", world[f"{kind} token"])
    return address_of(place, rows) + query
