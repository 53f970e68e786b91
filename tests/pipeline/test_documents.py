"""Keeping documents of candidates."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from config.records.models import StoredFile
from pipeline.documents import add_document
from pipeline.models import Document
from tests.factories import make_application, make_candidate, make_opening


@pytest.fixture
def application(acme, lead):
    return make_application(make_opening(by=lead))


def upload(name="paper.pdf", content=b"%PDF-1.4"):
    return SimpleUploadedFile(name, content)


def address(application):
    return reverse("pipeline:add_document", args=[application.pk])


def test_an_uploaded_document_is_listed_with_a_link(application, client_of, recruiter):
    answer = client_of(recruiter).post(
        address(application), {"file": upload(), "title": "A <b>paper</b>"}, follow=True
    )
    document = Document.objects.get()
    assert document.application == application
    assert document.file.uploaded_by == recruiter
    shown = answer.content.decode()
    assert "A &lt;b&gt;paper&lt;/b&gt;" in shown
    assert reverse("records:file", args=[document.file_id]) in shown


def test_without_a_title_it_is_called_by_its_name(application, recruiter):
    document = add_document(application.candidate, upload("x" * 200 + ".pdf"), by=recruiter)
    assert document.title == "x" * 150 + ".pdf"


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (None, "Choose a file."),
        (("empty.pdf", b""), "This file is empty."),
        (("page.html", b"<script>"), "of a kind not taken"),
        (("drawing.svg", b"<svg onload=x>"), "of a kind not taken"),
        (("run.exe", b"MZ"), "of a kind not taken"),
        (("nothing", b"x"), "of a kind not taken"),
    ],
)
def test_a_file_that_is_not_taken_is_refused_in_place(
    file, sentence, application, client_of, recruiter
):
    sent = {"title": "What I typed"} | ({"file": upload(*file)} if file else {})
    answer = client_of(recruiter).post(address(application), sent)
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert sentence in shown
    assert 'value="What I typed"' in shown
    assert not Document.objects.exists()
    assert not StoredFile.objects.exists()


def test_a_file_that_is_too_large_is_refused_in_place(application, client_of, recruiter, settings):
    settings.MAX_UPLOAD_BYTES = 1024 * 1024
    file = upload(content=b"x" * (1024 * 1024 + 1))
    answer = client_of(recruiter).post(address(application), {"file": file, "title": "Kept"})
    assert answer.status_code == 422
    assert "is larger than 1 MB" in answer.content.decode()
    assert 'value="Kept"' in answer.content.decode()
    assert not any(settings.FILES_ROOT.rglob("*"))


def test_a_page_renamed_to_pdf_is_served_as_a_pdf(application, client_of, recruiter):
    client = client_of(recruiter)
    client.post(address(application), {"file": upload("a.pdf", b"<script>alert(1)</script>")})
    answer = client.get(reverse("records:file", args=[Document.objects.get().file_id]))
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    answer.close()


def test_a_refused_file_leaves_no_row_and_no_bytes(application, recruiter, settings):
    with pytest.raises(ValidationError) as refusal:
        add_document(application.candidate, upload("a.svg"), by=recruiter)
    assert list(refusal.value.error_dict) == ["file"]
    assert not any(settings.FILES_ROOT.rglob("*"))


def test_a_document_of_the_person_stands_in_each_of_their_openings(
    application, client_of, recruiter, lead
):
    other = make_application(make_opening(by=lead), candidate=application.candidate)
    client = client_of(recruiter)
    person = reverse("pipeline:add_candidate_document", args=[application.candidate_id])
    client.post(person, {"file": upload(), "title": "Of the person"})
    client.post(address(other), {"file": upload(), "title": "Of the other"})
    shown = client.get(f"/applications/{application.pk}/").content.decode()
    assert ">Of the person</a>" in shown
    assert ">Of the other</a>" not in shown


def test_a_refused_document_of_the_person_is_refused_in_place(acme, client_of, recruiter):
    candidate = make_candidate()
    person = reverse("pipeline:add_candidate_document", args=[candidate.pk])
    answer = client_of(recruiter).post(person, {"file": upload("a.svg")})
    assert answer.status_code == 422
    assert "of a kind not taken" in answer.content.decode()


def test_who_is_not_on_the_team_adds_no_document(acme, client_of, recruiter, lead):
    application = make_application(make_opening(by=recruiter))
    answer = client_of(lead).post(address(application), {"file": upload()})
    assert answer.status_code == 404
    assert not Document.objects.exists()
