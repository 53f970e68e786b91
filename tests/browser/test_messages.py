"""A message on its way out and back: written, looked at, sent, answered, seen to."""

import time
from datetime import timedelta

import pytest
from django.test import override_settings
from django.utils import timezone
from playwright.sync_api import expect

from pipeline.mailing.filing import work_off_inbound
from pipeline.mailing.sending import send_message
from pipeline.mailing.signatures import sign
from pipeline.mailing.threads import reply_address
from pipeline.models import Message
from tests.browser.axe import violations
from tests.factories import make_application, make_candidate, make_opening
from tests.pipeline.letters import raw_mail
from tests.pipeline.mail_boxes import INBOUND, SECRET, delivered


@pytest.fixture(autouse=True)
def inbound():
    with override_settings(INBOUND=INBOUND):
        yield


@pytest.fixture
def application(acme, recruiter):
    candidate = make_candidate(
        name="Nadia Brandt", email="nadia.brandt@example.com", time_zone="Asia/Tokyo"
    )
    opening = make_opening(by=recruiter, title="Letters engineer")
    return make_application(opening, candidate=candidate, by=recruiter, stage="screen")


def test_a_message_is_written_sent_answered_and_seen_to(open_page, house, recruiter, application):
    page = open_page(f"/applications/{application.pk}/", by=recruiter)
    page.locator("#messages").get_by_role("link", name="Write").click()
    expect(page.get_by_role("heading", name="Write to Nadia Brandt")).to_be_visible()
    page.get_by_label("Subject").fill("A talk, {first_name}?")
    page.get_by_role("textbox", name="Message").fill(
        "Hello {first_name},\n\n**Thursday** for {opening}?"
    )
    letter = page.locator("#letter")
    expect(letter.get_by_text("A talk, Nadia?")).to_be_visible()
    expect(letter.locator("strong")).to_have_text("Thursday")
    assert violations(page) == []
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("leaves in a moment")).to_be_visible()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    message = Message.objects.get(thread__application=application)
    assert len(delivered().mails) >= 1
    answer(page, house, message)
    page.goto("/")
    page.get_by_role("link", name="Nadia Brandt").first.click()
    expect(page.get_by_text("Thursday suits me").first).to_be_visible()
    page.goto(f"/applications/{application.pk}/messages/")
    expect(page.get_by_text("Waits for an answer")).to_be_visible()
    page.get_by_role("button", name="Needs no answer").click()
    expect(page.get_by_text("It waits no longer.")).to_be_visible()
    expect(page.get_by_text("Waits for an answer")).to_have_count(0)


def answer(page, house, message):
    """Post what the provider would: the candidate's mail, signed."""
    raw, at = raw_mail(To=reply_address(message.thread)), int(time.time())
    headers = {
        "webhook-id": "msg_journey",
        "webhook-timestamp": str(at),
        "webhook-signature": sign(SECRET, "msg_journey", at, raw),
        "content-type": "message/rfc822",
    }
    place = f"{house.address('localhost')}/inbound/mail/"
    assert page.request.post(place, data=raw, headers=headers).status == 202
    assert work_off_inbound() >= 1


def test_a_message_is_taken_back_by_the_toast_without_script(
    open_page, witness, recruiter, application
):
    options = {"java_script_enabled": False}
    page = open_page(f"/applications/{application.pk}/messages/write/", by=recruiter, **options)
    page.get_by_label("Subject").fill("Too soon")
    page.get_by_role("textbox", name="Message").fill("By {deadline}")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_contain_text("{deadline} is empty")
    witness.expect("status of 422")
    page.get_by_role("textbox", name="Message").fill("Never mind.")
    page.get_by_label("Later").check()
    at = timezone.now() + timedelta(days=3)
    page.get_by_label("Date and time").fill(f"{at:%Y-%m-%dT09:00}")
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_text("in Asia/Tokyo for them")).to_be_visible()
    page.get_by_role("button", name="Send").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("nobody has got it")).to_be_visible()
    assert Message.objects.get(subject="Too soon").outbox.cancelled_at


def test_the_outbox_shows_a_mail_as_it_is_laid_out(open_page, admin, recruiter, application):
    sent = send_message(application, by=recruiter, subject="Laid out", text="See **this**.")
    page = open_page("/outbox/", by=admin)
    page.get_by_role("link", name="nadia.brandt@example.com").first.click()
    frame = page.frame_locator("iframe.letter")
    page.goto(f"/outbox/{sent.outbox_id}/")
    expect(frame.locator("strong")).to_have_text("this")
    assert violations(page) == []
