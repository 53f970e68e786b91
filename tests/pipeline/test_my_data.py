"""Candidates' data: taken along, and erased for good after a week in which it can be called off."""

import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from config.records.models import OutboxMessage, StoredFile
from pipeline.candidate_pages.erasing import (
    WAIT,
    call_off,
    erase_due,
    erase_person,
    erasure_of,
    start_erasure,
)
from pipeline.candidate_pages.exporting import export_person
from pipeline.candidate_pages.links import sign_link, standing_link
from pipeline.candidate_pages.requests import ask
from pipeline.candidate_pages.surveys import answer_survey
from pipeline.documents import add_document
from pipeline.holding import hold
from pipeline.mailing.sending import send_message
from pipeline.models import (
    Candidate,
    CandidateRequest,
    Document,
    IdentityKey,
    Message,
    Note,
    PageLink,
    RequestKind,
    SearchDocument,
    SearchPerson,
    Survey,
)
from pipeline.moves import reject
from pipeline.notes import write_note
from pipeline.people.works import add_work
from pipeline.people_due import bring_up_to_date
from tests.factories import make_application, make_candidate, make_opening

WORD = "Quetzalcoatlus"


@pytest.fixture
def application(acme, recruiter):
    candidate = make_candidate(name=f"{WORD} Osei", email=f"{WORD}@example.com".lower())
    opening = make_opening(by=recruiter, title="Search engineer")
    return make_application(opening, by=recruiter, candidate=candidate, stage="screen")


@pytest.fixture
def full(application, recruiter):
    """Something of every kind about the candidate."""
    candidate = application.candidate
    file = SimpleUploadedFile("cv.txt", f"{WORD} built search".encode())
    add_document(candidate, file, by="applicant")
    reference = SimpleUploadedFile("reference.txt", f"{WORD} was late".encode())
    add_document(candidate, reference, by=recruiter)
    write_note(candidate, by=recruiter, text=f"{WORD} seems nervous", application=application)
    write_note(candidate, by="applicant", text=f"{WORD} greets you", application=application)
    add_work(candidate, by=recruiter, kind="paper", title=f"{WORD} on retrieval")
    hold(application, by=recruiter, reason=f"{WORD} is away")
    ask(application, RequestKind.QUESTION, text=f"{WORD} asks")
    send_message(application, by=recruiter, subject=WORD, text=f"Hello {WORD}")
    answer_survey(application, clarity=4, fairness=None, again=None, text=f"{WORD} says")
    bring_up_to_date()
    return application


@pytest.fixture
def page(application):
    return f"/my/{sign_link(standing_link(application))}/"


def unpack(response):
    return zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))


def test_the_download_has_what_they_gave_and_nothing_colleagues_wrote(full, page, visitor):
    OutboxMessage.objects.update(sent_at=timezone.now())
    response = visitor.post(f"{page}data/download/")
    assert response["Content-Type"] == "application/zip"
    assert "no-store" in response["Cache-Control"]
    archive = unpack(response)
    text = archive.read("data.json").decode()
    data = json.loads(text)
    assert data["details"]["email"] == full.candidate.email
    assert data["applications"][0]["stands"] == "running"
    assert data["messages"][0]["text"] == f"Hello {WORD}"
    assert data["words"]["surveys"][0]["clarity"] == 4
    assert "nervous" not in text
    files = [name for name in archive.namelist() if name != "data.json"]
    assert [name.endswith("cv.txt") for name in files] == [True]


def test_the_download_tells_of_no_rejection_before_its_mail(full, recruiter):
    reject(full, by=recruiter, reason=f"{WORD} is not the one")
    with export_person(full.candidate) as packed, zipfile.ZipFile(packed) as archive:
        text = archive.read("data.json").decode()
    assert "not the one" not in text
    assert "Rejected" not in text
    assert '"deciding"' in text


def test_the_download_is_noted_and_limited(full, page, visitor):
    for _ in range(6):
        export_person(full.candidate).close()
    assert visitor.post(f"{page}data/download/").status_code == 302


def test_erasing_takes_a_link_from_the_mail(application, page, visitor):
    visitor.post(f"{page}data/delete/")
    assert erasure_of(application.candidate) is None
    [mail] = OutboxMessage.objects.filter(to=application.candidate.email)
    path = "/my/erasure/" + mail.body.partition("/my/erasure/")[2].split("/")[0] + "/"
    assert visitor.get(path).status_code == 200
    assert erasure_of(application.candidate) is None
    visitor.post(path)
    assert erasure_of(application.candidate)
    application.refresh_from_db()
    assert application.state == "withdrawn"
    assert "Call it off" in visitor.get(f"{page}data/").content.decode()


def test_a_made_up_confirmation_is_a_link_that_leads_nowhere(visitor):
    assert visitor.get("/my/erasure/nonsense/").status_code == 404
    assert visitor.post("/my/erasure/nonsense/").status_code == 404


def test_nothing_is_erased_within_the_week_nor_once_it_is_called_off(application, recruiter):
    request = start_erasure(application.candidate, by=recruiter)
    assert erase_due() == 0
    overdue(request)
    assert call_off(application.candidate, by=recruiter)
    assert erase_due() == 0
    assert Candidate.objects.get(pk=application.candidate_id).name.startswith(WORD)


def overdue(request):
    CandidateRequest.objects.filter(pk=request.pk).update(
        created_at=timezone.now() - WAIT - timedelta(minutes=1)
    )


def test_after_the_week_nobody_is_left(full, recruiter, django_capture_on_commit_callbacks):
    paths = [stored.path for stored in StoredFile.objects.all()]
    overdue(start_erasure(full.candidate, by=recruiter))
    with django_capture_on_commit_callbacks(execute=True):
        assert erase_due() == 1
    bring_up_to_date()
    candidate = Candidate.objects.get(pk=full.candidate_id)
    assert (candidate.name, candidate.email, candidate.links) == ("Erased candidate", "", "")
    for model in (Note, Document, Message, OutboxMessage, IdentityKey, PageLink):
        assert not model.objects.exists(), model
    assert not [path for path in paths if path.exists()]
    assert not CandidateRequest.objects.filter(text__icontains=WORD).exists()
    assert not found(SearchDocument)
    assert not found(SearchPerson)
    assert not full.holds.filter(reason__icontains=WORD).exists()
    assert (Survey.objects.get().clarity, Survey.objects.get().text) == (4, "")
    assert full.moves.count() == 2
    assert full.stays.exists()


def found(model):
    return model.objects.filter(words=WORD.lower()).exists()


def test_erasing_again_changes_nothing(full):
    erase_person(full.candidate, by="erasures")
    erase_person(Candidate.objects.get(pk=full.candidate_id), by="erasures")
    assert Candidate.objects.get(pk=full.candidate_id).name == "Erased candidate"


def test_records_that_were_merged_into_theirs_are_erased_as_well(application):
    gone = make_candidate(name=f"{WORD} O.", merged_into=application.candidate)
    erase_person(application.candidate, by="erasures")
    gone.refresh_from_db()
    assert (gone.name, gone.email) == ("Erased candidate", "")


def test_recruiters_start_it_and_leads_do_not(application, client_of, recruiter, lead):
    path = f"/candidates/{application.candidate_id}/erase/"
    assert client_of(lead).post(path).status_code == 403
    client_of(recruiter).post(path)
    assert erasure_of(application.candidate)
    assert b"Call it off" in client_of(recruiter).get(path[:-6]).content
    client_of(recruiter).post(f"/candidates/{application.candidate_id}/keep/")
    assert erasure_of(application.candidate) is None


def test_two_who_start_it_wait_for_one_erasure(application, recruiter):
    first = start_erasure(application.candidate, by=recruiter)
    assert start_erasure(application.candidate, by=recruiter) == first


def test_who_applied_for_nothing_is_erased_at_once(acme, recruiter):
    person = make_candidate(name=WORD)
    assert start_erasure(person, by=recruiter) is None
    assert Candidate.objects.get(pk=person.pk).name == "Erased candidate"
