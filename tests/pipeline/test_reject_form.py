"""The form by which somebody is rejected: what they are told is seen, changed or left out."""

import pytest
from django.urls import reverse

from config.accounts.models import User
from config.tenancy.models import Company
from config.tenancy.schemas import inside, outside
from pipeline.models import Application, EmailTemplate, Message, Reason
from pipeline.moves import reject, undo
from pipeline.rejections.letters import INTERVIEWED
from tests.companies import KEYS
from tests.factories import make_application, make_candidate, make_opening


@pytest.fixture
def application(acme, recruiter):
    opening = make_opening(by=recruiter)
    return make_application(opening, candidate=make_candidate(name="Amara Osei"))


def planned():
    return Message.objects.select_related("outbox").get()


def at(name, application):
    return reverse(f"pipeline:{name}", args=[application.pk])


def sent(application, **fields):
    return {"text": "Too early.", "mail": "usual", "version": application.version, **fields}


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"mail": "none"}, "Say why they get no mail"),
        ({"mail": "own", "subject": "S", "words": ""}, "Write what they are told"),
        ({"mail": "own", "subject": "S", "words": "{pay}"}, "There is no field {pay}"),
        ({"mail": "own", "subject": "S", "words": "{deadline}"}, "{deadline} is empty"),
        ({"mail": "never"}, "Select a valid choice"),
        ({"usual": "garbage"}, "is not a valid UUID"),
        ({"text": "a\x00b"}, "Null characters are not allowed"),
    ],
)
def test_what_cannot_be_sent_is_refused_beside_its_field(
    application, recruiter, client_of, fields, sentence
):
    answer = client_of(recruiter).post(at("reject", application), sent(application, **fields))
    assert answer.status_code == 422
    assert sentence in answer.text
    assert not Message.objects.exists()


def test_a_preview_shows_the_mail_of_the_reason_and_does_nothing(application, recruiter, client_of):
    own = EmailTemplate.objects.create(key="own-x", name="X", subject="It is filled", body="Hi.")
    reason = Reason.objects.get(kind="reject", text="Position filled")
    Reason.objects.filter(pk=reason.pk).update(template=own)
    client = client_of(recruiter)
    answer = client.post(at("reject", application), {"usual": reason.pk, "preview": "yes"})
    assert answer.status_code == 200
    assert "It is filled" in answer.text
    application.refresh_from_db()
    assert application.is_active


def test_words_of_ones_own_reach_the_candidate(application, recruiter, client_of):
    own = {"mail": "own", "subject": "S", "words": "Dear {first_name}"}
    client_of(recruiter).post(at("reject", application), sent(application, **own))
    assert planned().text == "Dear Amara\n"


def test_who_was_interviewed_is_owed_feedback_or_a_clear_no(
    application, recruiter, client_of, monkeypatch
):
    monkeypatch.setattr("pipeline.rejections.letters.INTERVIEWED", [lambda row: True])
    client, path = client_of(recruiter), at("reject", application)
    assert client.post(path, sent(application)).status_code == 422
    assert client.post(path, sent(application, no_feedback="on")).status_code == 302
    undo(Application.objects.get(pk=application.pk), by=recruiter)
    application.refresh_from_db()
    client.post(path, sent(application, feedback="You were clear."))
    assert "You were clear." in Message.objects.last().text
    assert INTERVIEWED


def test_of_somebody_hidden_the_form_tells_nothing_and_the_mail_greets_them_by_name(
    acme, recruiter, client_of
):
    opening = make_opening(by=recruiter, is_blind=True)
    person = make_candidate(name="Secret Name", email="secret@example.com")
    row = make_application(opening, candidate=person)
    client = client_of(recruiter)
    page = client.get(at("reject", row)).text
    assert "Secret" not in page
    assert "secret@" not in page
    client.post(at("reject", row), sent(row))
    assert "Hello Secret Name" in planned().text
    assert planned().to_address == "secret@example.com"


def test_a_lead_of_another_opening_and_the_rival_do_not_reach_it(
    application, recruiter, lead, client_of, globex
):
    reject(application, by=recruiter, reason="R")
    with inside(globex):
        rival = User.objects.get(pk=KEYS["recruiter"])
    for client in (client_of(lead), client_of(rival, globex)):
        for name in ("edit_rejection", "send_rejection", "stop_rejection"):
            assert client.post(at(name, application)).status_code == 404
    assert planned().outbox.cancelled_at is None


def test_the_time_to_undo_is_the_companys_to_set(acme, admin, client_of):
    client = client_of(admin)
    page = client.get("/company/edit/")
    values = {
        name: value for name, value in page.context["form"].initial.items() if value is not None
    }
    assert client.post("/company/edit/", {**values, "undo_minutes": "5"}).status_code == 302
    with outside():
        assert Company.objects.get(slug="acme").undo_minutes == 5


def test_where_they_live_is_known_from_their_page(application, recruiter, client_of):
    client, person = client_of(recruiter), application.candidate
    path = reverse("pipeline:edit_candidate", args=[person.pk])
    wrong = client.post(path, {"name": person.name, "time_zone": "Mars/Olympus"})
    assert wrong.status_code == 422
    client.post(path, {"name": person.name, "time_zone": "Asia/Tokyo"})
    person.refresh_from_db()
    assert person.time_zone == "Asia/Tokyo"
