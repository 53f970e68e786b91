"""Mail that came in: whose it is, where it is filed, what follows from it."""

import pytest
from django.utils import timezone

from config.records.models import OutboxMessage
from config.tenancy.schemas import inside
from pipeline.mailing.arriving import BelongsToNobody, TooLarge, take_in
from pipeline.mailing.filing import NotFiled, bring_out, file_mail, put_aside, work_off_inbound
from pipeline.mailing.sending import send_message
from pipeline.mailing.threads import reply_address, thread_of
from pipeline.models import Document, Happening, InboundMail, Message, Notice
from pipeline.models.happenings import HappeningKind
from tests.factories import make_application, make_candidate, make_opening
from tests.pipeline.letters import raw_mail, report
from tests.pipeline.mail_boxes import ADDRESS, INBOUND


@pytest.fixture(autouse=True)
def replies(settings):
    settings.INBOUND = INBOUND


@pytest.fixture
def application(acme, recruiter):
    candidate = make_candidate(name="Ada Osei", email="ada@example.com")
    return make_application(make_opening(by=recruiter), candidate=candidate, by=recruiter)


@pytest.fixture
def sent(application, recruiter):
    return send_message(application, by=recruiter, subject="A talk", text="When?")


def receive(raw) -> InboundMail:
    row, _ = take_in(raw)
    work_off_inbound()
    row.refresh_from_db()
    return row


def replies_heard():
    return Happening.objects.filter(kind=HappeningKind.REPLY_RECEIVED)


def test_an_answer_to_the_address_of_a_thread_is_filed_there(sent):
    row = receive(raw_mail(To=f"Acme <{reply_address(sent.thread)}>"))
    assert (row.state, row.message.thread) == ("matched", sent.thread)
    assert row.message.answered_at is None
    assert replies_heard().get().data["message"] == str(row.message_id)


def test_an_answer_without_the_address_is_known_by_what_it_answers(sent):
    row = receive(raw_mail(From="ada@private.example.org", In_Reply_To=sent.headers_id))
    assert row.message.thread == sent.thread
    assert row.message.from_address == "ada@private.example.org"


def test_a_mail_that_answers_nothing_is_known_by_who_sent_it(sent):
    assert receive(raw_mail(From="ADA@example.com")).message.thread == sent.thread


def test_two_people_with_one_address_are_for_a_person_to_tell_apart(sent, recruiter):
    twin = make_candidate(email="ada@example.com")
    make_application(make_opening(by=recruiter), candidate=twin, by=recruiter)
    assert receive(raw_mail()).state == "unmatched"


def test_of_one_person_in_two_openings_the_latest_conversation_counts(sent, recruiter):
    other = make_application(
        make_opening(by=recruiter), candidate=sent.thread.candidate, by=recruiter
    )
    assert receive(raw_mail()).message.thread == sent.thread
    later = send_message(other, by=recruiter, subject="Another", text="Hi")
    assert receive(raw_mail(Message_ID="<two@x>")).message.thread == later.thread


def test_the_same_mail_twice_is_filed_once(sent):
    raw = raw_mail(To=reply_address(sent.thread))
    receive(raw)
    _, is_new = take_in(b"Received: by another way\r\n" + raw)
    assert not is_new
    assert work_off_inbound() == 0
    assert Message.objects.filter(direction="in").count() == 1
    assert replies_heard().count() == 1


def test_a_token_of_the_rival_is_nothing_here(sent, globex):
    with inside(globex):
        opening = make_opening()
        foreign = thread_of(make_application(opening), "Theirs")
        theirs = reply_address(foreign)
    forged = theirs.replace(foreign.token, sent.thread.token)
    row = receive_in(globex, raw_mail(To=forged, From="who@example.net"))
    assert row.state == "unmatched"
    assert not Message.objects.filter(direction="in").exists()


def receive_in(company, raw):
    row, _ = take_in(raw)
    with inside(company):
        work_off_inbound()
        return InboundMail.objects.get(pk=row.pk)


def test_what_belongs_to_no_company_is_kept_by_none(sent, globex):
    with pytest.raises(BelongsToNobody):
        take_in(raw_mail(From="who@example.net"))
    assert not InboundMail.objects.exists()


def test_mail_to_the_address_of_a_company_waits_to_be_filed(acme, recruiter, application):
    row = receive(raw_mail(To=ADDRESS.replace("@", "+acme@"), From="who@example.net"))
    assert row.state == "unmatched"
    message = file_mail(row, application, by=recruiter)
    assert message.thread.application == application
    assert replies_heard().count() == 1
    with pytest.raises(NotFiled, match="Somebody has seen to this mail already"):
        file_mail(row, application, by=recruiter)


def test_what_is_put_aside_can_be_brought_out_again(acme, recruiter):
    row = receive(raw_mail(To=ADDRESS.replace("@", "+acme@"), From="who@example.net"))
    put_aside(row, by=recruiter)
    row.refresh_from_db()
    assert row.state == "dismissed"
    bring_out(row, by=recruiter)
    row.refresh_from_db()
    assert row.state == "unmatched"


def test_mail_of_more_than_we_take_is_refused(acme):
    with pytest.raises(TooLarge, match="more than 25 MB"):
        take_in(b"x" * (25 * 1024 * 1024 + 1))


def test_files_become_documents_and_what_cannot_be_kept_is_said(sent):
    files = {"cv.txt": b"Built search.", "run.exe": b"MZ", "empty.txt": b""}
    row = receive(raw_mail(To=reply_address(sent.thread), files=files))
    document = Document.objects.get()
    assert (document.title, document.candidate) == ("cv.txt", sent.thread.candidate)
    assert document.application == sent.thread.application
    assert "“run.exe” is of a kind not taken" in row.problem
    assert "“empty.txt” is empty" in row.problem


def test_an_automatic_answer_is_filed_and_counts_as_none(sent, application):
    row = receive(raw_mail(To=reply_address(sent.thread), Auto_Submitted="auto-replied"))
    assert row.state == "matched"
    assert row.message.answered_at
    assert not replies_heard().exists()


@pytest.mark.parametrize("sender", [ADDRESS, "reply+abc@hire.example.com"])
def test_mail_of_our_own_that_comes_back_is_put_aside(sent, sender):
    row = receive(raw_mail(From=sender, To=reply_address(sent.thread)))
    assert row.state == "dismissed"
    assert not replies_heard().exists()


def test_the_first_answer_of_somebody_we_wrote_to_starts_their_clock(acme, recruiter):
    application = make_application(
        make_opening(by=recruiter), origin="sourced", first_contact_at=None, by=recruiter
    )
    sent = send_message(application, by=recruiter, subject="A role", text="Interested?")
    for n, extra in enumerate([{"Auto_Submitted": "auto-replied"}, {}]):
        receive(raw_mail(To=reply_address(sent.thread), Message_ID=f"<{n}@x>", **extra))
        application.refresh_from_db()
        assert bool(application.first_contact_at) == bool(n)


def test_a_bounce_marks_the_message_and_tells_who_sent_it(sent, recruiter):
    OutboxMessage.objects.update(sent_at=timezone.now())
    row = receive(report(returned=sent.headers_id))
    sent.refresh_from_db()
    assert row.state == "bounce"
    assert sent.bounced_at
    assert sent.bounce_reason.startswith("There is no such address.")
    notice = Notice.objects.get(person=recruiter)
    assert "did not arrive. There is no such address." in notice.sentence
    assert str(sent.thread.application_id) in notice.href


def test_a_delay_is_noted_and_a_delivery_takes_it_off(sent):
    receive(report(action="delayed", status="4.4.7", returned=sent.headers_id))
    sent.refresh_from_db()
    assert sent.bounced_at is None
    assert sent.bounce_reason
    receive(report(action="delivered", status="2.1.5", returned=sent.headers_id))
    sent.refresh_from_db()
    assert sent.delivered_at
    assert sent.bounce_reason == ""


def test_a_bounce_that_sends_nothing_back_is_known_by_its_address(sent):
    OutboxMessage.objects.update(sent_at=timezone.now())
    raw = report(returned="").replace(b"jobs@example.com", reply_address(sent.thread).encode(), 1)
    receive(raw)
    sent.refresh_from_db()
    assert sent.bounced_at
