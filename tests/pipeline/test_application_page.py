"""The page of an application: what it shows, to whom, and what it costs."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from config.tenancy.schemas import inside
from pipeline.models import Application, Note
from pipeline.moves import move, reject, undo
from tests.factories import make_application, make_candidate, make_opening, stage_of

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def application(acme, lead):
    candidate = make_candidate(name="Amara Osei", email="amara@example.com", phone="+49 30 1")
    return make_application(make_opening(by=lead, title="Speech ML"), candidate=candidate)


@pytest.fixture
def seated(application, interviewer):
    from panels.seats import seat

    seat(application, application.stage, interviewer, by=None)
    return application


def address(application, name="application"):
    return reverse(f"pipeline:{name}", args=[application.pk])


def test_it_shows_person_opening_clock_and_history(application, client_of, recruiter):
    page = client_of(recruiter).get(address(application))
    assert page.status_code == 200
    for words in ("Amara Osei", "Speech ML", "Day 1 of 14", "Entered Inbox", "amara@example.com"):
        assert words in page.content.decode()
