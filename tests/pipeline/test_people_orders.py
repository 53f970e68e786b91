"""Imports of people as work in rows: set up, tried, imported once."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections

from config.accounts.models import User
from config.tenancy.models import Company
from config.tenancy.schemas import inside
from pipeline.event_logs.claims import claim, run_due_imports
from pipeline.models import Application, Candidate, Import
from pipeline.people_imports.orders import order_people, order_people_import, order_trial
from tests.factories import make_opening
from tests.pipeline.import_workers import let_the_lease_run_out, run_worker
from tests.pipeline.test_people_imports import ADA, BEN, RESUME, sheet


@pytest.fixture
def opening(acme, recruiter):
    return make_opening(by=recruiter, title="Search engineer")


def uploaded(data=None, name="people.csv"):
    return SimpleUploadedFile(name, data or sheet(ADA, BEN))


def test_a_sheet_waits_for_its_columns_and_a_resume_does_not(opening, recruiter):
    draft = order_people(uploaded(), opening, by=recruiter)
    assert draft.is_draft
    assert claim() is None
    assert not order_people(uploaded(RESUME, "a.md"), opening, by=recruiter).is_draft


def test_an_upload_is_tried_then_imported_once_however_often_it_is_asked(opening, recruiter):
    row = order_people(uploaded(), opening, by=recruiter)
    row = order_trial(row, row.options["columns"], by=recruiter)
    assert order_trial(row, row.options["columns"], by=recruiter) == row
    assert run_due_imports() == 1
    row.refresh_from_db()
    assert row.is_ready_to_run
    assert not Candidate.objects.exists()
    first = order_people_import(row, by=recruiter)
    assert order_people_import(row, by=recruiter) == first
    assert run_due_imports() == 1
    assert order_people_import(row, by=recruiter) == first
    assert Candidate.objects.count() == 2
    assert Import.objects.get(is_dry_run=False).result["created"] == 2


def test_a_file_that_is_gone_is_said(opening, recruiter):
    row = order_people(uploaded(RESUME, "a.md"), opening, by=recruiter)
    row.file.path.unlink()
    run_due_imports()
    row.refresh_from_db()
    assert "can no longer be read" in row.problem


@pytest.fixture
def ordered(own_database):
    """An import for real that waits in a database of its own; yields its name."""
    with inside(Company.objects.get(slug="acme")):
        recruiter = User.objects.get(email="recruiter@example.com")
        row = order_people(uploaded(), make_opening(by=recruiter), by=recruiter)
        order_trial(row, row.options["columns"], by=recruiter)
        run_due_imports()
        order_people_import(Import.objects.get(), by=recruiter)
    connections["default"].close()
    return own_database


def stored():
    with inside(Company.objects.get(slug="acme")):
        row = Import.objects.get(is_dry_run=False)
        return row, Candidate.objects.count(), Application.objects.count()


@pytest.mark.parametrize("point", ["import.claimed", "import.read", "import.written"])
def test_a_worker_that_is_killed_leaves_nothing_and_the_next_does_it_once(ordered, point):
    assert run_worker(ordered, crash_at=point).returncode == -9
    row, *people = stored()
    assert (row.is_taken, people) == (True, [0, 0])
    let_the_lease_run_out()
    second = run_worker(ordered)
    assert second.returncode == 0, second.stderr
    row, *people = stored()
    assert (row.went_through, row.attempts, people) == (True, 2, [2, 2])
