"""What is kept about people is brought up to date: once, by one worker, whoever dies."""

import logging
import os
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connections
from django.utils import timezone

from config.tenancy.models import Company
from config.tenancy.rounds import ROUNDS
from config.tenancy.schemas import inside
from pipeline import people_due
from pipeline.candidates import add_candidate, change_candidate
from pipeline.models import Candidate, Note, PersonDue, SearchWord
from pipeline.notes import write_note
from pipeline.people_due import TASK, bring_up_to_date
from tests.databases import url_of
from tests.factories import make_candidate
from tests.races import at_once


@pytest.fixture
def seen(monkeypatch):
    """The only keeper, which remembers what it was asked."""
    calls = []
    monkeypatch.setattr(people_due, "KEEPERS", [calls.append])
    return calls


@pytest.fixture
def woken(monkeypatch, django_capture_on_commit_callbacks):
    """Return a function that runs a block and returns the tasks it woke."""

    def run(block):
        tasks = []
        monkeypatch.setattr(people_due, "wake", lambda task, company: tasks.append(task))
        with django_capture_on_commit_callbacks(execute=True):
            block()
        return tasks

    return run


def test_a_changed_person_is_looked_at_once(acme, seen):
    candidate = make_candidate()
    Candidate.objects.filter(pk=candidate.pk).update(location="Lyon")
    Note.objects.create(candidate=candidate, text="Knows Rust.")
    assert PersonDue.objects.count() == 3
    assert bring_up_to_date() == 1
    assert seen == [[candidate.pk]]
    assert not PersonDue.objects.exists()
    assert bring_up_to_date() == 0


def test_many_people_come_in_batches(acme, seen):
    Candidate.objects.bulk_create(Candidate(name=f"Batch {number}") for number in range(5))
    assert bring_up_to_date(most=2) == 5
    assert [len(people) for people in seen] == [2, 2, 1]


def test_somebody_deleted_is_looked_at_too(acme, seen):
    candidate = make_candidate()
    gone = candidate.pk
    candidate.delete()
    assert bring_up_to_date() == 1
    assert seen == [[gone]]


@pytest.fixture
def one_is_bad(monkeypatch):
    """A keeper that writes a word for each person, and fails with the one called Bad."""

    def keep(people):
        for candidate in Candidate.objects.filter(pk__in=people):
            SearchWord.objects.create(word=str(candidate.pk))
        if Candidate.objects.filter(pk__in=people, name="Bad").exists():
            raise ValueError("No words in this one.")

    monkeypatch.setattr(people_due, "KEEPERS", [keep])


def test_one_bad_person_holds_up_nobody(acme, one_is_bad, caplog):
    good, bad, other = make_candidate(), make_candidate(name="Bad"), make_candidate()
    with caplog.at_level(logging.ERROR):
        assert bring_up_to_date() == 3
    kept = set(SearchWord.objects.values_list("word", flat=True))
    assert kept == {str(good.pk), str(other.pk)}
    assert f"person {bad.pk}, who is put off" in caplog.text


def test_the_bad_person_is_tried_again_later_or_when_they_change(acme, one_is_bad):
    bad = make_candidate(name="Bad")
    bring_up_to_date()
    assert bring_up_to_date() == 0
    row = PersonDue.objects.get()
    assert row.candidate_id == bad.pk
    assert row.noted_at > timezone.now() + timedelta(minutes=50)

    Candidate.objects.filter(pk=bad.pk).update(name="Good again")
    assert bring_up_to_date() == 1
    assert SearchWord.objects.filter(word=str(bad.pk)).exists()
    PersonDue.objects.update(noted_at=timezone.now() - timedelta(seconds=1))
    bring_up_to_date()


def test_whoever_changes_a_person_wakes_the_keepers(acme, recruiter, woken):
    candidate = make_candidate()
    assert woken(lambda: add_candidate(by=recruiter, name="Wakes Somebody")) == [TASK]
    assert woken(lambda: change_candidate(candidate, by=recruiter, name="New")) == [TASK]
    assert woken(lambda: write_note(candidate, by=recruiter, text="Rust.")) == [TASK]


def test_the_minutes_round_looks_too():
    assert TASK in ROUNDS


def test_the_rival_company_is_not_looked_at(acme, globex, seen):
    with inside(globex):
        make_candidate()
    assert bring_up_to_date() == 0
    with inside(globex):
        assert PersonDue.objects.count() == 1


def test_two_workers_at_once_look_at_each_person_once(own_database, monkeypatch):
    looked_at = []

    def keep(people):
        time.sleep(0.05)
        looked_at.extend(people)

    monkeypatch.setattr(people_due, "KEEPERS", [keep])
    company = Company.objects.get(slug="acme")
    with inside(company):
        Candidate.objects.bulk_create(Candidate(name=f"Race {number}") for number in range(9))
    handled = at_once(company, *[lambda: bring_up_to_date(most=2)] * 3)
    with inside(company):
        bring_up_to_date()  # a worker that found the turn taken leaves the rest to the next look
        assert sorted(looked_at) == sorted(Candidate.objects.values_list("pk", flat=True))
    assert sum(handled) <= 9


WORKER = """
import django; django.setup()
from config.tenancy.models import Company
from config.tenancy.schemas import inside
from pipeline import people_due
from pipeline.models import Candidate, SearchWord

def keep(people):
    SearchWord.objects.bulk_create(SearchWord(word=str(person)) for person in people)

people_due.KEEPERS[:] = [keep]
with inside(Company.objects.get(slug="acme")):
    people_due.bring_up_to_date(most=2)
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


@pytest.mark.parametrize("point", ["people.taken", "people.kept"])
def test_a_worker_killed_in_mid_batch_leaves_the_work_to_the_next(own_database, point):
    company = Company.objects.get(slug="acme")
    with inside(company):
        Candidate.objects.bulk_create(Candidate(name=f"Killed {number}") for number in range(3))
        connections["default"].close()
    assert run_worker(own_database, crash_at=point).returncode == -9
    with inside(company):
        assert (PersonDue.objects.count(), SearchWord.objects.count()) == (3, 0)
        connections["default"].close()
    second = run_worker(own_database)
    assert second.returncode == 0, second.stderr
    with inside(company):
        assert (PersonDue.objects.count(), SearchWord.objects.count()) == (0, 3)
