"""Going through an inbox of 10 and of 2,000: the next applicant's piece, the page, and a browser.

`next_fragment` is the server's time for what is fetched ahead; `swap` is how long a browser takes
from the key to the next applicant, who is there already, and `swap_not_ahead` without that.
"""

import os
import shutil
import statistics
from collections.abc import Iterator

from django.test import Client

from config.accounts.models import User
from config.tenancy.models import Company
from config.tenancy.schemas import inside
from panels.inbox.joining import criteria_to_rate
from panels.inbox.reviewing import inboxes_of, wait_in
from panels.seats import seat
from pipeline.models import Application, Stage
from tests.benchmarks.crowds import crowd
from tests.benchmarks.database import settle
from tests.benchmarks.figures import Figure
from tests.benchmarks.server import Browser, against_floor, serving
from tests.companies import KEYS
from tests.factories import make_opening, stage_of
from tests.panels.inboxes import RESUME, give_resume

SIZES = (10, 2_000)
INBOX_SHARE = 3
VISITS = 60
STEPS = 20
READABLE = 40


def figures() -> Iterator[Figure]:
    company = Company.objects.get(slug="acme")
    with inside(company):
        recruiter = User.objects.get(pk=KEYS["recruiter"])
        reviewer = User.objects.get(pk=KEYS["interviewer"])
        openings = {size: _opening(size, reviewer, by=recruiter) for size in SIZES}
        client = Client(HTTP_HOST=company.host)
        client.force_login(reviewer)
        settle()
    session = client.cookies["fortnight_session"].value
    with serving() as port:
        browser = Browser(port, company.host, session)
        for _ in range(30):
            browser.get("/floor/")  # each process and thread has then made its connections
        for size, (opening, key) in openings.items():
            yield from _visits(browser, f"next_fragment_{size}", f"{opening}{key}/sheet/")
            yield from _visits(browser, f"page_{size}", opening)
        for size, (opening, _) in openings.items():
            yield from _in_chromium(size, f"http://{company.host}:{port}", opening, session)


def _opening(size, reviewer, *, by):
    """Return the address of an inbox with `size` in it, and the key of the second of them."""
    opening = make_opening(by=by, title=f"Opening with {size}")
    inbox = stage_of(opening, "inbox")
    crowd(opening, size * INBOX_SHARE, by=by)
    standing = opening.applications.filter(stage=inbox)
    extra = standing.order_by("pk").values_list("pk", flat=True)[size:]
    Application.objects.filter(pk__in=list(extra)).update(state="withdrawn")
    assert standing.filter(state="active").count() == size
    seat(inbox, reviewer, criteria_to_rate(opening, Stage.objects.get(pk=inbox.pk)), by=by)
    waiting = wait_in(inboxes_of(reviewer).get(pk=opening.pk), reviewer)
    for row in waiting[:READABLE]:
        give_resume(Application.objects.get(pk=row.key), RESUME * 8, by=by)
    return f"/openings/{opening.pk}/inbox/", waiting[1].key


def _visits(browser, name, path):
    def visit():
        browser.get(path)

    for _ in range(8):
        visit()
    spent, floor = against_floor(browser, visit, times=VISITS)
    response, _ = browser.get(path, **{"X-Count": "1"})
    yield Figure("inbox", name, round(spent, 2), "ms", round(floor, 2))
    yield Figure("inbox", f"statements_{name}", int(response.headers["X-Statements"]), "statements")


def _in_chromium(size, address, path, session):
    """Press j, and let the browser say how long the next one took; nothing without Chromium."""
    program = shutil.which("chromium")
    if program is None:
        return
    from playwright.sync_api import sync_playwright

    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        options = ["--disable-background-networking", *sandbox]
        chromium = playwright.chromium.launch(executable_path=program, args=options)
        context = chromium.new_context(base_url=address)
        context.add_cookies([{"name": "fortnight_session", "value": session, "url": address}])
        page = context.new_page()
        page.goto(path)
        for name, is_ahead in (("swap", True), ("swap_not_ahead", False)):
            spent = [_step(page, is_ahead=is_ahead) for _ in range(STEPS if size > STEPS else 4)]
            yield Figure("inbox", f"{name}_{size}", round(statistics.median(spent), 1), "ms")
        chromium.close()


def _step(page, *, is_ahead):
    """Go on to the next one, once they were fetched ahead, or before they could be."""
    if is_ahead:
        page.wait_for_load_state("networkidle")
    else:
        page.goto(page.url, wait_until="domcontentloaded")
    before = page.locator("#applicant").inner_text()
    page.evaluate("performance.clearMeasures('inbox:next')")
    page.keyboard.press("j")
    page.wait_for_function(
        "before => document.querySelector('#applicant').innerText !== before"
        " && performance.getEntriesByName('inbox:next').length > 0",
        arg=before,
    )
    return page.evaluate("performance.getEntriesByName('inbox:next')[0].duration")
