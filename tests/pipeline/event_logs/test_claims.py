"""Imports as work in rows: taken by one, done once, whoever dies."""

import subprocess
import sys
import threading
import time
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, connections
from django.utils import timezone

from config.accounts.models import User
from config.tenancy.models import Company
from config.tenancy.schemas import inside
from pipeline.event_logs import claims, importing
from pipeline.event_logs.claims import LeaseLost, carry_out, claim, renew, run_due_imports
from pipeline.event_logs.importing import ImportRunning
from pipeline.event_logs.orders import TASK, order_dry_run, order_import
from pipeline.models import Application, Import, LoggedEvent, Opening
from tests.pipeline.event_logs.logs import case, log, read_in
from tests.pipeline.import_workers import let_the_lease_run_out, run_worker, worker_environment

ROWS = [row for number in range(1, 6) for row in case(number, "apply phone coding offer")]


def order(by, data=None, mapping=""):
    upload = SimpleUploadedFile("log.csv", data or log(*ROWS))
    return order_dry_run(upload, mapping, by=by)


def order_for_real(by, data=None):
    """An import that waits for a worker; its dry run is done."""
    row = order(by, data)
    run_due_imports()
    row.refresh_from_db()
    return order_import(row, by=by)


def test_an_upload_is_tried_then_imported(acme, recruiter):
    row = order(recruiter)
    assert run_due_imports() == 1
    row.refresh_from_db()
    assert row.is_ready_to_run
    assert (row.result["created"], row.opening) == (5, None)
    assert not Application.objects.exists()

    done = order_import(row, by=recruiter)
    assert run_due_imports() == 1
    done.refresh_from_db()
    assert done.went_through
    assert done.opening == Opening.objects.get(ref="hiring-log")
    assert Application.objects.count() == 5


def test_asking_twice_imports_once(acme, recruiter):
    first = order_for_real(recruiter)
    dry_run = Import.objects.get(is_dry_run=True)
    assert order_import(dry_run, by=recruiter) == first
    run_due_imports()
    assert order_import(dry_run, by=recruiter) == first


def test_a_refused_file_is_settled_with_its_problems(acme, recruiter):
    row = order(recruiter, log("1,Coding Interview,soon,x"))
    run_due_imports()
    row.refresh_from_db()
    assert not row.is_ready_to_run
    assert [problem["row"] for problem in row.refused] == [2]


def test_a_file_that_is_gone_is_said(acme, recruiter):
    row = order(recruiter)
    row.file.path.unlink()
    run_due_imports()
    row.refresh_from_db()
    assert row.problem == claims.FILE_LOST


def test_a_claimed_import_is_not_claimed_again_until_its_lease_runs_out(acme, recruiter):
    order(recruiter)
    row = claim()
    assert claim() is None
    Import.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
    assert claim() == row


def test_a_lease_is_renewed_by_its_holder_alone(acme, recruiter):
    order(recruiter)
    row = claim()
    before = row.leased_until
    renew(row)
    assert row.leased_until > before
    Import.objects.update(leased_until=timezone.now() + timedelta(hours=1))
    with pytest.raises(LeaseLost):
        renew(row)


def test_a_worker_that_lost_its_lease_leaves_nothing_behind(acme, recruiter, monkeypatch):
    order_for_real(recruiter)
    row = claim()

    def write_slowly(plan):
        importing_write(plan)
        Import.objects.filter(pk=row.pk).update(leased_until=timezone.now())

    importing_write = importing.write
    monkeypatch.setattr(importing, "write", write_slowly)
    with pytest.raises(LeaseLost):
        carry_out(row)
    assert not Application.objects.exists()


def test_an_import_that_never_ends_is_given_up_visibly(acme, recruiter):
    row = order(recruiter)
    Import.objects.update(attempts=claims.MOST_ATTEMPTS)
    assert run_due_imports() == 0
    row.refresh_from_db()
    assert row.problem == claims.GAVE_UP
    assert row.is_finished


def test_an_import_waits_for_another_and_counts_no_failed_attempt(acme, recruiter, monkeypatch):
    def refuse_turn():
        raise ImportRunning

    row = order(recruiter)
    monkeypatch.setattr(importing, "take_turn", refuse_turn)
    assert run_due_imports() == 0
    row.refresh_from_db()
    assert (row.attempts, row.is_finished) == (0, False)


def in_threads(*works):
    def run(work):
        try:
            with inside(Company.objects.get(slug="acme")):
                work()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    return threads


def test_two_imports_at_once_take_turns(own_database):
    reports = []
    work = lambda: reports.append(read_in(log(*ROWS)))  # noqa: E731
    for thread in in_threads(work, work):
        thread.join()
    assert sorted(report["created"] for report in reports) == [0, 5]
    assert sorted(report["unchanged"] for report in reports) == [0, 5]
    with inside(Company.objects.get(slug="acme")):
        assert LoggedEvent.objects.count() == len(ROWS)


def test_an_import_that_waits_too_long_is_refused_in_a_sentence(own_database, monkeypatch):
    monkeypatch.setattr(importing, "LONGEST_WAIT_SECONDS", 1)
    held, errors = threading.Event(), []

    def hold():
        read_in(log(*ROWS), settle=lambda *report: (held.set(), time.sleep(2)))

    def wait():
        held.wait(10)
        try:
            read_in(log(*ROWS))
        except ImportRunning as error:
            errors.append(str(error))

    for thread in in_threads(hold, wait):
        thread.join()
    assert errors == ["Another import is running. Try again later."]


@pytest.fixture
def ordered(own_database):
    """An import for real that waits in a database of its own; yields its name."""
    company = Company.objects.get(slug="acme")
    with inside(company):
        order_for_real(User.objects.get(email="recruiter@example.com"))
    connections["default"].close()
    return own_database


WAKE = f"""
import django; django.setup()
from config.tenancy.models import Company
from config.tenancy.wakeups import wake
wake({TASK!r}, Company.objects.get(slug="acme"))
"""


def stored():
    with inside(Company.objects.get(slug="acme")):
        rows = Import.objects.filter(is_dry_run=False)
        return rows.get(), Application.objects.count(), LoggedEvent.objects.count()


@pytest.mark.parametrize("point", ["import.claimed", "import.read", "import.written"])
def test_a_worker_that_is_killed_leaves_nothing_and_the_next_does_it_once(ordered, point):
    assert run_worker(ordered, crash_at=point).returncode == -9
    row, applications, _ = stored()
    assert (row.is_taken, applications) == (True, 0)
    let_the_lease_run_out()
    second = run_worker(ordered)
    assert second.returncode == 0, second.stderr
    row, applications, events = stored()
    assert (row.went_through, row.attempts, applications, events) == (True, 2, 5, len(ROWS))


def test_a_celery_worker_is_woken_killed_and_replaced(ordered):
    command = [sys.executable, "-m", "celery", "--app", "config", "--quiet", "worker"]
    command += ["--pool", "solo", "--without-gossip", "--without-mingle", "--without-heartbeat"]

    def start(crash_at=""):
        environment = worker_environment(ordered, crash_at)
        return subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment)

    environment = worker_environment(ordered)

    def call():
        subprocess.run(
            [sys.executable, "-c", WAKE], cwd=settings.BASE_DIR, env=environment, check=True
        )

    first = start(crash_at="import.written")
    try:
        call()
        assert first.wait(timeout=60) == -9
    finally:
        first.kill()
    assert stored()[1] == 0
    let_the_lease_run_out()
    second = start()
    try:
        call()
        deadline = time.monotonic() + 60
        while not stored()[0].is_finished and time.monotonic() < deadline:
            connection.close()
            time.sleep(0.2)
    finally:
        second.terminate()
        second.wait(timeout=30)
    row, applications, events = stored()
    assert (row.went_through, applications, events) == (True, 5, len(ROWS))
