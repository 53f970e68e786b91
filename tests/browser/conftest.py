"""Chromium, the house that it visits, and pages in it."""

import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from config.tenancy.models import Company
from config.tenancy.schemas import inside
from tests.browser.house import keep_house
from tests.browser.witness import Witness

PATIENCE = 20_000  # milliseconds; a busy machine is not a failure
OPTIONS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
]
MISSING = (
    "Left out: every test in a browser (tests/browser), for want of Chromium. "
    "On Debian and Ubuntu: apt-get install chromium"
)


def pytest_collection_modifyitems(items):
    """Walk a journey that fails once more: what a machine is too busy for is no failure."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="package")
def chromium():
    """Debian's Chromium; never one that Playwright would download."""
    program = shutil.which("chromium")
    if program is None:
        pytest.skip(MISSING)
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    # Playwright keeps a loop running in this thread, which Django takes for asynchronous code.
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "yes")
        expect.set_options(timeout=PATIENCE)
        browser = playwright.chromium.launch(executable_path=program, args=[*OPTIONS, *sandbox])
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def house(chromium):
    with keep_house() as house:
        yield house


@pytest.fixture
def acme(house, django_db_blocker):
    """The company of the journeys; what they leave behind stays until the last of them."""
    with house.entered(django_db_blocker):
        company = Company.objects.get(slug="acme")
        with inside(company):
            yield company


@pytest.fixture
def witness():
    witness = Witness()
    yield witness
    witness.check()


@pytest.fixture
def open_page(chromium, house, acme, witness):
    """Return a function that opens a new browser, signed in as `by`, on an address of acme."""
    contexts = []

    def open_page(path=None, *, by=None, **options):
        context = chromium.new_context(base_url=house.address(acme.host), **options)
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        witness.watch(context)
        if by is not None:
            context.add_cookies([house.session_of(by, acme)])
        page = context.new_page()
        if path is not None:
            page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
