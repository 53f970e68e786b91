"""Documents are read once, by a worker, whatever they hold and whoever dies."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections

from config.accounts.models import User
from config.tenancy.models import Company
from config.tenancy.rounds import ROUNDS
from config.tenancy.schemas import inside
from pipeline import document_reading
from pipeline.document_reading import FILE_LOST, NOT_READ, NOT_UNDERSTOOD, TASK, read_documents
from pipeline.documents import add_document
from pipeline.models import Document, DocumentText, PersonDue
from tests.databases import url_of
from tests.factories import make_candidate
from tests.pipeline.resumes.documents import LINES, pdf, word
from tests.races import at_once


def keep(by, name="resume.txt", content=b"Six years of Kubernetes.", candidate=None):
    upload = SimpleUploadedFile(name, content)
    return add_document(candidate or make_candidate(), upload, by=by)


def reading_of(document):
    return DocumentText.objects.get(document=document)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("resume.txt", "\n".join(LINES).encode()),
        ("resume.md", "\n".join(LINES).encode()),
        ("resume.pdf", pdf()),
        ("resume.docx", word()),
    ],
)
def test_the_text_of_a_document_is_read(acme, recruiter, name, content):
    document = keep(recruiter, name, content)
    assert read_documents() == 1
    assert "Kubernetes" in reading_of(document).text
    assert reading_of(document).problem == ""
    assert read_documents() == 0


def test_what_was_read_makes_its_person_due(acme, recruiter):
    document = keep(recruiter)
    PersonDue.objects.all().delete()
    read_documents()
    assert PersonDue.objects.get().candidate_id == document.candidate_id


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("photo.png", b"\x89PNG....", NOT_READ),
        ("code.zip", b"PK\x03\x04", NOT_READ),
        ("resume.pdf", b"%PDF-1.4 and nothing more", "damaged"),
        ("resume.pdf", pdf(password="secret"), "password"),
        ("resume.docx", b"PK\x03\x04 no zip at all", "Word"),
        ("resume.txt", b"   \n", "empty"),
        ("bytes.txt", b"\x00\x01\x02" * 100, "not a PDF"),
    ],
)
def test_what_cannot_be_read_says_why(acme, recruiter, name, content, problem):
    document = keep(recruiter, name, content)
    assert read_documents() == 1
    assert reading_of(document).text == ""
    assert problem in reading_of(document).problem


def test_a_file_that_is_gone_is_said(acme, recruiter):
    document = keep(recruiter)
    document.file.path.unlink()
    read_documents()
    assert reading_of(document).problem == FILE_LOST


def test_a_file_that_trips_the_reader_holds_up_no_other(acme, recruiter, monkeypatch):
    first, second = keep(recruiter), keep(recruiter, "odd.txt")
    read = document_reading.read_resume

    def trip(content, name):
        if name == "odd.txt":
            raise KeyError("/Oops")
        return read(content, name)

    monkeypatch.setattr(document_reading, "read_resume", trip)
    assert read_documents() == 2
    assert reading_of(first).text
    assert reading_of(second).problem == NOT_UNDERSTOOD


def test_a_very_long_text_is_cut(acme, recruiter, monkeypatch):
    monkeypatch.setattr(document_reading, "LONGEST_TEXT", 10)
    document = keep(recruiter)
    read_documents()
    assert reading_of(document).text == "Six years "


def test_the_newest_are_read_first_and_the_rest_soon(acme, recruiter, monkeypatch):
    documents = [keep(recruiter) for _ in range(3)]
    woken = []
    monkeypatch.setattr(document_reading, "wake_readers", lambda: woken.append(TASK))
    newest = Document.objects.order_by("-pk").first()
    assert read_documents(most=1) == 1
    assert reading_of(newest).text
    assert woken == [TASK]
    assert read_documents() == len(documents) - 1
    assert woken == [TASK]


def test_adding_a_document_wakes_the_readers(
    acme, recruiter, monkeypatch, django_capture_on_commit_callbacks
):
    woken = []
    monkeypatch.setattr(document_reading, "wake", lambda task, company: woken.append(task))
    with django_capture_on_commit_callbacks(execute=True):
        keep(recruiter)
    assert woken == [TASK]
    assert TASK in ROUNDS


@pytest.fixture
def waiting(own_database):
    """Two documents that wait in a database of its own; yields its name."""
    with inside(Company.objects.get(slug="acme")):
        recruiter = User.objects.get(email="recruiter@example.com")
        keep(recruiter)
        keep(recruiter)
    return own_database


def test_two_workers_at_once_read_each_document_once(waiting):
    company = Company.objects.get(slug="acme")
    assert sum(at_once(company, read_documents, read_documents)) == 2
    with inside(company):
        assert DocumentText.objects.count() == 2


WORKER = """
import django; django.setup()
from config.tenancy.models import Company
from config.tenancy.schemas import inside
from pipeline.document_reading import read_documents
with inside(Company.objects.get(slug="acme")):
    read_documents()
"""


@pytest.mark.parametrize("point", ["document.taken", "document.read"])
def test_a_worker_killed_while_it_reads_loses_nothing(waiting, point):
    connections["default"].close()
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DATABASE_URL": url_of(os.environ["TEST_APP_URL"], waiting),
        "FORTNIGHT_DATA": str(settings.FILES_ROOT.parent),
        "FORTNIGHT_CRASH_AT": point,
    }
    command = [sys.executable, "-c", WORKER]
    killed = subprocess.run(command, cwd=settings.BASE_DIR, env=environment)
    assert killed.returncode == -9
    with inside(Company.objects.get(slug="acme")):
        assert not DocumentText.objects.exists()
        assert read_documents() == 2
