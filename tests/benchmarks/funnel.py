"""The dashboard on 2,000 applications that came from an event log, with the rows behind it."""

import gzip
from collections.abc import Iterator

from django.conf import settings
from django.test import Client

from config.accounts.models import User
from config.tenancy.models import Company
from config.tenancy.schemas import inside
from pipeline.event_logs.importing import import_log
from pipeline.event_logs.mapping_files import read_mapping
from pipeline.event_logs.mappings import DEFAULT_MAPPING
from pipeline.models import Application, Opening
from tests.benchmarks.database import settle
from tests.benchmarks.figures import Figure
from tests.benchmarks.server import Browser, against_floor, serving
from tests.companies import KEYS
from tests.pipeline.event_logs.logs import case, log

REAL_LOG = settings.BASE_DIR.parent / "shared" / "data" / "hiring_events" / "hiring_cases_2000.csv"
USUAL = "apply phone check=screening coding frontend=ml reject"
VISITS = 60


def figures() -> Iterator[Figure]:
    company = Company.objects.get(slug="acme")
    with inside(company):
        _import()
        opening = Opening.objects.get()
        yield Figure("funnel", "applications", Application.objects.count(), "applications")
        client = Client(HTTP_HOST=company.host)
        client.force_login(User.objects.get(pk=KEYS["recruiter"]))
    session = client.cookies["fortnight_session"].value
    pages = {
        "overview": "/reports/",
        "opening": f"/reports/openings/{opening.pk}/",
        "cohort": "/reports/?days=365",
        "rows": "/reports/rows/?what=entered&stage=inbox",
    }
    with serving() as port:
        browser = Browser(port, company.host, session)
        for _ in range(30):
            browser.get("/floor/")  # each process and thread has then made its connections
        for name, path in pages.items():
            yield from _page(browser, name, path)


def _import():
    data = REAL_LOG.read_bytes() if REAL_LOG.exists() else _made_up_log()
    mapping = read_mapping(DEFAULT_MAPPING.read_text(encoding="utf-8"))
    import_log(data, mapping, file_name="log.csv", by="import")
    settle()


def _made_up_log() -> bytes:
    """A log of about the size of the real one."""
    return log(*(row for number in range(2_000) for row in case(number, USUAL)))


def _page(browser, name, path):
    def visit():
        browser.get(path)

    for _ in range(8):
        visit()
    spent, floor = against_floor(browser, visit, times=VISITS)
    response, content = browser.get(path, **{"X-Count": "1"})
    yield Figure("funnel", name, round(spent, 2), "ms", round(floor, 2))
    yield Figure(
        "funnel", f"{name}_statements", int(response.headers["X-Statements"]), "statements"
    )
    yield Figure("funnel", f"{name}_bytes", len(gzip.decompress(content)), "bytes")
