"""Writing a message in the browser: filled in, looked at, sent, planned, taken back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from config.records.models import OutboxMessage
from pipeline.mailing.own_templates import add_template
from pipeline.mailing.sending import send_message
from pipeline.models import Deadline, Message
from pipeline.teams import add_member
from tests.factories import make_application, make_candidate, make_opening
from tests.pipeline.mail_boxes import INBOUND, delivered, text_of

WORDS = {"subject": "A talk, {first_name}", "text": "About **{opening}**: {page}", "when": "now"}


@pytest.fixture(autouse=True)
def replies(settings):
    settings.INBOUND = INBOUND


@pytest.fixture
def application(acme, recruiter):
    candidate = make_candidate(name="Ada *Osei*", email="ada@example.com", time_zone="Asia/Tokyo")
    opening = make_opening(by=recruiter, title="Search engineer")
    return make_application(opening, candidate=candidate, by=recruiter)


@pytest.fixture
def page(application):
    return f"/applications/{application.pk}/messages/"


def test_what_is_previewed_is_what_leaves(client_of, recruiter, page):
    client = client_of(recruiter)
    shown = client.post(f"{page}write/", {**WORDS, "preview": "1"}).context["letter"]
    assert not Message.objects.exists()
    client.post(f"{page}write/", WORDS)
    (mail,) = delivered().mails
    assert mail["Subject"] == shown.subject == "A talk, Ada"
    assert text_of(mail).strip() == shown.plain
    assert shown.html in text_of(mail, "html")
    assert "/my/" in shown.plain
    assert str(mail["From"]) == shown.sender


def test_what_is_sent_waits_to_be_taken_back_and_can_be_written_again(
    client_of, recruiter, application, page
):
    client = client_of(recruiter)
    answer = client.post(f"{page}write/", WORDS, follow=True)
    assert "leaves in a moment" in answer.text
    message = Message.objects.get()
    assert message.outbox.due_at > timezone.now() + timedelta(seconds=20)
    answer = client.post(f"/messages/{message.pk}/take-back/", follow=True)
    assert "nobody has got it" in answer.text
    assert delivered().mails == []
    again = client.get(f"{page}write/?again={message.pk}")
    assert again.context["form"].initial["subject"] == "A talk, Ada"


def test_a_field_that_is_empty_blocks_the_sending_and_says_where_to_fill_it(
    client_of, recruiter, application, page
):
    words = {**WORDS, "text": "Hand it in by {deadline}."}
    answer = client_of(recruiter).post(f"{page}write/", words)
    assert answer.status_code == 422
    assert "{deadline} is empty." in answer.text
    assert "set a deadline on the application’s page" in answer.text
    assert not OutboxMessage.objects.exists()
    Deadline.objects.create(
        application=application,
        what="Take-home",
        due_at=timezone.now() + timedelta(days=3),
        is_for_candidate=True,
    )
    assert client_of(recruiter).post(f"{page}write/", words).status_code == 302


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"text": "{pay}"}, "There is no field {pay}"),
        ({"subject": ""}, "This field is required"),
        ({"text": "\0"}, "Null characters are not allowed"),
        ({"text": "x" * 20_001}, "at most 20000"),
        ({"when": "later"}, "Say when it leaves"),
        ({"when": "later", "at": "2020-01-01T09:00"}, "This hour is over"),
        ({"when": "later", "at": "2099-01-01T09:00"}, "a year ahead at most"),
        ({"when": "later", "at": "soon"}, "Write a date and a time of day"),
        ({"when": "never"}, "Select a valid choice"),
        ({"zone": "Mars"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_sent_is_said(client_of, recruiter, page, change, sentence):
    answer = client_of(recruiter).post(f"{page}write/", {**WORDS, **change})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert not OutboxMessage.objects.exists()


@pytest.mark.parametrize(("zone", "hours"), [("ours", 0), ("theirs", -8)])
def test_an_hour_may_be_on_the_clock_of_either(client_of, recruiter, page, acme, zone, hours):
    acme.time_zone = recruiter.time_zone = "Europe/Berlin"
    recruiter.save()
    at = timezone.now().replace(month=1, day=20, hour=9, minute=0, second=0, microsecond=0)
    at = at.replace(year=at.year + 1)
    words = {**WORDS, "when": "later", "at": f"{at:%Y-%m-%dT%H:%M}", "zone": zone}
    client = client_of(recruiter)
    if at > timezone.now() + timedelta(days=364):
        return
    shown = client.post(f"{page}write/", {**words, "preview": "1"})
    assert "in Asia/Tokyo" in shown.context["hour"]
    assert "Europe/Berlin" in shown.context["hour"]
    client.post(f"{page}write/", words)
    due = Message.objects.get().outbox.due_at
    assert due == at - timedelta(hours=1) + timedelta(hours=hours)
    assert "A talk, Ada" in client.get("/messages/planned/").text


def test_what_is_planned_can_be_changed_and_sent_now(client_of, recruiter, application, page):
    later = timezone.now() + timedelta(days=2)
    message = send_message(application, by=recruiter, subject="S", text="T", due_at=later)
    client = client_of(recruiter)
    assert client.get(f"/messages/{message.pk}/edit/").status_code == 200
    words = {"subject": "New", "text": "For {first_name}", "when": "later"}
    words["at"] = f"{later + timedelta(days=1):%Y-%m-%dT%H:%M}"
    assert client.post(f"/messages/{message.pk}/edit/", words).url == page
    message.refresh_from_db()
    assert message.outbox.due_at > later
    client.post(f"/messages/{message.pk}/send-now/")
    (mail,) = delivered().mails
    assert text_of(mail).strip() == "For Ada"
    answer = client.post(f"/messages/{message.pk}/take-back/", follow=True)
    assert "has left, or was taken back" in answer.text


def test_a_message_that_tells_of_a_decision_follows_it(client_of, recruiter, application, page):
    later = timezone.now() + timedelta(days=1)
    words = {"subject": "Our decision", "text": "No.", "due_at": later}
    message = send_message(
        application, by=recruiter, kind="rejection", decision=application.pk, **words
    )
    client = client_of(recruiter)
    for step in ("take-back", "send-now"):
        answer = client.post(f"/messages/{message.pk}/{step}/", follow=True)
        assert "tells of a decision" in answer.text
    assert client.get(f"/messages/{message.pk}/edit/").url == page
    assert "follows the decision" in client.get("/messages/planned/").text
    message.outbox.refresh_from_db()
    assert (message.outbox.due_at, message.outbox.cancelled_at) == (later, None)


def test_a_template_of_ones_own_begins_the_message(client_of, recruiter, page):
    template = add_template(by=recruiter, name="Talk", subject="Hi {first_name}", body="Come.")
    shown = client_of(recruiter).get(f"{page}write/?template={template.pk}")
    assert shown.context["form"].initial["text"] == "Come."
    client_of(recruiter).post(f"{page}write/", {**WORDS, "template": str(template.pk)})
    assert Message.objects.get().template == template


def test_a_conversation_shows_states_and_folds_quotations(client_of, recruiter, application, page):
    first = send_message(application, by=recruiter, subject="One", text="<b>*hi*</b>")
    OutboxMessage.objects.update(given_up_at=timezone.now(), last_error="SMTPError: 550 no")
    Message.objects.create(
        thread=first.thread,
        direction="in",
        from_address="other@example.net",
        subject="Re",
        text="Yes <script>x</script>\n\nOn Monday, Acme wrote:\n> hi",
        html='<p>Yes</p><img src="https://spy.example.com/x"><script>x</script>',
    )
    shown = client_of(recruiter).get(page)
    for words in (
        "Not sent",
        "550 no",
        "Try again",
        "Waits for an answer",
        "From another address",
        "What they quoted",
        "&lt;b&gt;<em>hi</em>&lt;/b&gt;",
    ):
        assert words in shown.text
    assert "<script>x" not in shown.text
    assert "spy.example.com" not in shown.text
    whole = client_of(recruiter).get(f"/applications/{application.pk}/")
    assert "They wrote: Re" in whole.text


def test_what_needs_no_answer_waits_no_longer_and_that_can_be_undone(
    client_of, recruiter, application
):
    sent = send_message(application, by=recruiter, subject="One", text="hi")
    reply = Message.objects.create(
        thread=sent.thread, direction="in", subject="Thanks", text="Thanks."
    )
    client = client_of(recruiter)
    client.post(f"/messages/{reply.pk}/settle/")
    reply.refresh_from_db()
    assert reply.answered_at
    client.post(f"/messages/{reply.pk}/unsettle/")
    reply.refresh_from_db()
    assert reply.answered_at is None


def test_a_lead_reads_their_own_openings_and_an_interviewer_none(
    client_of, lead, interviewer, application, page, recruiter
):
    message = send_message(application, by=recruiter, subject="One", text="hi")
    assert client_of(interviewer).get(page).status_code == 403
    assert client_of(lead).get(page).status_code == 404
    assert client_of(lead).post(f"/messages/{message.pk}/take-back/").status_code == 404
    add_member(application.opening, lead, by=recruiter)
    assert client_of(lead).get(page).status_code == 200


def test_of_somebody_who_is_hidden_no_message_shows(client_of, recruiter):
    opening = make_opening(by=recruiter, is_blind=True)
    application = make_application(opening, by=recruiter)
    true = type(application).objects.get(pk=application.pk)
    message = send_message(true, by="applicant", subject="Secret words", text="hi")
    client = client_of(recruiter)
    assert client.get(f"/applications/{application.pk}/messages/").status_code == 403
    assert client.get(f"/applications/{application.pk}/messages/write/").status_code == 403
    assert client.post(f"/messages/{message.pk}/take-back/").status_code == 404
    for page in (f"/applications/{application.pk}/", "/messages/planned/", "/outbox/"):
        assert "Secret words" not in client.get(page).text


@pytest.mark.parametrize("messages", [1, 50])
def test_a_conversation_costs_the_same_queries_however_long(
    client_of, recruiter, application, page, django_assert_num_queries, messages
):
    for _ in range(messages):
        send_message(application, by=recruiter, subject="One", text="hi")
    client = client_of(recruiter)
    # search_path, company, search_path, session, user; application; threads, messages, inbound
    with django_assert_num_queries(9):
        client.get(page)
