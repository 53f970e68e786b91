"""The API of messages: as the pages, by the same rules."""

from datetime import timedelta

import pytest
from django.utils import timezone

from config.accounts.models import User
from config.tenancy.schemas import inside
from pipeline.mailing.sending import send_message
from pipeline.models import EmailTemplate, InboundMail, Message
from tests.companies import KEYS
from tests.factories import make_application, make_candidate, make_opening

WORDS = {"subject": "A talk", "text": "Hello {first_name}"}


@pytest.fixture
def application(acme, recruiter):
    candidate = make_candidate(name="Ada Osei", email="ada@example.com")
    return make_application(make_opening(by=recruiter), candidate=candidate, by=recruiter)


@pytest.fixture
def place(application):
    return f"applications/{application.pk}/messages/"


def test_a_message_is_looked_at_and_written_once(api, place):
    shown = api.send("POST", f"{place}preview/", WORDS)
    assert (shown.body["plain"], shown.body["problem"]) == ("Hello Ada", "")
    assert not Message.objects.exists()
    headers = {"Idempotency-Key": "one"}
    first = api.send("POST", place, WORDS, headers=headers)
    again = api.send("POST", place, WORDS, headers=headers)
    assert first.status_code == 201
    assert first.body["state"] == "leaving"
    assert again.body["id"] == first.body["id"]
    assert Message.objects.count() == 1


def test_a_planned_message_may_change_leave_now_or_be_taken_back(api, place):
    later = (timezone.now() + timedelta(days=1)).isoformat()
    message = api.send("POST", place, {**WORDS, "due_at": later}).body
    assert message["state"] == "planned"
    assert [row["id"] for row in api.read("messages/planned/").body["results"]] == [message["id"]]
    one = f"messages/{message['id']}/"
    assert api.send("PATCH", one, {"text": "Later, {first_name}"}).body["text"] == "Later, Ada"
    assert api.send("POST", f"{one}send-now/").body["state"] == "leaving"
    assert api.send("POST", f"{one}take-back/").body["state"] == "taken_back"
    late = api.send("POST", f"{one}take-back/")
    assert (late.status_code, late.body["detail"]) == (
        422,
        "This message has left, or was taken back.",
    )


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        ({"subject": "x", "text": "{due}"}, 422, "{due} is empty."),
        ({"subject": "x", "text": "{pay}"}, 422, "There is no field {pay}"),
        ({"subject": "x"}, 400, "name a template"),
        ({**WORDS, "due_at": "2020-01-01T00:00:00Z"}, 422, "This hour is over"),
        ({**WORDS, "template": "01900000-0000-7000-8000-000000000000"}, 404, ""),
        ({"subject": "x" * 201, "text": "y"}, 400, "200"),
    ],
)
def test_what_cannot_be_sent_is_refused(api, place, body, status, words):
    answer = api.send("POST", place, body)
    assert answer.status_code == status
    assert words in str(answer.body)
    assert not Message.objects.exists()


def test_templates_are_added_changed_deleted_and_brought_back(api, place):
    words = {"name": "Talk", "subject": "Hi {first_name}", "body": "Come."}
    made = api.send("POST", "email-templates/", words)
    assert made.status_code == 201
    assert api.send("POST", "email-templates/", words).status_code == 400
    bad = api.send("POST", "email-templates/", {**words, "name": "x", "body": "{pay}"})
    assert bad.status_code == 422
    one = f"email-templates/{made.body['id']}/"
    assert api.send("PATCH", one, {"body": "Do come."}).body["body"] == "Do come."
    sent = api.send("POST", place, {"template": made.body["id"]})
    assert (sent.body["subject"], sent.body["text"]) == ("Hi Ada", "Do come.")
    assert api.send("DELETE", one).status_code == 204
    assert api.send("POST", f"{one}restore/").body["name"] == "Talk"
    shipped = EmailTemplate.objects.get(key="offer")
    assert api.send("DELETE", f"email-templates/{shipped.pk}/").status_code == 404


def test_mail_that_nobody_knows_is_filed(api, application, place):
    raw = b"From: x@example.net\r\nSubject: Hi\r\n\r\nIt is me."
    row = InboundMail.objects.create(key="k", raw=raw, state="unmatched")
    assert len(api.read("inbound-mail/").body["results"]) == 1
    filed = api.send("POST", f"inbound-mail/{row.pk}/file/", {"application": str(application.pk)})
    assert filed.body["state"] == "waiting"
    assert api.read(place).body["results"][0]["text"] == "It is me."
    assert api.send("POST", f"messages/{filed.body['id']}/settle/").body["state"] == "received"
    assert api.send("POST", f"inbound-mail/{row.pk}/put-aside/").status_code == 422


def test_roles_and_rivals_are_kept_out(
    api_of, interviewer, admin, lead, globex, place, application, recruiter
):
    message = send_message(application, by=recruiter, subject="s", text="t")
    one = f"messages/{message.pk}/"
    for person in (interviewer, admin):
        assert api_of(person).read(place).status_code == 403
    assert api_of(lead).read(one).status_code == 404
    assert api_of(lead).read("inbound-mail/").status_code == 403
    with inside(globex):
        rival = User.objects.get(pk=KEYS["recruiter"])
    client = api_of(rival, globex)
    assert client.read(one).status_code == 404
    assert client.send("POST", f"{one}take-back/").status_code == 404


def test_of_somebody_who_is_hidden_the_api_tells_nothing(api, recruiter):
    application = make_application(make_opening(by=recruiter, is_blind=True), by=recruiter)
    message = send_message(application, by="applicant", subject="s", text="t")
    place = f"applications/{application.pk}/messages/"
    assert api.read(place).status_code == 403
    assert api.send("POST", place, WORDS).status_code == 403
    assert api.read(f"messages/{message.pk}/").status_code == 404
    assert api.read("messages/planned/").body["results"] == []


@pytest.mark.parametrize("messages", [1, 50])
def test_a_conversation_costs_the_same_queries_however_long(
    api, application, recruiter, place, django_assert_max_num_queries, messages
):
    for _ in range(messages):
        send_message(application, by=recruiter, subject="s", text="t")
    # search_path, company, search_path, token; application; messages
    with django_assert_max_num_queries(8):
        assert len(api.read(place).body["results"]) == messages
