"""Importing again those whose records were merged."""

import pytest

from config.records.models import AuditEntry
from pipeline.merging.merging import merge
from pipeline.merging.unmerging import undo_merge
from pipeline.models import Application, Candidate, Employment
from pipeline.people_imports.importing import import_people
from tests.factories import make_opening

HEADER = "Name,Email,Phone,City,Company,Job title"
ADA = "Ada Osei,ada@example.com,+44 20 7946 0001,,Example Engines,ML engineer"
TWIN = "A. Osei,a.osei@example.com,,Bern,Example Works,Engineer"


def load(opening, by, *rows):
    data = "\n".join([HEADER, *rows]).encode()
    report = import_people(data, filename="people.csv", opening=opening, by=by)
    return report["created"], report["updated"], report["unchanged"], report["notes"]


@pytest.fixture
def opening(acme, recruiter):
    return make_opening(by=recruiter)


@pytest.fixture
def merged(opening, recruiter):
    """The two rows, imported and merged into one."""
    load(opening, recruiter, ADA, TWIN)
    ada, twin = Candidate.objects.order_by("-name")
    return merge(ada, [twin], by=recruiter)[0]


def test_a_second_import_of_both_rows_changes_nothing(opening, merged, recruiter):
    before = AuditEntry.objects.count()
    assert load(opening, recruiter, ADA, TWIN) == (0, 0, 2, [])
    assert load(opening, recruiter, TWIN, ADA) == (0, 0, 2, [])
    assert AuditEntry.objects.count() == before


def test_both_rows_enter_another_opening_as_one_person(merged, recruiter):
    other = make_opening(by=recruiter)
    assert load(other, recruiter, TWIN, ADA)[:3] == (0, 1, 1)
    assert load(other, recruiter, TWIN, ADA)[:3] == (0, 0, 2)
    assert Application.objects.get(opening=other).candidate_id == merged.kept_id


def test_what_is_blank_is_filled_from_either_row(opening, merged, recruiter):
    Candidate.objects.update(phone="", location="")
    Employment.objects.all().delete()
    assert load(opening, recruiter, ADA, TWIN)[:3] == (0, 2, 0)
    kept = Candidate.objects.present().get()
    assert (kept.phone, kept.location) == ("+44 20 7946 0001", "Bern")
    assert kept.employments.get().employer == "Example Engines"
    assert Candidate.objects.get(pk=merged.gone_id).phone == ""


def test_parted_again_each_row_finds_its_own(opening, merged, recruiter):
    undo_merge(merged, by=recruiter)
    assert load(opening, recruiter, ADA, TWIN)[:3] == (0, 0, 2)
    assert Candidate.objects.present().count() == 2
