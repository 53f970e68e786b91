"""Two at one inbox at the same moment."""

import pytest
from django.urls import reverse

from config.accounts.models import User
from config.tenancy.models import Company
from config.tenancy.schemas import inside
from panels.inbox.joining import join_review
from panels.models import PanelSeat, Scorecard
from pipeline.models import Application, Criterion, StageMove
from tests.clients import CompanyClient
from tests.companies import KEYS
from tests.factories import make_opening, stage_of
from tests.panels.cards import form_of
from tests.panels.inboxes import make_applicant, seat_reviewer
from tests.races import at_once

HX = {"HX-Request": "true"}


@pytest.fixture
def company(own_database):
    return Company.objects.get(slug="acme")


@pytest.fixture
def scene(company):
    """An applicant in the inbox of an opening that recruiter and lead manage."""
    with inside(company):
        lead = User.objects.get(pk=KEYS["lead"])
        opening = make_opening(by=lead)
        criteria = list(Criterion.objects.all()[:2])
        seat_reviewer(opening, User.objects.get(pk=KEYS["interviewer"]), criteria, by=lead)
        return opening, make_applicant(opening, name="Ada Osei"), criteria


def client_of(company, who):
    client = CompanyClient(HTTP_HOST=company.host)
    with inside(company):
        client.force_login(User.objects.get(pk=KEYS[who]))
    return client


def test_of_two_who_decide_at_once_one_is_told_what_the_other_did(company, scene):
    opening, applicant, _ = scene
    advance, reject = (
        reverse(f"panels:{name}_applicant", args=[opening.pk, applicant.pk])
        for name in ("advance", "reject")
    )
    one, other = client_of(company, "lead"), client_of(company, "recruiter")
    seen = {"version": applicant.version}
    answers = at_once(
        company,
        lambda: one.post(advance, seen, headers=HX),
        lambda: other.post(reject, {**seen, "text": "No."}, headers=HX),
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    late = next(answer for answer in answers if answer.status_code == 409)
    assert "Ada Osei" in late.content.decode()
    with inside(company):
        assert StageMove.objects.filter(application=applicant).count() == 2


def test_a_rating_submitted_twice_at_once_is_one_card(company, scene):
    opening, applicant, criteria = scene
    url = reverse("panels:rate_applicant", args=[opening.pk, applicant.pk])
    sent = {**form_of(criteria), "action": "submit"}
    clients = [client_of(company, "interviewer") for _ in range(2)]
    answers = at_once(
        company, *(lambda client=client: client.post(url, sent, headers=HX) for client in clients)
    )
    assert {answer.status_code for answer in answers} <= {200, 409}
    assert 200 in {answer.status_code for answer in answers}
    with inside(company):
        assert Scorecard.objects.get(application=applicant).is_submitted


def test_who_joins_twice_at_once_has_one_seat(company, scene):
    opening, _, _ = scene
    with inside(company):
        lead, inbox = User.objects.get(pk=KEYS["lead"]), stage_of(opening, "inbox")
    at_once(company, *[lambda: join_review(opening, inbox, by=lead)] * 2)
    with inside(company):
        assert PanelSeat.objects.get(interviewer=lead).criteria.count() == 4
        assert Application.objects.active().exists()
