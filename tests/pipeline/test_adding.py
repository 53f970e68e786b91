"""Adding candidates by hand, and bringing those who are known into an opening."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from pipeline.candidates import add_application
from pipeline.models import Application, Candidate, Document, Note
from pipeline.moves import reject
from tests.factories import make_application, make_candidate, make_opening

NEW = "/candidates/new/"
KNOWN = "/candidates/known/"


def shown(answer):
    return answer.content.decode()


def person_page(candidate):
    return reverse("pipeline:candidate", args=[candidate.pk])


@pytest.fixture
def opening(acme, lead):
    return make_opening(by=lead, title="Speech ML")


def test_a_person_is_added_with_all_that_is_known(opening, client_of, recruiter):
    answer = client_of(recruiter).post(
        NEW,
        {
            "name": "Amara Osei",
            "email": "amara@example.com",
            "opening": opening.pk,
            "origin": "applied",
            "contacted_at": "2025-03-03T10:00",
            "resume": SimpleUploadedFile("cv.pdf", b"%PDF"),
            "note": "Met at a meetup",
        },
    )
    application = Application.objects.get()
    assert answer.url == f"/applications/{application.pk}/"
    at = datetime(2025, 3, 3, 9, tzinfo=UTC)
    assert application.first_contact_at == application.stage_entered_at == at
    assert Document.objects.get().candidate == application.candidate
    assert Note.objects.get().application == application
    assert application.moves.get().by == recruiter


def test_a_person_alone_is_added_without_an_opening(acme, client_of, recruiter):
    answer = client_of(recruiter).post(NEW, {"name": "Amara", "origin": "applied"})
    assert answer.url == person_page(Candidate.objects.get())


def test_a_lead_adds_nobody_without_an_opening(acme, client_of, lead):
    """They would not see the person they added."""
    answer = client_of(lead).post(NEW, {"name": "Amara", "origin": "applied"})
    assert answer.status_code == 422
    assert not Candidate.objects.exists()


def test_a_lead_adds_nobody_to_a_foreign_opening(acme, client_of, lead, recruiter):
    foreign = make_opening(by=recruiter)
    client = client_of(lead)
    answer = client.post(NEW, {"name": "Amara", "origin": "applied", "opening": foreign.pk})
    assert answer.status_code == 422
    assert foreign.title not in shown(answer)


@pytest.mark.parametrize("status", ["draft", "filled", "closed"])
def test_nobody_is_added_to_an_opening_that_does_not_run(status, acme, client_of, lead):
    opening = make_opening(by=lead, status=status)
    answer = client_of(lead).post(
        NEW, {"name": "Amara", "origin": "applied", "opening": opening.pk}
    )
    assert answer.status_code == 422


@pytest.mark.parametrize(("rule", "has_clock"), [("reply", False), ("outreach", True)])
def test_whom_we_wrote_to_gets_a_clock_by_the_companys_rule(rule, has_clock, opening, recruiter):
    wrote_at = timezone.now() - timedelta(days=2)
    application = add_application(
        make_candidate(), opening, by=recruiter, origin="sourced", rule=rule, contacted_at=wrote_at
    )
    assert application.outreach_at == wrote_at
    assert application.first_contact_at == (wrote_at if has_clock else None)


def test_a_refused_resume_adds_nobody_and_loses_nothing_typed(opening, client_of, recruiter):
    answer = client_of(recruiter).post(
        NEW,
        {
            "name": "Amara Osei",
            "opening": opening.pk,
            "origin": "sourced",
            "resume": SimpleUploadedFile("cv.html", b"<script>"),
            "note": "Typed with care",
        },
    )
    assert answer.status_code == 422
    page = shown(answer)
    for words in ["of a kind not taken", 'value="Amara Osei"', "Typed with care"]:
        assert words in page
    assert "choose the résumé again" in page
    assert not Candidate.objects.exists()
    assert not Application.objects.exists()


def test_a_known_address_is_asked_about_and_blocks_nothing(opening, client_of, recruiter):
    known = make_candidate(name="Amara Osei", email="amara@example.com")
    typed = {"name": "A. Osei", "email": "Amara@Example.com", "origin": "applied"}
    client = client_of(recruiter)
    answer = client.post(NEW, typed)
    assert answer.status_code == 422
    assert "This address is known already" in shown(answer)
    assert person_page(known) in shown(answer)
    assert Candidate.objects.count() == 1
    answer = client.post(NEW, {**typed, "person": "new"})
    assert answer.status_code == 302
    assert Candidate.objects.count() == 2


def test_the_application_goes_to_the_known_person_if_one_says_so(opening, client_of, recruiter):
    known = make_candidate(name="Amara Osei", email="amara@example.com")
    client_of(recruiter).post(
        NEW,
        {
            "name": "A. Osei",
            "email": "amara@example.com",
            "origin": "applied",
            "opening": opening.pk,
            "person": known.pk,
        },
    )
    assert Application.objects.get().candidate == known
    assert Candidate.objects.get().name == "Amara Osei"


def test_a_lead_does_not_learn_of_people_they_may_not_see(opening, client_of, lead):
    hidden = make_candidate(name="Hidden", email="amara@example.com")
    client = client_of(lead)
    typed = {"name": "A", "email": "amara@example.com", "origin": "applied", "opening": opening.pk}
    assert "Hidden" not in shown(client.get(KNOWN, {"email": "amara@example.com"}))
    assert client.post(NEW, {**typed, "person": hidden.pk}).status_code == 422
    assert client.post(NEW, typed).status_code == 302
    assert Application.objects.get().candidate != hidden


def test_the_address_is_looked_up_while_one_types_on(acme, client_of, recruiter):
    make_candidate(name="Amara Osei", email="amara@example.com")
    client = client_of(recruiter)
    assert "Amara Osei" in shown(client.get(KNOWN, {"email": " amara@example.com "}))
    for email in ["", "\x00", "amara", "%"]:
        assert "known already" not in shown(client.get(KNOWN, {"email": email}))


def test_a_known_person_is_added_to_an_opening(opening, client_of, recruiter):
    candidate = make_candidate()
    path = reverse("pipeline:add_to_opening", args=[candidate.pk])
    client = client_of(recruiter)
    assert "Speech ML" in shown(client.get(path))
    answer = client.post(path, {"opening": opening.pk, "origin": "referred"})
    assert answer.url == f"/applications/{Application.objects.get().pk}/"


def test_nobody_is_twice_in_one_opening(opening, client_of, recruiter):
    application = make_application(opening)
    path = reverse("pipeline:add_to_opening", args=[application.candidate_id])
    answer = client_of(recruiter).post(path, {"opening": opening.pk, "origin": "applied"})
    assert answer.status_code == 422
    assert "is in this opening already" in shown(answer)
    assert Application.objects.count() == 1


def test_who_was_rejected_may_come_again(opening, recruiter):
    first = make_application(opening)
    reject(first, by=recruiter, reason="Not yet")
    add_application(first.candidate, opening, by=recruiter, origin="applied", rule="reply")
    with pytest.raises(ValidationError):
        add_application(first.candidate, opening, by=recruiter, origin="applied", rule="reply")


def test_a_lead_does_not_add_whom_they_cannot_see(opening, client_of, lead):
    path = reverse("pipeline:add_to_opening", args=[make_candidate().pk])
    assert client_of(lead).get(path).status_code == 404
