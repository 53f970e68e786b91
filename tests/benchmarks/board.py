"""The board at 100, 1,000 and 10,000 active applications, and a move on the largest."""

import gzip
from collections.abc import Iterator
from itertools import cycle

from django.test import Client

from config.accounts.models import User
from config.tenancy.models import Company
from config.tenancy.schemas import inside
from pipeline.models import StageMove
from tests.benchmarks.crowds import crowd
from tests.benchmarks.database import settle
from tests.benchmarks.figures import Figure
from tests.benchmarks.server import Browser, against_floor, serving
from tests.companies import KEYS
from tests.factories import make_opening

SIZES = (100, 1_000, 10_000)
VISITS = 60
MOVES = 40


def figures() -> Iterator[Figure]:
    company = Company.objects.get(slug="acme")
    with inside(company):
        recruiter = User.objects.get(pk=KEYS["recruiter"])
        openings = {size: _opening(size, recruiter) for size in SIZES}
        client = Client(HTTP_HOST=company.host)
        client.force_login(recruiter)
        settle()
    session = client.cookies["fortnight_session"].value
    with serving() as port:
        browser = Browser(port, company.host, session)
        for _ in range(30):
            browser.get("/floor/")  # each process and thread has then made its connections
        for size, opening in openings.items():
            yield from _page(browser, f"{size}", f"/openings/{opening.pk}/board/")
        with inside(company):
            yield from _moves(browser, openings[SIZES[-1]])


def _opening(size, by):
    opening = make_opening(by=by, title=f"Opening with {size}")
    crowd(opening, size, by=by)
    return opening


def _page(browser, name, path):
    def visit():
        browser.get(path)

    for _ in range(8):
        visit()
    spent, floor = against_floor(browser, visit, times=VISITS)
    response, content = browser.get(path, **{"X-Count": "1"})
    yield Figure("board", f"page_{name}", round(spent, 2), "ms", round(floor, 2))
    yield Figure("board", f"statements_{name}", int(response.headers["X-Statements"]), "statements")
    yield Figure("board", f"bytes_{name}", len(gzip.decompress(content)), "bytes")
    yield Figure("board", f"compressed_{name}", len(content), "bytes")


def _moves(browser, opening):
    inbox, screen = opening.stages.order_by("position")[:2]
    people = cycle(opening.applications.active().filter(stage=inbox).order_by("pk")[:MOVES])
    moves = StageMove.objects.filter(application__opening=opening)
    before = moves.count()

    def move():
        row = next(people)
        fields = {"to": screen.pk, "version": row.version}
        browser.post(f"/applications/{row.pk}/move/", fields)

    spent, floor = against_floor(browser, move, times=MOVES)
    yield Figure("board", "move", round(spent, 2), "ms", round(floor, 2))
    yield Figure("board", "history_rows_per_move", (moves.count() - before) / MOVES, "rows")
