"""Mail posted by a provider: signed, of a sound size, and once."""

import base64
import json
import time

import pytest

from config.records.models import OutboxMessage
from pipeline.mailing.arriving import MOST_BYTES
from pipeline.mailing.filing import work_off_inbound
from pipeline.mailing.sending import send_message
from pipeline.mailing.signatures import sign
from pipeline.mailing.threads import reply_address
from pipeline.models import InboundMail
from tests.clients import CompanyClient
from tests.factories import make_application, make_candidate, make_opening
from tests.pipeline.letters import raw_mail
from tests.pipeline.mail_boxes import INBOUND, SECRET

PLACE = "/inbound/mail/"


@pytest.fixture
def sent(acme, recruiter, settings):
    settings.INBOUND = INBOUND
    candidate = make_candidate(name="Ada Osei", email="ada@example.com")
    application = make_application(make_opening(by=recruiter), candidate=candidate, by=recruiter)
    return send_message(application, by=recruiter, subject="A talk", text="When?")


def post(body, *, secret=SECRET, at=None, kind="message/rfc822", **headers):
    at = int(time.time()) if at is None else at
    signed = {
        "webhook-id": "msg_1",
        "webhook-timestamp": str(at),
        "webhook-signature": f"v1,bm9uZQ== {sign(secret, 'msg_1', at, body)}",
    }
    client = CompanyClient(HTTP_HOST="localhost")
    return client.post(PLACE, body, content_type=kind, headers=signed | headers)


def post_json(said, **options):
    return post(json.dumps(said).encode(), kind="application/json", **options)


def test_a_signed_mail_is_kept_and_filed(sent):
    assert post(raw_mail(To=reply_address(sent.thread))).status_code == 202
    assert work_off_inbound() == 1
    assert InboundMail.objects.get().message.thread == sent.thread


def test_a_replay_is_told_so_and_changes_nothing(sent):
    raw = raw_mail(To=reply_address(sent.thread))
    assert [post(raw).status_code for _ in range(2)] == [202, 200]
    assert InboundMail.objects.count() == 1


def test_a_mail_may_come_within_json(sent):
    raw = raw_mail(To=reply_address(sent.thread))
    assert post_json({"raw": raw.decode()}).status_code == 202
    coded = base64.b64encode(raw_mail(To=reply_address(sent.thread), Message_ID="<2@x>")).decode()
    assert post_json({"raw": coded, "encoding": "base64"}).status_code == 202


@pytest.mark.parametrize(
    "options",
    [
        {"secret": b"another secret of some length, no"},
        {"at": 1_600_000_000},
        {"at": 4_000_000_000},
        {"webhook-timestamp": "now"},
        {"webhook-timestamp": "9" * 400},
        {"webhook-id": ""},
        {"webhook-signature": "v1,é"},
    ],
)
def test_what_is_not_signed_rightly_is_refused(sent, options):
    assert post(raw_mail(), **options).status_code == 401
    assert not InboundMail.objects.exists()


def test_a_signature_of_another_body_is_refused(sent):
    at = int(time.time())
    headers = {"webhook-signature": sign(SECRET, "msg_1", at, b"other")}
    assert post(raw_mail(), at=at, **headers).status_code == 401


def test_without_a_secret_there_is_no_such_address(sent, settings):
    settings.INBOUND = type(INBOUND)(address=INBOUND.address)
    assert post(raw_mail()).status_code == 404


def test_mail_that_is_too_large_is_refused_with_words(sent):
    answer = post(b"x" * (MOST_BYTES + 1))
    assert answer.status_code == 413
    assert answer.json()["detail"] == "Mail of more than 25 MB is not taken."


@pytest.mark.parametrize(
    "body", [b"{", b"[]", b"{}", b'{"raw": 1}', b'{"raw": "\\ud800"}', b"[" * 100_000, b"\xff"]
)
def test_what_is_no_mail_is_refused(sent, body):
    assert post(body, kind="application/json").status_code in {400, 422}
    assert not InboundMail.objects.exists()


def test_null_characters_are_left_out(sent):
    raw = raw_mail(To=reply_address(sent.thread)).replace(b"Thursday", b"Thu\0rsday")
    assert post(raw).status_code == 202
    work_off_inbound()
    assert "Thursday suits me." in InboundMail.objects.get().message.text


def test_what_belongs_to_nobody_is_said(sent, globex):
    assert post(raw_mail(From="who@example.net")).status_code == 422


def test_a_provider_may_say_what_became_of_a_mail(sent):
    OutboxMessage.objects.update(sent_at=sent.created_at)
    key = sent.headers_id.strip("<>")
    assert post_json({"type": "delivered", "message_id": key}).status_code == 200
    sent.refresh_from_db()
    assert sent.delivered_at
    said = {"type": "bounced", "message_id": key, "reason": "Mailbox full\0"}
    assert post_json(said).status_code == 200
    sent.refresh_from_db()
    assert sent.bounce_reason == "Mailbox full"
    assert post_json({"type": "delivered", "message_id": "<no@x>"}).status_code == 422
    assert post_json({"type": "opened", "message_id": key}).status_code == 400
