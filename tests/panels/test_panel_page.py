"""The panel of an opening, and somebody else for one candidate."""

import pytest
from django.urls import reverse

from config.accounts.models import User
from config.tenancy.schemas import inside
from panels.models import PanelSeat
from panels.seats import seat
from tests.factories import make_application, make_opening, stage_of
from tests.panels.cards import seated_and_submitted
from tests.panels.test_seats import make_criteria

HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def page(opening):
    return reverse("panels:panel", args=[opening.pk])


@pytest.fixture
def seat_url(opening, technical):
    return reverse("panels:seat_interviewer", args=[opening.pk, technical.pk])


def fields_of(person, criteria):
    return {"interviewer": person.pk, "criteria": [criterion.pk for criterion in criteria]}


def test_somebody_is_seated_and_taken_off(
    client_of, lead, interviewer, page, seat_url, criteria, technical
):
    client = client_of(lead)
    assert client.post(seat_url, fields_of(interviewer, criteria)).status_code == 302
    html = client.get(page).content.decode()
    assert "Remove Interviewer" in html
    place = PanelSeat.objects.get()
    client.post(reverse("panels:unseat_interviewer", args=[place.pk]))
    assert not PanelSeat.objects.exists()


def test_a_script_gets_the_stage_alone(client_of, lead, interviewer, seat_url, criteria, technical):
    answer = client_of(lead).post(seat_url, fields_of(interviewer, criteria), **HTMX)
    html = answer.content.decode()
    assert html.startswith("\n<section") or html.lstrip().startswith("<section")
    assert f'id="panel-{technical.pk}"' in html
    assert "HX-Request" in answer["Vary"]


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_five_criteria_are_refused_with_a_sentence(client_of, lead, interviewer, seat_url, headers):
    answer = client_of(lead).post(seat_url, fields_of(interviewer, make_criteria(5)), **headers)
    assert answer.status_code == 422
    assert "at most 4 criteria" in answer.content.decode()
    assert not PanelSeat.objects.exists()


@pytest.mark.parametrize("wrong", ["nobody", "an admin", "no criterion", "nonsense"])
def test_bad_input_is_refused(client_of, lead, admin, interviewer, seat_url, criteria, wrong):
    fields = {
        "nobody": {"criteria": [criteria[0].pk]},
        "an admin": fields_of(admin, criteria),
        "no criterion": {"interviewer": interviewer.pk},
        "nonsense": {"interviewer": "x", "criteria": ["y"]},
    }[wrong]
    assert client_of(lead).post(seat_url, fields).status_code == 422
    assert not PanelSeat.objects.exists()


def test_leaving_to_peek_is_refused_on_the_page(
    client_of, application, criteria, lead, interviewer, recruiter
):
    seated_and_submitted(application, interviewer, criteria, by=lead)
    place = seat(application.stage, lead, criteria, by=recruiter)
    answer = client_of(lead).post(reverse("panels:unseat_interviewer", args=[place.pk]))
    assert answer.status_code == 422
    assert "ask somebody else" in answer.content.decode()
    assert PanelSeat.objects.filter(pk=place.pk).exists()


def test_one_candidate_gets_somebody_else(
    client_of, application, panel, criteria, recruiter, technical
):
    url = reverse("panels:seat_for_application", args=[application.pk, technical.pk])
    answer = client_of(recruiter).post(url, fields_of(recruiter, criteria))
    assert answer.url == reverse("pipeline:application", args=[application.pk])
    assert PanelSeat.objects.get(application=application).interviewer == recruiter
    html = client_of(recruiter).post(url, fields_of(recruiter, criteria), **HTMX).content.decode()
    assert "for this candidate" in html


def addresses(opening, technical, application, place):
    return {
        "panel": reverse("panels:panel", args=[opening.pk]),
        "seat": reverse("panels:seat_interviewer", args=[opening.pk, technical.pk]),
        "own": reverse("panels:seat_for_application", args=[application.pk, technical.pk]),
        "unseat": reverse("panels:unseat_interviewer", args=[place.pk]),
    }


ROLES = [("recruiter", True), ("lead", True), ("interviewer", 403), ("admin", 403)]


@pytest.mark.parametrize("what", ["panel", "seat", "own", "unseat"])
@pytest.mark.parametrize(("who", "status"), [*ROLES, ("outsider", 403), ("stranger", 404)])
def test_who_seats_panels(
    request, client_of, opening, technical, application, panel, what, who, status
):
    """`stranger` is a hiring lead of another team."""
    if who == "stranger":
        person = User.objects.create(email="s@example.com", name="S", roles=["hiring_lead"])
    else:
        person = request.getfixturevalue(who)
    url = addresses(opening, technical, application, panel[0])[what]
    client = client_of(person)
    answer = client.get(url) if what == "panel" else client.post(url, {})
    usual = {"panel": 200, "unseat": 302}.get(what, 422)
    assert answer.status_code == (usual if status is True else status)


@pytest.mark.parametrize("what", ["panel", "seat", "own", "unseat"])
def test_the_rival_company_has_none_of_these_addresses(
    client_of, globex, opening, technical, application, panel, recruiter, what
):
    with inside(globex):
        namesake = User.objects.get(pk=recruiter.pk)
    url = addresses(opening, technical, application, panel[0])[what]
    client = client_of(namesake, company=globex)
    answer = client.get(url) if what == "panel" else client.post(url, {})
    assert answer.status_code == 404


def test_a_stage_of_another_opening_is_not_found(client_of, lead, opening, interviewer, criteria):
    elsewhere = stage_of(make_opening(by=lead), "technical")
    url = reverse("panels:seat_interviewer", args=[opening.pk, elsewhere.pk])
    assert client_of(lead).post(url, fields_of(interviewer, criteria)).status_code == 404


@pytest.mark.parametrize("seats", [1, 50])
def test_the_page_costs_the_same_queries_for_any_number_of_seats(
    client_of, lead, page, opening, criteria, django_assert_num_queries, seats
):
    for kind in ("screen", "technical", "take_home", "final"):
        for number in range(seats if kind == "technical" else 1):
            person, _ = User.objects.get_or_create(
                email=f"{number}@x.example", defaults={"name": "X", "roles": ["interviewer"]}
            )
            seat(stage_of(opening, kind), person, criteria, by=lead)
    make_application(opening, by=lead)
    client = client_of(lead)
    client.get(page)
    with django_assert_num_queries(19):  # five of them for the warnings
        assert client.get(page).status_code == 200
