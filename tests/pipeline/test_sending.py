"""Writing to candidates: what leaves, in which thread, and what can still be taken back."""

import threading
from datetime import timedelta

import pytest
from django.db import connections
from django.utils import timezone

from config.accounts.models import User
from config.records.models import OutboxMessage
from config.tenancy.models import Company
from config.tenancy.schemas import inside
from pipeline.mailing.sending import (
    Unsendable,
    change_message,
    send_message,
    send_now,
    take_back,
    try_again,
)
from pipeline.models import Message, MessageKind
from tests.companies import KEYS
from tests.factories import make_application, make_candidate, make_opening
from tests.pipeline.mail_boxes import INBOUND, delivered, text_of


@pytest.fixture(autouse=True)
def replies(settings):
    settings.INBOUND = INBOUND


@pytest.fixture
def application(acme, recruiter):
    candidate = make_candidate(name="Ada Osei", email="ada@example.com")
    return make_application(make_opening(by=recruiter), candidate=candidate, by=recruiter)


def write(application, by, **fields):
    words = {"subject": "A talk", "text": "Hello **Ada**,\nsee you.", **fields}
    return send_message(application, by=by, **words)


def test_a_message_leaves_as_plain_text_and_as_html(application, recruiter):
    message = write(application, recruiter)
    (mail,) = delivered().mails
    assert text_of(mail).strip() == "Hello Ada,\nsee you."
    assert "<strong>Ada</strong>" in text_of(mail, "html")
    assert "style" not in text_of(mail, "html")
    assert mail["Message-ID"] == message.headers_id
    assert mail["To"] == "ada@example.com"
    assert mail["From"].startswith("Acme")
    assert "Auto-Submitted" not in mail


def test_answers_come_to_the_thread_and_so_do_bounces(application, recruiter):
    message = write(application, recruiter)
    receiver = delivered()
    address = str(receiver.mails[0]["Reply-To"])
    assert address.startswith("reply+")
    assert address.endswith(f"{message.thread.token}@hire.example.com")
    assert receiver.envelopes == [address]
    assert len(address.partition("@")[0]) <= 64


def test_without_an_inbound_address_answers_go_to_who_wrote(application, recruiter, settings):
    settings.INBOUND = type(INBOUND)()
    write(application, recruiter)
    assert recruiter.email in delivered().mails[0]["Reply-To"]


def test_what_follows_stands_in_the_same_thread(application, recruiter):
    first, second = write(application, recruiter), write(application, recruiter)
    mail = delivered().mails[1]
    assert first.thread == second.thread
    assert mail["In-Reply-To"] == first.headers_id
    assert mail["References"] == first.headers_id


def test_what_nobody_wrote_says_so(application):
    write(application, "automation")
    assert delivered().mails[0]["Auto-Submitted"] == "auto-generated"


def test_a_company_sends_in_its_own_name_from_where_the_operator_lets_it(
    application, recruiter, acme
):
    acme.sender_name, acme.sender_address = 'Ümit "U" of Acme, Inc.', "jobs@acme.example.com"
    write(application, recruiter)
    acme.sender_address = "boss@elsewhere.example.com"
    write(application, recruiter)
    first, second = delivered().mails
    (sender,) = first["From"].addresses
    assert (sender.display_name, sender.addr_spec) == (acme.sender_name, "jobs@acme.example.com")
    assert "elsewhere" not in second["From"]


@pytest.mark.parametrize("name", ["A\r\nBcc: all@example.com", "B\nX-Evil: 1", "\0C"])
def test_no_name_or_subject_can_add_a_header(application, recruiter, acme, name):
    acme.sender_name = name
    recruiter.name = name
    write(application, recruiter, subject=name)
    (mail,) = delivered().mails
    assert mail["Bcc"] is None
    assert mail["X-Evil"] is None


def test_a_decision_is_told_once(application, recruiter):
    one = write(application, recruiter, decision=application.pk, kind=MessageKind.REJECTION)
    two = write(application, recruiter, decision=application.pk, kind=MessageKind.REJECTION)
    assert one == two
    assert len(delivered().mails) == 1


def test_of_two_who_tell_of_one_decision_at_once_one_does(own_database):
    acme = Company.objects.get(slug="acme")
    with inside(acme):
        recruiter = User.objects.get(pk=KEYS["recruiter"])
        application = make_application(make_opening(by=recruiter), by=recruiter)
        write(application, recruiter)
    start, told = threading.Barrier(2), []

    def tell():
        try:
            with inside(acme):
                start.wait()
                told.append(write(application, recruiter, decision=application.pk).pk)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=tell) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with inside(acme):
        assert len(told) == 2
        assert len(set(told)) == 1
        assert Message.objects.filter(decision=application.pk).count() == 1
        assert OutboxMessage.objects.count() == 2


def test_nobody_can_be_written_to_without_an_address(application, recruiter):
    application.candidate.email = ""
    with pytest.raises(Unsendable, match="Ada Osei has no email address"):
        write(application, recruiter)


def test_a_message_can_be_taken_back_until_it_leaves(application, recruiter):
    later = write(application, recruiter, due_at=timezone.now() + timedelta(seconds=45))
    assert take_back(later, by=recruiter)
    assert not take_back(later, by=recruiter)
    sent = write(application, recruiter)
    assert [mail["Message-ID"] for mail in delivered().mails] == [sent.headers_id]
    assert not take_back(sent, by=recruiter)


def test_what_waits_can_be_changed_and_keeps_its_id(application, recruiter):
    message = write(application, recruiter, due_at=timezone.now() + timedelta(days=1))
    change_message(message, by=recruiter, subject="Another day", text="*Later*.")
    assert send_now(message, by=recruiter)
    (mail,) = delivered().mails
    assert mail["Subject"] == "Another day"
    assert mail["Message-ID"] == message.headers_id
    assert "<em>Later</em>" in text_of(mail, "html")
    with pytest.raises(Unsendable, match="has left"):
        change_message(message, by=recruiter, subject="x", text="y")


def test_what_was_given_up_can_be_tried_again_under_its_id(application, recruiter):
    message = write(application, recruiter)
    OutboxMessage.objects.update(given_up_at=timezone.now(), attempts=12)
    assert try_again(message, by=recruiter)
    assert not try_again(message, by=recruiter)
    assert [mail["Message-ID"] for mail in delivered().mails] == [message.headers_id]


def test_an_answer_settles_what_waited_until_it_is_taken_back(application, recruiter):
    first = write(application, recruiter)
    reply = Message.objects.create(
        thread=first.thread, direction="in", subject="Re", text="When?", to_address=""
    )
    write(application, "automation")
    reply.refresh_from_db()
    assert reply.answered_at is None
    answer = write(application, recruiter)
    reply.refresh_from_db()
    assert reply.answered_at
    take_back(answer, by=recruiter)
    reply.refresh_from_db()
    assert reply.answered_at is None
