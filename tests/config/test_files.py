"""Handing out stored files: to whom, and how."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from config.accounts.models import User
from config.records.files import clean_name, store_file
from config.records.models import StoredFile
from config.tenancy.schemas import inside
from panels.seats import seat
from pipeline.documents import add_document
from pipeline.models import Criterion
from tests.companies import KEYS
from tests.factories import make_application, make_opening

UNKNOWN = "a2fcc89f-6b17-4198-a073-22992fd611cf"


def upload(name="resume.pdf", content=b"%PDF-1.4 Amara"):
    return SimpleUploadedFile(name, content)


@pytest.fixture
def application(acme, lead):
    return make_application(make_opening(by=lead), stage="screen")


@pytest.fixture
def resume(application, recruiter):
    """A document of the application."""
    document = add_document(application.candidate, upload(), by=recruiter, application=application)
    return document.file


def path(stored):
    return reverse("records:file", args=[stored.pk])


def body(answer):
    return b"".join(answer.streaming_content)


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("recruiter", 200),
        ("lead", 200),
        ("interviewer", 404),
        ("admin", 403),
        ("outsider", 403),
    ],
)
def test_a_document_is_for_who_sees_its_application(who, status, resume, client_of):
    answer = client_of(User.objects.get(pk=KEYS[who])).get(path(resume))
    assert answer.status_code == status
    answer.close()


def test_a_panel_reads_the_documents_of_its_candidate(
    resume, application, client_of, interviewer, recruiter
):
    seat(application.stage, interviewer, Criterion.objects.all()[:1], by=recruiter)
    answer = client_of(interviewer).get(path(resume))
    assert body(answer) == b"%PDF-1.4 Amara"
    answer.close()


def test_a_document_of_another_opening_is_not_for_this_panel(
    application, client_of, interviewer, recruiter
):
    """One of the person is; one for an opening is for that opening."""
    seat(application.stage, interviewer, Criterion.objects.all()[:1], by=recruiter)
    other = make_application(make_opening(by=recruiter), candidate=application.candidate)
    theirs = add_document(other.candidate, upload(), by=recruiter, application=other)
    persons = add_document(other.candidate, upload(), by=recruiter)
    client = client_of(interviewer)
    assert client.get(path(theirs.file)).status_code == 404
    answer = client.get(path(persons.file))
    assert answer.status_code == 200
    answer.close()


def test_a_file_that_no_room_vouches_for_is_for_nobody(acme, client_of, recruiter):
    stored = store_file(upload(), by=recruiter)
    assert client_of(recruiter).get(path(stored)).status_code == 404


def test_a_visitor_is_led_to_the_sign_in_page(resume, visitor):
    answer = visitor.get(path(resume))
    assert (answer.status_code, answer.url) == (302, f"/sign-in/?next={path(resume)}")


def test_the_rival_company_reads_nothing_under_the_same_key(resume, globex, client_of):
    with inside(globex):
        rival = User.objects.get(pk=KEYS["recruiter"])
        StoredFile.objects.create(
            pk=resume.pk, name="a.pdf", media_type="application/pdf", size_bytes=1, sha256="0"
        )
    assert client_of(rival, globex).get(path(resume)).status_code == 404


def test_bytes_lie_below_the_companys_own_folder(resume, acme, globex, settings):
    assert resume.path == settings.FILES_ROOT / str(acme.pk) / resume.pk.hex
    assert resume.path.stat().st_mode & 0o777 == 0o600
    with inside(globex):
        assert not StoredFile(pk=resume.pk).path.exists()


def test_lost_bytes_are_no_crash(resume, client_of, recruiter):
    resume.path.unlink()
    assert client_of(recruiter).get(path(resume)).status_code == 404


@pytest.mark.parametrize("key", ["../../etc/passwd", "1", "%00", UNKNOWN])
def test_no_address_leads_to_another_file(key, acme, client_of, recruiter):
    assert client_of(recruiter).get(f"/files/{key}/").status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_a_file_is_only_read_here(method, resume, client_of, recruiter):
    assert getattr(client_of(recruiter), method)(path(resume)).status_code == 405
    assert resume.path.exists()


def test_the_headers_let_nothing_run_and_nothing_be_kept(resume, client_of, recruiter):
    answer = client_of(recruiter).get(path(resume))
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Content-Type"] == "application/pdf"
    answer.close()


@pytest.mark.parametrize(
    ("name", "disposition"),
    [
        ("resume.pdf", 'inline; filename="resume.pdf"'),
        ("notes.txt", 'inline; filename="notes.txt"'),
        ("data.csv", 'attachment; filename="data.csv"'),
        ("work.zip", 'attachment; filename="work.zip"'),
        ("note.ipynb", 'attachment; filename="note.ipynb"'),
        ('a"b.pdf', 'inline; filename="a\\"b.pdf"'),
        ("Résumé ✓.pdf", "inline; filename*=utf-8''R%C3%A9sum%C3%A9%20%E2%9C%93.pdf"),
        ("a\r\nSet-Cookie: x=1.pdf", 'inline; filename="a Set-Cookie  x=1.pdf"'),
        ("\u202efdp.exe.pdf", 'inline; filename="fdp.exe.pdf"'),
        ("../../etc/passwd.txt", 'inline; filename="passwd.txt"'),
    ],
)
def test_odd_names_stay_within_the_header(name, disposition, application, client_of, recruiter):
    file = upload()
    file._name = name  # a browser may send any name; Django's own cleaning is not relied upon
    stored = add_document(application.candidate, file, by=recruiter).file
    answer = client_of(recruiter).get(path(stored))
    assert answer["Content-Disposition"] == disposition
    answer.close()


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("C:\\Users\\amara\\cv.pdf", "cv.pdf"),
        ("a\x00b.pdf", "a b.pdf"),
        ("x" * 300 + ".pdf", "x" * 150 + ".pdf"),
        ("a\u2066b\u2069.pdf", "a b .pdf"),
    ],
)
def test_names_are_cleaned(name, cleaned):
    assert clean_name(name) == cleaned
