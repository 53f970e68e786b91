"""The work queue of a recruiter with 5,000 active applications in ten openings."""

import gzip
from collections.abc import Iterator
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from config.accounts.models import User
from config.tenancy.models import Company
from config.tenancy.schemas import inside
from panels.models import PanelSeat
from pipeline.models import CandidateRequest, Deadline, Message, Thread
from tests.benchmarks.crowds import crowd
from tests.benchmarks.database import settle
from tests.benchmarks.figures import Figure
from tests.benchmarks.server import Browser, against_floor, serving
from tests.companies import KEYS
from tests.factories import make_opening, stage_of

OPENINGS, PEOPLE = 10, 500
VISITS = 60
PAGES = {"page": "/", "page_of_one_kind": "/?kind=decision", "page_of_teams": "/?whose=teams"}


def figures() -> Iterator[Figure]:
    company = Company.objects.get(slug="acme")
    with inside(company):
        recruiter = User.objects.get(pk=KEYS["recruiter"])
        for number in range(OPENINGS):
            _fill(make_opening(by=recruiter, title=f"Opening {number}"), number, by=recruiter)
        client = Client(HTTP_HOST=company.host)
        client.force_login(recruiter)
        settle()
    session = client.cookies["fortnight_session"].value
    with serving() as port:
        browser = Browser(port, company.host, session)
        for _ in range(30):
            browser.get("/floor/")  # each process and thread has then made its connections
        for name, path in PAGES.items():
            yield from _page(browser, name, path)


def _fill(opening, number, *, by):
    """People in every stage, panels, and something of each kind that waits."""
    for who in ("interviewer", "other_interviewer"):
        for kind in ("screen", "technical"):
            PanelSeat.objects.create(stage=stage_of(opening, kind), interviewer_id=KEYS[who])
    rows = crowd(opening, PEOPLE, by=by, seed=number)
    now = timezone.now()
    threads = Thread.objects.bulk_create(
        Thread(candidate=row.candidate, application=row, subject="Hello", token=row.pk.hex)
        for row in rows[::20]
    )
    Message.objects.bulk_create(
        Message(thread=thread, direction="in", subject="Re: Hello", text="Hi") for thread in threads
    )
    CandidateRequest.objects.bulk_create(
        CandidateRequest(application=row, kind="question") for row in rows[::40]
    )
    Deadline.objects.bulk_create(
        Deadline(application=row, what="Send it", due_at=now - timedelta(days=1), passed_at=now)
        for row in rows[::30]
    )


def _page(browser, name, path):
    def visit():
        browser.get(path)

    for _ in range(8):
        visit()
    spent, floor = against_floor(browser, visit, times=VISITS)
    response, content = browser.get(path, **{"X-Count": "1"})
    yield Figure("queue", name, round(spent, 2), "ms", round(floor, 2))
    yield Figure("queue", f"{name}_statements", int(response.headers["X-Statements"]), "statements")
    yield Figure("queue", f"{name}_bytes", len(gzip.decompress(content)), "bytes")
