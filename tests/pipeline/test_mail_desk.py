"""The desk of mail: own templates, mail to file, the outbox, whom mail is from."""

import pytest
from django.utils import timezone

from config.accounts.models import User
from config.records.models import OutboxMessage
from config.records.outbox import put
from config.tenancy.models import Company
from config.tenancy.schemas import inside, outside
from pipeline.mailing.sending import send_message
from pipeline.models import EmailTemplate, InboundMail, Message
from tests.factories import make_application, make_candidate, make_opening
from tests.pipeline.letters import raw_mail
from tests.pipeline.mail_boxes import INBOUND

WORDS = {"name": "Our talk", "subject": "Hi {first_name}", "body": "Come to **{company}**."}


@pytest.fixture
def application(acme, recruiter):
    candidate = make_candidate(name="Ada Osei", email="ada@example.com")
    return make_application(make_opening(by=recruiter), candidate=candidate, by=recruiter)


def test_a_template_is_added_previewed_deleted_and_brought_back(client_of, recruiter, application):
    client = client_of(recruiter)
    shown = client.post(
        "/email-templates/add/", {**WORDS, "preview": "1", "about": str(application.pk)}
    )
    assert shown.context["letter"].subject == "Hi Ada"
    assert "Come to <strong>Acme</strong>." in shown.text
    assert not EmailTemplate.objects.filter(name=WORDS["name"]).exists()
    client.post("/email-templates/add/", WORDS)
    template = EmailTemplate.objects.get(name="Our talk")
    assert "Our talk" in client.get("/emails/").text
    client.post(f"/email-templates/{template.pk}/edit/", {**WORDS, "name": "Our talks"})
    answer = client.post(f"/email-templates/{template.pk}/delete/", follow=True)
    assert f"/email-templates/{template.pk}/restore/" in answer.text
    assert client.post(f"/email-templates/{template.pk}/restore/").status_code == 302
    assert EmailTemplate.objects.get(pk=template.pk).name == "Our talks"
    assert client.get(f"/emails/{template.key}/").status_code == 404


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"body": "{pay}"}, "There is no field {pay}"),
        ({"name": "offer"}, "Another template has this name"),
        ({"subject": ""}, "This field is required"),
        ({"body": "\0"}, "Null characters"),
    ],
)
def test_a_template_that_could_not_be_filled_in_is_refused(client_of, admin, change, sentence):
    answer = client_of(admin).post("/email-templates/add/", {**WORDS, **change})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert not EmailTemplate.objects.filter(name=WORDS["name"]).exists()


def test_nobody_who_is_hidden_or_elsewhere_can_be_previewed_against(
    client_of, admin, lead, recruiter, application
):
    hidden = make_application(make_opening(by=recruiter, is_blind=True), by=recruiter)
    shown = client_of(recruiter).get("/email-templates/add/")
    assert [row.pk for row in shown.context["people"]] == [application.pk]
    forged = {**WORDS, "preview": "1", "about": str(hidden.pk)}
    assert client_of(recruiter).post("/email-templates/add/", forged).context["chosen"] is None
    assert client_of(admin).get("/email-templates/add/").context["people"] == []


@pytest.fixture
def unknown(acme):
    raw = raw_mail(From="ada.o@example.net", text="It is <b>me</b>.", files={"cv.txt": b"x"})
    return InboundMail.objects.create(
        key="k", raw=raw, from_address="ada.o@example.net", subject="Hello", state="unmatched"
    )


def test_mail_that_nobody_knows_is_filed_by_hand(client_of, recruiter, application, unknown):
    client = client_of(recruiter)
    assert "File a mail" in client.get("/").text
    assert "Hello" in client.get("/inbound-mail/").text
    one = f"/inbound-mail/{unknown.pk}/"
    assert "&lt;b&gt;me" in client.get(one).text
    found = client.get(f"{one}?q=osei")
    assert list(found.context["people"]) == [application]
    assert client.get(f"{one}?q=%00nobody").context["q"] == "nobody"
    client.post(f"{one}file/", {"application": str(application.pk)})
    message = Message.objects.get()
    assert message.thread.application == application
    assert client.post(f"{one}file/", {"application": "x"}).status_code == 404
    original = client.get(f"{one}original/")
    assert original.content == bytes(unknown.raw)
    assert original["Content-Disposition"].startswith("attachment")
    assert "sandbox" in original["Content-Security-Policy"]


def test_mail_is_put_aside_and_brought_out(client_of, recruiter, unknown):
    client = client_of(recruiter)
    answer = client.post(f"/inbound-mail/{unknown.pk}/put-aside/", follow=True)
    assert f"/inbound-mail/{unknown.pk}/bring-out/" in answer.text
    client.post(f"/inbound-mail/{unknown.pk}/bring-out/")
    assert "Hello" in client.get("/inbound-mail/").text


def test_the_outbox_of_a_folder_shows_mail_with_candidates_to_recruiters(
    client_of, admin, recruiter, lead, application
):
    sent = send_message(application, by=recruiter, subject="A talk", text="*Hi*")
    secret = put(to="sam@example.com", subject="A new password", body="https://…/secret/")
    client = client_of(recruiter)
    shown = client.get("/outbox/").text
    assert "A talk" in shown
    assert "A new password" not in shown
    assert client.get(f"/outbox/{secret.pk}/").status_code == 404
    one = client.get(f"/outbox/{sent.outbox_id}/").text
    assert sent.headers_id.strip("<>") in one
    assert "&lt;em&gt;Hi" in one
    assert "sandbox" in one
    assert "A new password" in client_of(admin).get("/outbox/").text
    assert client_of(lead).get("/outbox/").status_code == 403


def test_in_production_the_outbox_tells_admins_states_and_no_words(
    client_of, admin, recruiter, application, settings
):
    settings.EMAIL_FILE_PATH = None
    sent = send_message(application, by=recruiter, subject="Private words", text="*Hi*")
    OutboxMessage.objects.update(given_up_at=timezone.now(), last_error="ConnectionRefused: x")
    assert client_of(recruiter).get("/outbox/").status_code == 403
    client = client_of(admin)
    shown = client.get("/outbox/").text
    assert "could not be reached" in shown
    assert "Private words" not in shown
    assert client.get(f"/outbox/{sent.outbox_id}/").status_code == 403
    client.post(f"/outbox/{sent.outbox_id}/try-again/")
    assert OutboxMessage.objects.waiting().count() == 1
    assert client.post(f"/outbox/{sent.outbox_id}/try-again/").status_code == 404


def test_the_rival_sees_none_of_our_mail(client_of, admin, application, recruiter, globex):
    send_message(application, by=recruiter, subject="A talk", text="Hi")
    with inside(globex):
        rival = User.objects.get(pk=admin.pk)
    assert "A talk" not in client_of(rival, globex).get("/outbox/").text


@pytest.mark.parametrize("mails", [1, 50])
def test_the_outbox_costs_the_same_queries_for_any_number_of_mails(
    client_of, admin, django_assert_num_queries, mails
):
    for _ in range(mails):
        put(to="sam@example.com", subject="Hello", body="Hi", due_at=timezone.now())
    client = client_of(admin)
    # search_path, company, search_path, session, user; number, mails, waiting, given up, sent
    with django_assert_num_queries(10):
        client.get("/outbox/")


def test_a_company_says_whom_its_mail_is_from(client_of, admin, acme, settings):
    settings.INBOUND = INBOUND
    client = client_of(admin)
    form = client.get("/company/edit/")
    words = {
        name: value for name, value in form.context["form"].initial.items() if value is not None
    }
    refused = client.post("/company/edit/", {**words, "sender_address": "a@elsewhere.example"})
    assert "has to allow its domain first" in refused.text
    sender = {"sender_name": "Acme jobs", "sender_address": "jobs@acme.example.com"}
    assert client.post("/company/edit/", {**words, **sender}).status_code == 302
    with outside():
        row = Company.objects.get(pk=acme.pk)
    assert row.sender_address == "jobs@acme.example.com"
