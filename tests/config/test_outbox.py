"""The outbox: whatever crashes, the message goes out, and its id never changes."""

import email
import os
import subprocess
import sys
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connections, transaction
from django.utils import timezone

from config.records.models import OutboxMessage
from config.records.outbox import MOST_ATTEMPTS, put, send_due
from config.tenancy.models import Company
from config.tenancy.schemas import inside

ROOT = Path(__file__).resolve().parent.parent.parent


class Folder(BaseEmailBackend):
    """A receiver that keeps what it gets, and fails as often as it is told to."""

    def __init__(self, failures=0):
        super().__init__()
        self.received, self.failures = [], failures

    def send_messages(self, messages):
        for message in messages:
            if self.failures:
                self.failures -= 1
                raise ConnectionRefusedError("nobody listens")
            self.received.append(message.extra_headers["Message-ID"])
        return len(messages)


def write(**fields):
    return put(**{"to": "ada@example.com", "subject": "Hello", "body": "Hi.", **fields})


def test_a_due_message_is_sent_once(acme):
    message, receiver = write(), Folder()
    assert send_due(open_connection=lambda: receiver) == 1
    assert send_due(open_connection=lambda: receiver) == 0
    assert receiver.received == [message.headers_id]


@pytest.mark.parametrize("domain", ["ü" * 63, "\u200b", "\u05d0a"], ids=["long", "empty", "bidi"])
def test_an_address_that_no_mail_can_go_to_holds_up_nobody_elses(acme, domain):
    class Post(Folder):
        def send_messages(self, messages):
            for message in messages:
                message.message()
            return super().send_messages(messages)

    bad, good = write(to=f"x@{domain}.com"), write()
    assert send_due(open_connection=Post) == 2
    bad.refresh_from_db()
    good.refresh_from_db()
    assert bad.given_up_at
    assert "UnicodeError" in bad.last_error
    assert good.sent_at


def test_a_message_of_a_rolled_back_transaction_does_not_exist(acme):
    with pytest.raises(RuntimeError), transaction.atomic():
        write()
        raise RuntimeError
    assert not OutboxMessage.objects.exists()


def test_a_message_for_later_waits(acme):
    write(due_at=timezone.now() + timedelta(hours=1))
    assert send_due(open_connection=Folder) == 0


def test_a_failed_sending_waits_longer_each_time_and_keeps_its_id(acme):
    message, receiver = write(), Folder(failures=2)
    waits = []
    for _ in range(2):
        send_due(open_connection=lambda: receiver)
        message.refresh_from_db()
        waits.append(message.due_at - timezone.now())
        OutboxMessage.objects.update(due_at=timezone.now())
    send_due(open_connection=lambda: receiver)
    message.refresh_from_db()
    assert waits[0] < waits[1]
    assert message.sent_at is not None
    assert receiver.received == [message.headers_id]


def test_after_many_failures_it_gives_up_visibly(acme):
    message = write()
    receiver = Folder(failures=MOST_ATTEMPTS)
    for _ in range(MOST_ATTEMPTS):
        OutboxMessage.objects.update(due_at=timezone.now())
        send_due(open_connection=lambda: receiver)
    message.refresh_from_db()
    assert message.given_up_at is not None
    assert "nobody listens" in message.last_error


def test_a_subject_cannot_smuggle_in_headers(acme):
    message = write(subject="Hello\r\nBcc: everyone@example.com")
    assert message.subject == "Hello Bcc: everyone@example.com"


def test_two_senders_share_the_work_and_double_none_of_it(own_database):
    acme = Company.objects.get(slug="acme")
    with inside(acme):
        ids = {write().headers_id for _ in range(60)}
    receivers = [Folder(), Folder()]

    def work(receiver):
        try:
            with inside(acme):
                send_due(open_connection=lambda: receiver)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=[receiver]) for receiver in receivers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    received = receivers[0].received + receivers[1].received
    assert len(received) == 60
    assert set(received) == ids


@pytest.mark.parametrize(
    ("point", "sent_before_the_crash"), [("outbox.claimed", 0), ("outbox.sent", 1)]
)
def test_a_sender_that_dies_loses_nothing(own_database, tmp_path, point, sent_before_the_crash):
    acme = Company.objects.get(slug="acme")
    with inside(acme):
        ids = {write().headers_id for _ in range(3)}
    connections["default"].close()
    first = run_sender(own_database, tmp_path, crash_at=point)
    assert first.returncode == -9
    assert len(mails(tmp_path)) == sent_before_the_crash
    second = run_sender(own_database, tmp_path)
    assert second.returncode == 0, second.stderr
    assert {mail["Message-ID"] for mail in mails(tmp_path)} == ids
    assert len(mails(tmp_path)) == sent_before_the_crash + 3


SENDER = """
import django; django.setup()
from config.records.outbox import send_due
from config.tenancy.models import Company
from config.tenancy.schemas import inside
with inside(Company.objects.get(slug="acme")):
    send_due()
"""


def run_sender(database, folder, crash_at=""):
    from tests.databases import url_of

    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DATABASE_URL": url_of(os.environ["TEST_APP_URL"], database),
        "EMAIL_URL": f"folder://{folder}",
        "FORTNIGHT_CRASH_AT": crash_at,
    }
    command = [sys.executable, "-c", SENDER]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)


def mails(folder):
    """Each mail in the folder; one file may hold several, one after another."""
    found = []
    for path in folder.iterdir():
        if path.is_file():
            parts = path.read_bytes().split(b"-" * 79 + b"\n")
            found += [email.message_from_bytes(part) for part in parts if part.strip()]
    return found
