"""Whatever crashes and whoever else works: each occasion is acted on once."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connections
from django.utils import timezone

from config.accounts.models import User
from config.tenancy.models import Company
from config.tenancy.schemas import inside
from pipeline.automations.deadlines import notice_passed_deadlines
from pipeline.automations.running import run_due_automations
from pipeline.automations.watching import start_automations
from pipeline.models import AutomationRun, Deadline, Happening, Note
from pipeline.moves import move
from tests.companies import KEYS
from tests.databases import url_of
from tests.factories import make_application, make_opening, moved, stage_of
from tests.pipeline.automating import make_automation
from tests.races import at_once


@pytest.fixture
def company(own_database):
    return Company.objects.get(slug="acme")


def set_off(number=1):
    """People who entered the stage of an automation that notes it down."""
    by = User.objects.get(pk=KEYS["recruiter"])
    make_automation(by=by)
    opening = make_opening(by=by)
    opening.stages.update(gate="none")
    return [moved(make_application(opening), "screen", by=by) for _ in range(number)]


def start():
    for happening in Happening.objects.filter(kind="entered").select_related("application"):
        start_automations(happening)


def test_two_workers_at_once_do_each_run_once(company):
    with inside(company):
        set_off(6)
        start()
    handled = at_once(company, run_due_automations, run_due_automations)
    assert sum(handled) == 6
    with inside(company):
        assert Note.objects.count() == 6
        assert set(AutomationRun.objects.values_list("state", flat=True)) == {"done"}


def test_two_watchers_of_one_happening_write_one_run(company):
    with inside(company):
        set_off()
    at_once(company, start, start)
    with inside(company):
        assert AutomationRun.objects.count() == 1


def test_two_workers_announce_a_deadline_once(company):
    with inside(company):
        (row,) = set_off()
        for _ in range(4):
            Deadline.objects.create(application=row, what="W", due_at=timezone.now())
    assert sum(at_once(company, notice_passed_deadlines, notice_passed_deadlines)) == 4
    with inside(company):
        assert Happening.objects.filter(kind="deadline_passed").count() == 4


def test_who_moves_on_as_a_run_begins_is_acted_on_before_or_not_at_all(company):
    with inside(company):
        (row,) = set_off()
        start()
        to, by = stage_of(row.opening, "technical"), User.objects.get(pk=KEYS["recruiter"])
    at_once(company, run_due_automations, lambda: move(row, to, by=by))
    with inside(company):
        run = AutomationRun.objects.get()
        assert (run.state == "done") == Note.objects.exists()
        assert run.state in ("done", "skipped")


WORKER = """
import django; django.setup()
from config.tenancy.models import Company
from config.tenancy.schemas import inside
from pipeline.automations.round import look_at_automations
from pipeline.happenings import look_at_happenings
with inside(Company.objects.get(slug="acme")):
    look_at_happenings()
    look_at_automations()
"""


def run_worker(database, crash_at=""):
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DATABASE_URL": url_of(os.environ["TEST_APP_URL"], database),
        "FORTNIGHT_DATA": str(settings.FILES_ROOT.parent),
        "FORTNIGHT_CRASH_AT": crash_at,
    }
    command = [sys.executable, "-c", WORKER]
    return subprocess.run(
        command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True
    )


@pytest.mark.parametrize(
    "point", ["happenings.shown", "automations.claimed", "automations.carried_out"]
)
def test_a_worker_killed_between_leaves_the_run_to_the_next_and_nothing_is_doubled(
    company, own_database, point
):
    with inside(company):
        set_off(2)
        connections["default"].close()
    assert run_worker(own_database, crash_at=point).returncode == -9
    with inside(company):
        assert not Note.objects.exists()
        connections["default"].close()
    second = run_worker(own_database)
    assert second.returncode == 0, second.stderr
    with inside(company):
        assert (Note.objects.count(), AutomationRun.objects.filter(state="done").count()) == (2, 2)
