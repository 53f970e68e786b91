"""Applying through the public form."""

import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from config.records.models import AuditEntry, OutboxMessage
from config.tenancy.models import Company
from config.tenancy.schemas import inside
from pipeline.applying.receiving import MOST_AN_HOUR
from pipeline.models import Application, Candidate, Document, Note
from tests.factories import make_application, make_candidate, make_opening
from tests.pipeline.apply_forms import path, shown, typed

SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def opening(acme, lead):
    return make_opening(
        by=lead, title="Speech ML", pay_low=9_000_000, pay_high=12_000_000, currency="EUR"
    )


def test_the_form_asks_at_most_eight_things(opening, visitor):
    form = visitor.get(path(opening)).context["form"]
    assert len(set(form.fields) - {"fax"}) == 8


def test_an_application_enters_the_inbox_and_its_clock_runs(opening, visitor):
    answer = visitor.post(
        path(opening),
        typed(
            opening,
            phone="+49 30 1",
            location="Berlin",
            links="github.com/amara",
            message="Hello\nthere",
            resume=SimpleUploadedFile("cv.pdf", b"%PDF"),
        ),
        follow=True,
    )
    assert answer.redirect_chain == [(f"/apply/{opening.ref}/thanks/", 302)]
    assert "Thank you" in shown(answer)
    assert "14 days" in shown(answer)
    application = Application.objects.get()
    assert (application.origin, application.stage.kind) == ("applied", "inbox")
    assert application.first_contact_at is not None
    assert application.candidate.links == "https://github.com/amara"
    assert "consented_at" in application.candidate.attributes
    assert Document.objects.get().candidate == application.candidate
    assert Note.objects.get().author is None
    assert {entry.actor for entry in AuditEntry.objects.filter(table="pipeline_candidate")} == {
        "applicant"
    }


def test_a_mail_says_that_it_arrived(opening, visitor):
    visitor.post(path(opening), typed(opening))
    message = OutboxMessage.objects.get()
    assert message.to == "amara@example.com"
    assert "Speech ML" in message.subject
    assert "Hello Amara Osei" in message.body
    assert message.about == Application.objects.get().pk


def test_an_applicant_neither_joins_nor_learns_of_a_known_person(opening, visitor):
    known = make_candidate(name="Known Person", email="amara@example.com")
    make_application(opening, candidate=known)
    answer = visitor.post(path(opening), typed(opening), follow=True)
    assert "Thank you" in shown(answer)
    assert "Known Person" not in shown(answer)
    assert Application.objects.count() == 2
    assert Application.objects.exclude(candidate=known).get().candidate.name == "Amara Osei"
    assert OutboxMessage.objects.count() == 1


def test_the_same_form_sent_twice_takes_effect_once(opening, visitor):
    sent = typed(opening)
    answers = [visitor.post(path(opening), sent) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert Candidate.objects.count() == Application.objects.count() == 1
    assert OutboxMessage.objects.count() == 1


def test_a_form_put_right_after_going_back_is_not_lost(opening, visitor):
    sent = typed(opening, email="typo@example.com")
    visitor.post(path(opening), sent)
    visitor.post(path(opening), {**sent, "email": "amara@example.com"})
    assert set(Candidate.objects.values_list("email", flat=True)) == {
        "typo@example.com",
        "amara@example.com",
    }


def test_one_address_gets_one_mail_a_day_for_an_opening(opening, visitor, lead):
    for _ in range(3):
        visitor.post(path(opening), typed(opening, email="Amara@example.com"))
    assert Application.objects.count() == 3
    assert OutboxMessage.objects.count() == 1
    other = make_opening(by=lead)
    visitor.post(path(other), typed(other))
    assert OutboxMessage.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "This field is required."),
        ({"email": ""}, "This field is required."),
        ({"email": "x@"}, "Enter a valid email address."),
        ({"email": "a@example.com\nBcc: b@example.com"}, "Enter a valid email address."),
        ({"consent": ""}, "We need your consent"),
        ({"name": "Win at https://evil.example"}, "without links"),
        ({"name": "www.evil.example"}, "without links"),
        ({"links": "javascript:alert(1)"}, "is no web address"),
        ({"message": "x" * 5001}, "at most 5000 characters"),
        ({"fax": "555"}, "to catch robots"),
        ({"name": "a\x00b"}, "Null characters are not allowed."),
    ],
)
def test_a_form_that_cannot_be_is_refused_in_place(changes, sentence, opening, visitor):
    answer = visitor.post(path(opening), typed(opening, message="Typed with care") | changes)
    assert answer.status_code == 422
    assert sentence in shown(answer)
    if "message" not in changes:
        assert "Typed with care" in shown(answer)
    assert not Candidate.objects.exists()
    assert not OutboxMessage.objects.exists()


@pytest.mark.parametrize("name", ["cv.html", "cv.svg", "cv.exe", "cv"])
def test_a_resume_of_another_kind_leaves_nothing_behind(name, opening, visitor, settings):
    resume = SimpleUploadedFile(name, b"<script>")
    answer = visitor.post(path(opening), typed(opening, resume=resume))
    assert answer.status_code == 422
    assert "of a kind not taken" in shown(answer)
    assert 'value="Amara Osei"' in shown(answer)
    assert not Candidate.objects.exists()
    assert not any(settings.FILES_ROOT.rglob("*"))


def test_what_applicants_typed_is_never_run(opening, visitor, client_of, recruiter):
    answer = visitor.post(path(opening), typed(opening, name=SCRIPT, message=SCRIPT, email="x"))
    assert SCRIPT not in shown(answer)
    visitor.post(path(opening), typed(opening, name=SCRIPT, message=SCRIPT, phone=SCRIPT))
    application = Application.objects.get()
    page = shown(client_of(recruiter).get(f"/applications/{application.pk}/"))
    assert SCRIPT not in page
    assert page.count("&lt;script&gt;") > 2


@pytest.mark.parametrize("status", ["draft", "paused", "filled", "closed"])
@pytest.mark.parametrize("ending", ["", "thanks/"])
def test_an_opening_that_is_not_open_says_so_calmly(status, ending, acme, lead, visitor):
    opening = make_opening(by=lead, title="Secret role", status=status)
    answer = visitor.get(path(opening) + ending)
    assert answer.status_code == 404
    assert "takes no applications" in shown(answer)
    assert "Secret role" not in shown(answer)
    assert visitor.post(path(opening), typed(opening)).status_code == 404
    assert not Candidate.objects.exists()


def test_an_opening_of_another_company_is_not_here(opening, globex):
    visitor = Client(HTTP_HOST=globex.host)
    assert visitor.get(path(opening)).status_code == 404
    assert visitor.post(path(opening), typed(opening)).status_code == 404
    with inside(globex):
        assert not Candidate.objects.exists()


def test_without_the_tokens_of_the_form_nothing_is_taken(opening, acme):
    strict = Client(HTTP_HOST=acme.host, enforce_csrf_checks=True)
    assert strict.post(path(opening), typed(opening)).status_code == 403
    assert not Candidate.objects.exists()


def test_two_presses_at_once_make_one_application(own_database, settings, tmp_path):
    acme = Company.objects.get(slug="acme")
    with inside(acme):
        opening = make_opening()
        sent = typed(opening)
    ready, answers = threading.Barrier(2), []

    def press():
        try:
            ready.wait()
            answers.append(Client(HTTP_HOST=acme.host).post(path(opening), sent).status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [302, 302]
    with inside(acme):
        assert Application.objects.count() == 1
        assert OutboxMessage.objects.count() == 1


def test_the_form_takes_only_so_many_from_one_place_in_an_hour(opening, visitor):
    for number in range(MOST_AN_HOUR):
        answer = visitor.post(path(opening), typed(opening, email=f"a{number}@example.com"))
        assert answer.status_code == 302
    refused = visitor.post(path(opening), typed(opening, name="One more"))
    assert refused.status_code == 429
    assert "One more" in shown(refused)
    assert Candidate.objects.count() == MOST_AN_HOUR
    elsewhere = visitor.post(path(opening), typed(opening), REMOTE_ADDR="198.51.100.7")
    assert elsewhere.status_code == 302


def test_where_an_application_came_from_is_kept_only_as_a_digest(opening, visitor):
    visitor.post(path(opening), typed(opening), REMOTE_ADDR="198.51.100.7")
    kept = Candidate.objects.get().attributes
    assert "198.51.100.7" not in str(kept)
    assert len(kept["sent_from"]) == 16
