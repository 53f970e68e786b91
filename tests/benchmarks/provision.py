"""Seconds to create a company, fifty in a row, and what a web process then weighs."""

import statistics
from collections.abc import Iterator
from http.client import HTTPConnection

import psutil

from config.tenancy.models import Company
from config.tenancy.provisioning import provision
from tests.benchmarks.figures import Figure
from tests.benchmarks.server import serving
from tests.isolation import seconds_of

COMPANIES = 50


def figures() -> Iterator[Figure]:
    spent = [_seconds_to_provision(f"firm-{place}") for place in range(COMPANIES)]
    yield Figure("provision", "a company", round(statistics.median(spent), 3), "s")
    yield Figure("provision", "the slowest", round(max(spent), 3), "s")
    first, last = statistics.median(spent[:10]), statistics.median(spent[-10:])
    yield Figure("provision", "the last ten", round(last, 3), "s", floor=round(first, 3))
    yield Figure("provision", "a web process", round(_heaviest_worker() / 2**20), "MB")


def _seconds_to_provision(name) -> float:
    seconds, _ = seconds_of(lambda: provision(slug=name, name=name, furnish=lambda *_: None))
    return seconds


def _heaviest_worker() -> int:
    """Bytes that the heaviest web process holds after pages of every company."""
    hosts = [company.host for company in Company.objects.all()]
    with serving() as port:
        for host in hosts * 8:
            web = HTTPConnection("127.0.0.1", port, timeout=60)
            web.request("GET", "/sign-in/", headers={"Host": host})
            if web.getresponse().status != 200:
                raise RuntimeError(f"{host} did not answer.")
            web.close()
        workers = [
            worker
            for parent in psutil.Process().children()
            for worker in parent.children()
            if "gunicorn" in " ".join(worker.cmdline())
        ]
        return max(worker.memory_info().rss for worker in workers)
