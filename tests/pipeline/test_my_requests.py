"""What candidates ask for, who learns of it, and what they can do themselves."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from config.accounts.models import User
from config.records.models import OutboxMessage, StoredFile
from config.tenancy.schemas import inside
from pipeline.candidate_pages.links import sign_link, standing_link
from pipeline.candidate_pages.requests import answer_request, ask
from pipeline.candidate_pages.withdrawing import come_back, undoable_until, withdraw_oneself
from pipeline.documents import add_document
from pipeline.models import CandidateRequest, Document, Happening, Notice, RequestKind, StageMove
from pipeline.moves import IllegalMove, withdraw
from pipeline.queue import Kind
from pipeline.work_queue.reading import Whose, read_queue
from tests.companies import KEYS
from tests.factories import make_application, make_candidate, make_opening, stage_of

NUL, LONG = "a\0b", "x" * 5000


@pytest.fixture
def application(acme, recruiter, lead):
    opening = make_opening(by=recruiter, title="Search engineer")
    opening.memberships.create(user=lead)
    candidate = make_candidate(name="Amara Osei")
    return make_application(opening, by=recruiter, candidate=candidate, stage="screen")


@pytest.fixture
def send(application, visitor):
    """Return a function that posts to a part of the page."""
    start = f"/my/{sign_link(standing_link(application))}/"
    return lambda rest, data=None: visitor.post(start + rest, data or {})


@pytest.fixture
def show(application, visitor):
    start = f"/my/{sign_link(standing_link(application))}/"

    def text(rest=""):
        return " ".join(visitor.get(start + rest).content.decode().split())

    return text


def test_asking_for_another_time_tells_the_owner_and_stands_on_the_page(send, show, application):
    answer = send("ask/reschedule/", {"times": "Tuesday at ten", "reason": "A wedding"})
    assert answer.status_code == 302
    row = CandidateRequest.objects.get()
    assert row.text == "Tuesday at ten\n\nTime zone: Europe/Berlin\n\nWhy: A wedding"
    assert "asks for another time." in Notice.objects.get().sentence
    assert Happening.objects.filter(kind="request_made").count() == 1
    assert "Not answered yet" in show()


@pytest.mark.parametrize("text", ["", NUL, LONG])
def test_what_cannot_be_asked_is_said_beside_the_field(text, send):
    assert send("ask/question/", {"text_asked": text}).status_code == 422
    assert not CandidateRequest.objects.exists()


@pytest.mark.parametrize("kind", ["erasure", "person", "nonsense"])
def test_what_is_not_offered_is_no_page(kind, send):
    assert send(f"ask/{kind}/", {"text_asked": "Please"}).status_code == 404


def test_a_person_may_be_chosen_where_the_company_offers_one(send, show, application):
    application.opening.stages.filter(kind="screen").update(offers_person=True)
    assert "Talk to a person instead" in show()
    assert send("ask/person/").status_code == 302
    assert CandidateRequest.objects.get().kind == RequestKind.PERSON


def test_the_same_words_sent_twice_are_one_request(application):
    first = ask(application, RequestKind.QUESTION, text="When?")
    assert ask(application, RequestKind.QUESTION, text="When?") == first


def test_ten_requests_an_hour_are_enough(application, send):
    for number in range(10):
        ask(application, RequestKind.QUESTION, text=f"{number}?")
    assert send("ask/question/", {"text_asked": "One more?"}).status_code == 429


def test_an_adjustment_is_known_to_recruiters_alone(
    application, send, client_of, recruiter, lead, interviewer, acme
):
    send("ask/accommodation/", {"text_asked": "Quetzal breaks every half hour"})
    row = CandidateRequest.objects.get()
    assert not Happening.objects.filter(kind="request_made").exists()
    assert [notice.person for notice in Notice.objects.all()] == [recruiter]
    page = f"/applications/{application.pk}/"
    assert b"Quetzal" in client_of(recruiter).get(page).content
    assert b"Quetzal" not in client_of(lead).get(page).content
    assert read_queue(recruiter, acme, whose=Whose.TEAMS).counts.get(Kind.REQUEST) == 1
    assert not read_queue(lead, acme, whose=Whose.TEAMS).counts.get(Kind.REQUEST)
    for person in (lead, interviewer):
        assert not CandidateRequest.objects.visible_to(person).exists()
        answer = client_of(person).post(f"/requests/{row.pk}/answer/", {"answer": "Yes"})
        assert answer.status_code in (403, 404)


def test_the_answer_to_an_adjustment_stands_on_the_page_and_in_no_mail(
    application, recruiter, client_of, lead, show
):
    row = ask(application, RequestKind.ACCOMMODATION, text="A break")
    answer_request(row, by=recruiter, answer="Quetzal breaks are fine.")
    assert "Quetzal" not in OutboxMessage.objects.get().body
    assert b"Quetzal" not in client_of(lead).get(f"/applications/{application.pk}/").content
    assert "Quetzal breaks are fine." in show()


def test_an_answer_is_mailed_and_stands_on_the_page(application, client_of, lead, show):
    row = ask(application, RequestKind.QUESTION, text="Is it remote?")
    client_of(lead).post(f"/requests/{row.pk}/answer/", {"answer": "Yes, _all_ of it."})
    row.refresh_from_db()
    assert row.handled_by == lead
    mail = OutboxMessage.objects.get(to=application.candidate.email)
    assert "Yes, _all_ of it." in mail.body
    assert "Yes, _all_ of it." in show()


def test_of_two_who_answer_the_second_is_told(application, recruiter, lead):
    row = ask(application, RequestKind.QUESTION, text="Is it remote?")
    answer_request(row, by=recruiter, answer="Yes.")
    with pytest.raises(ValidationError, match="answered already"):
        answer_request(row, by=lead, answer="No.")
    assert OutboxMessage.objects.count() == 1


def test_a_request_is_nothing_in_another_company(application, globex, client_of):
    row = ask(application, RequestKind.QUESTION, text="Is it remote?")
    with inside(globex):
        rival = User.objects.get(pk=KEYS["recruiter"])
    answer = client_of(rival, globex).post(f"/requests/{row.pk}/answer/", {"answer": "Yes"})
    assert answer.status_code == 404


def test_withdrawing_takes_a_reason_and_can_be_taken_back(send, show, application):
    assert "No answer" not in show("withdraw/")
    send("withdraw/", {"reason": "Pay expectations", "words": "Sorry."})
    application.refresh_from_db()
    move = StageMove.objects.get(kind="withdraw")
    assert (application.state, move.reason) == ("withdrawn", "Pay expectations: Sorry.")
    assert "You can take it back until" in show()
    send("come-back/")
    application.refresh_from_db()
    assert (application.state, application.stage.kind) == ("active", "screen")


def test_withdrawing_needs_no_reason(application):
    withdraw_oneself(application)
    assert application.state == "withdrawn"


def test_after_an_hour_only_colleagues_can_take_a_withdrawal_back(application):
    withdraw_oneself(application)
    soon, late = (timezone.now() + timedelta(minutes=minutes) for minutes in (59, 61))
    assert undoable_until(application, now=soon)
    assert undoable_until(application, now=late) is None


def test_nobody_takes_back_what_a_colleague_noted(application, recruiter, send):
    withdraw(application, by=recruiter, reason="No answer")
    with pytest.raises(IllegalMove):
        come_back(application)
    send("come-back/")
    application.refresh_from_db()
    assert application.state == "withdrawn"


def upload(name="cv.pdf", content=b"%PDF-1.4 work"):
    return SimpleUploadedFile(name, content)


def test_documents_are_added_shown_and_replaced(
    send, show, application, visitor, django_capture_on_commit_callbacks
):
    send("documents/", {"file": upload()})
    first = Document.objects.get()
    path = first.file.path
    assert "cv.pdf" in show("documents/")
    with django_capture_on_commit_callbacks(execute=True):
        send(f"documents/{first.pk}/", {"file": upload("new.pdf")})
    kept = Document.objects.get()
    assert kept.title == "new.pdf"
    assert not path.exists()
    start = f"/my/{sign_link(standing_link(application))}/"
    answer = visitor.get(f"{start}documents/{kept.pk}/file/")
    assert b"".join(answer.streaming_content) == b"%PDF-1.4 work"
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("name", ["page.html", "run.exe", "nameless"])
def test_files_of_other_kinds_are_refused(name, send):
    assert send("documents/", {"file": upload(name)}).status_code == 422
    assert not StoredFile.objects.exists()


def test_what_colleagues_put_there_is_neither_shown_nor_replaced(
    send, show, application, recruiter
):
    theirs = add_document(application.candidate, upload("reference.pdf"), by=recruiter)
    assert "reference.pdf" not in show("documents/")
    assert send(f"documents/{theirs.pk}/", {"file": upload()}).status_code == 404


def test_somebody_elses_document_is_no_page(send, application):
    other = add_document(make_candidate(), upload("other.pdf"), by="applicant")
    assert send(f"documents/{other.pk}/", {"file": upload()}).status_code == 404


def test_details_are_theirs_and_the_address_is_not(send, application):
    address = application.candidate.email
    given = {"phone": "+49 30 1234567", "location": "Berlin", "time_zone": "Asia/Tokyo"}
    send("details/", {**given, "links": "github.com/amara", "email": "thief@example.com"})
    candidate = application.candidate
    candidate.refresh_from_db()
    assert (candidate.time_zone, candidate.links) == ("Asia/Tokyo", "https://github.com/amara")
    assert candidate.email == address


@pytest.mark.parametrize("zone", ["Mars/Olympus", NUL])
def test_a_time_zone_that_is_none_is_refused(zone, send):
    assert send("details/", {"time_zone": zone}).status_code == 422


def test_a_form_of_a_page_that_tells_nobody_where_it_is_needs_its_token(application):
    from tests.clients import CompanyClient

    strict = CompanyClient(HTTP_HOST="acme.localhost", enforce_csrf_checks=True)
    start = f"/my/{sign_link(standing_link(application))}/"
    page = strict.get(f"{start}withdraw/")
    token = page.context["csrf_token"]
    quiet = {"headers": {"Origin": "null"}}
    assert strict.post(f"{start}withdraw/", {}, **quiet).status_code == 403
    foreign = {"headers": {"Origin": "https://elsewhere.example.com"}}
    data = {"csrfmiddlewaretoken": str(token)}
    assert strict.post(f"{start}withdraw/", data, **foreign).status_code == 403
    assert strict.post(f"{start}withdraw/", data, **quiet).status_code == 302


def test_preparing_speaks_of_what_comes_at_the_level_of_the_role(show, application):
    page = show("prepare/")
    assert "For a system you answered for" in page  # senior, in a screen
    inbox = stage_of(application.opening, "inbox")
    assert f">{inbox.name}<" not in page
