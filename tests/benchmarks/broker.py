"""Wake-ups through PGMQ and Redis, and a worker killed with six pieces of work in hand."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from celery import current_app
from django.conf import settings
from django.db import connections

from config.brokers import broker_of
from config.records.models import OutboxMessage
from config.records.outbox import put
from config.tenancy.schemas import inside, outside
from tests.benchmarks.chores import TABLE, chore
from tests.benchmarks.figures import Figure
from tests.benchmarks.mailboxes import MailServer
from tests.databases import ROOT
from tests.isolation import make_companies
from tests.operations.servers import own_redis, program

TASKS = 1_000
SINGLES = 20
PIECES = 6
PATIENCE_SECONDS = 180


def figures() -> Iterator[Figure]:
    with connections["owner"].cursor() as cursor:
        cursor.execute(f"CREATE TABLE {TABLE} (number int); GRANT ALL ON {TABLE} TO PUBLIC")
    companies = make_companies(PIECES)
    for name, broker in _brokers():
        with broker as url:
            _use(url)
            yield from _speed(name, url)
            yield from _kill(name, url, companies)


def _brokers():
    yield "pgmq", ExitStack()
    if program("redis-server"):
        yield "redis", _redis()


@contextmanager
def _redis():
    with TemporaryDirectory() as folder, own_redis(Path(folder)) as url:
        time.sleep(0.5)
        yield url


def _use(url):
    """Point this process's Celery at the broker, as the settings would."""
    url = url if isinstance(url, str) else "pgmq://"
    address, options = broker_of(url, settings.ENVIRONMENT.database_url)
    current_app.conf.update(broker_url=address, broker_transport_options=options)
    current_app._after_fork()  # forgets the connections it has made


@contextmanager
def _celery(role, url, **environ):
    """A worker or beat as `up` runs them, in a session of its own."""
    more = {} if not isinstance(url, str) else {"CELERY_BROKER_URL": url}
    command = [sys.executable, "-m", "celery", "--app", "config", "--quiet", role]
    if role == "worker":
        command += ["--concurrency", "2", "--include", "tests.benchmarks.chores"]
        command += ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    else:
        command += ["--pidfile", ""]
    with open(os.devnull, "w") as nowhere:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, **more, **environ, "CELERY_SKIP_CHECKS": "1"},
            stdout=nowhere,
            stderr=nowhere,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        _kill_group(process)


def _kill_group(process):
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _speed(name, url) -> Iterator[Figure]:
    _empty()
    with _celery("worker", url), outside():
        chore.delay(0)
        _wait(lambda: _done() == 1)
        latencies = []
        for number in range(SINGLES):
            began = time.perf_counter()
            chore.delay(number)
            _wait(lambda number=number: _done() == number + 2, pause=0.001)
            latencies.append(time.perf_counter() - began)
        latency = sorted(latencies)[SINGLES // 2] * 1000
        yield Figure("broker", f"{name}: one task, asked and done", round(latency, 1), "ms")
        _empty()
        began = time.perf_counter()
        for number in range(TASKS):
            chore.delay(number)
        _wait(lambda: _done() == TASKS)
        spent = time.perf_counter() - began
        yield Figure("broker", f"{name}: {TASKS} tasks", round(spent, 2), "s")


def _kill(name, url, companies) -> Iterator[Figure]:
    mailbox = MailServer(seconds=3)
    environ = {"EMAIL_URL": mailbox.url}
    with _celery("worker", url, **environ) as first:
        time.sleep(4)  # until it listens
        for company in companies:
            with inside(company):
                put(to="ada@example.com", subject="Hello", body="Hi.")
        time.sleep(1.5)  # two mails are on their way, four wake-ups fetched
        _kill_group(first)
    began = time.perf_counter()
    with _celery("worker", url, **environ), _celery("beat", url):
        _wait(lambda: _unsent(companies) == 0)
    spent = time.perf_counter() - began
    yield Figure("broker", f"{name}: killed, then all {PIECES} done", round(spent, 1), "s")
    lost = PIECES - len(mailbox.received)
    yield Figure("broker", f"{name}: lost", lost, "pieces")
    on_the_wire = sum(mailbox.received.values()) - len(mailbox.received)
    yield Figure("broker", f"{name}: sent again under the same id", on_the_wire, "mails")
    # A receiver that knows ids sees one effect for each id, and there should be one id a piece.
    twice = max(0, len(mailbox.received) - PIECES)
    yield Figure("broker", f"{name}: with effect twice", twice, "pieces")
    _forget(companies)
    mailbox.shutdown()
    mailbox.server_close()


def _forget(companies):
    for company in companies:
        with inside(company):
            OutboxMessage.objects.all().delete()


def _unsent(companies) -> int:
    unsent = 0
    for company in companies:
        with inside(company):
            unsent += OutboxMessage.objects.filter(sent_at=None).count()
    return unsent


def _empty():
    with connections["owner"].cursor() as cursor:
        cursor.execute(f"TRUNCATE {TABLE}")


def _done() -> int:
    with connections["owner"].cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {TABLE}")  # noqa: S608 - our own constant
        return cursor.fetchone()[0]


def _wait(is_so: Callable[[], bool], *, pause=0.02):
    until = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        if time.monotonic() > until:
            raise RuntimeError(f"It has not come to that within {PATIENCE_SECONDS} seconds.")
        time.sleep(pause)
