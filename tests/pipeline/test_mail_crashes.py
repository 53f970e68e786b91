"""Whatever crashes, a candidate gets one message per decision, and no answer is lost."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connections

from config.tenancy.models import Company
from config.tenancy.schemas import inside
from pipeline.models import Application, Happening, InboundMail, Message
from pipeline.models.happenings import HappeningKind
from tests.config.test_outbox import mails
from tests.databases import url_of
from tests.factories import make_application, make_candidate, make_opening

ROOT = Path(__file__).resolve().parent.parent.parent

SCRIPT = """
import django; django.setup()
from tests.pipeline.test_mail_crashes import tell_and_hear
tell_and_hear()
"""


def tell_and_hear():
    """Tell of one decision, send it, and take in an answer: as often as one likes."""
    from config.records.outbox import send_due
    from pipeline.mailing.arriving import take_in
    from pipeline.mailing.filing import work_off_inbound
    from pipeline.mailing.sending import send_message
    from tests.pipeline.letters import raw_mail

    with inside(Company.objects.get(slug="acme")):
        application = Application.objects.get(candidate__email="ada@example.com")
        words = {"subject": "Our decision", "text": "We will not go on."}
        told = send_message(application, by="rounds", decision=application.pk, **words)
        send_due()
        take_in(raw_mail(In_Reply_To=told.headers_id))
        work_off_inbound()


POINTS = ["message.written", "outbox.sent", "inbound.filed"]


@pytest.mark.parametrize("point", POINTS)
def test_a_crash_anywhere_ends_in_one_message_and_one_answer(own_database, tmp_path, point):
    acme = Company.objects.get(slug="acme")
    with inside(acme):
        make_application(make_opening(), candidate=make_candidate(email="ada@example.com"))
    connections["default"].close()
    assert run(own_database, tmp_path, crash_at=point).returncode == -9
    again = run(own_database, tmp_path)
    assert again.returncode == 0, again.stderr
    # A receiver that knows ids sees one mail, however often it came.
    assert len({mail["Message-ID"] for mail in mails(tmp_path)}) == 1
    with inside(acme):
        assert Message.objects.filter(direction="out").count() == 1
        assert Message.objects.get(direction="in").text == "Thursday suits me."
        assert InboundMail.objects.get().state == "matched"
        assert Happening.objects.filter(kind=HappeningKind.REPLY_RECEIVED).count() == 1


def run(database, folder, crash_at=""):
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DATABASE_URL": url_of(os.environ["TEST_APP_URL"], database),
        "EMAIL_URL": f"folder://{folder}",
        "FORTNIGHT_CRASH_AT": crash_at,
    }
    command = [sys.executable, "-c", SCRIPT]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
