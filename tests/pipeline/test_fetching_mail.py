"""Mail fetched from a mailbox: each once, whatever happens between."""

import pytest

from config.records.inbound import UnusableInbound, read_mailbox_url
from pipeline.mailing import mailboxes
from pipeline.mailing.filing import work_off_inbound
from pipeline.mailing.mailboxes import fetch_mail
from pipeline.mailing.sending import send_message
from pipeline.mailing.threads import reply_address
from pipeline.models import InboundMail, Message
from tests.factories import make_application, make_candidate, make_opening
from tests.pipeline.imap_server import Box, serving
from tests.pipeline.letters import raw_mail
from tests.pipeline.mail_boxes import INBOUND

LOGIN = "jobs%40example.com:a%20%22quoted%22%20%5C%20word"


@pytest.fixture
def sent(acme, recruiter, settings):
    settings.INBOUND = INBOUND
    candidate = make_candidate(name="Ada Osei", email="ada@example.com")
    application = make_application(make_opening(by=recruiter), candidate=candidate, by=recruiter)
    return send_message(application, by=recruiter, subject="A talk", text="When?")


def mailbox(port):
    return read_mailbox_url(f"imap://{LOGIN}@127.0.0.1:{port}/Jobs%20in?starttls=no")


def test_what_nobody_has_read_is_taken_in_and_then_marked(sent):
    mails = [raw_mail(To=reply_address(sent.thread), Message_ID=f"<{n}@x>") for n in range(2)]
    box = Box(*mails)
    with serving(box) as port:
        assert fetch_mail(mailbox(port)) == 2
        assert fetch_mail(mailbox(port)) == 0
    assert not box.unread()
    work_off_inbound()
    assert Message.objects.filter(direction="in", thread=sent.thread).count() == 2


def test_a_mail_whose_mark_was_lost_is_fetched_again_and_kept_once(sent):
    box = Box(raw_mail(To=reply_address(sent.thread)))
    with serving(box) as port:
        fetch_mail(mailbox(port))
        box.flags[101].clear()
        fetch_mail(mailbox(port))
    assert InboundMail.objects.count() == 1


def test_what_belongs_to_nobody_is_left_for_the_operator(sent, globex):
    box = Box(raw_mail(From="who@example.net"))
    with serving(box) as port:
        fetch_mail(mailbox(port))
    assert box.flags[101] == {"\\Seen", "\\Flagged"}
    assert not InboundMail.objects.exists()


def test_of_what_is_too_large_the_headers_are_taken(sent, monkeypatch):
    monkeypatch.setattr(mailboxes, "MOST_BYTES", 2000)
    box = Box(raw_mail(To=reply_address(sent.thread), text="long " * 1000))
    with serving(box) as port:
        fetch_mail(mailbox(port))
    work_off_inbound()
    row = InboundMail.objects.get()
    assert "lies in the mailbox still" in row.problem
    assert row.message.subject == "Re: A talk"


def test_a_mailbox_that_cannot_be_reached_is_asked_again(sent, caplog):
    box = Box(raw_mail(To=reply_address(sent.thread)))
    box.refuses_login = True
    with serving(box) as port:
        assert fetch_mail(mailbox(port)) == 0
        box.refuses_login = False
        assert fetch_mail(mailbox(port)) == 1
    assert fetch_mail(mailbox(port)) == 0
    assert "could not be fetched" in caplog.text
    assert "quoted" not in caplog.text


@pytest.mark.parametrize(
    "url", ["smtp://a:b@c", "imaps://host/INBOX", "imaps://a:b@[x/INBOX", "imaps://a:b@c:port/"]
)
def test_an_address_that_is_no_mailbox_is_refused(url):
    with pytest.raises(UnusableInbound, match="imaps://user:password@host/INBOX"):
        read_mailbox_url(url)
