"""Writing notes."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from pipeline.models import Note
from pipeline.notes import write_note
from tests.factories import make_application, make_candidate, make_opening


@pytest.fixture
def application(acme, lead):
    return make_application(make_opening(by=lead))


def address(application):
    return reverse("pipeline:add_note", args=[application.pk])


@pytest.mark.parametrize("text", ["", " \n ", "x" * 20_001])
def test_a_note_says_something_and_not_too_much(text, application, recruiter):
    with pytest.raises(ValidationError):
        write_note(application.candidate, by=recruiter, text=text)
    assert not Note.objects.exists()


def test_without_script_a_note_leads_back_to_the_page(application, client_of, recruiter):
    answer = client_of(recruiter).post(address(application), {"text": "Keen"}, follow=True)
    assert answer.redirect_chain == [(f"/applications/{application.pk}/", 302)]
    assert "Keen" in answer.content.decode()
    note = Note.objects.get()
    assert (note.author, note.application) == (recruiter, application)


def test_to_a_script_a_note_answers_with_the_history(application, client_of, recruiter):
    answer = client_of(recruiter).post(
        address(application), {"text": "Keen"}, headers={"HX-Request": "true"}
    )
    shown = answer.content.decode()
    assert shown.lstrip().startswith("<section")
    assert "Keen" in shown
    assert "HX-Request" in answer["Vary"]


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_an_empty_note_is_refused_in_place(headers, application, client_of, recruiter):
    answer = client_of(recruiter).post(address(application), {"text": " "}, headers=headers)
    assert answer.status_code == 422
    assert "Write something first." in answer.content.decode()


def test_a_note_on_the_person_stands_in_each_of_their_openings(
    application, client_of, recruiter, lead
):
    other = make_application(make_opening(by=lead), candidate=application.candidate)
    client = client_of(recruiter)
    person = reverse("pipeline:add_candidate_note", args=[application.candidate_id])
    client.post(person, {"text": "Of the person"})
    client.post(address(other), {"text": "Of the other"})
    shown = client.get(f"/applications/{application.pk}/").content.decode()
    assert "Of the person" in shown
    assert "Of the other" not in shown


def test_an_empty_note_on_the_person_is_refused_in_place(acme, client_of, recruiter):
    candidate = make_candidate()
    path = reverse("pipeline:add_candidate_note", args=[candidate.pk])
    assert client_of(recruiter).post(path, {"text": ""}).status_code == 422


def test_who_is_not_on_the_team_writes_no_note(acme, client_of, recruiter, lead):
    application = make_application(make_opening(by=recruiter))
    client = client_of(lead)
    assert client.post(address(application), {"text": "Hello"}).status_code == 404
    person = reverse("pipeline:add_candidate_note", args=[application.candidate_id])
    assert client.post(person, {"text": "Hello"}).status_code == 404
    assert not Note.objects.exists()
