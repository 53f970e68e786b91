"""Seating: one to four criteria, people who interview, stages one can interview in."""

import pytest

from config.accounts.models import User
from panels.models import PanelSeat, Scorecard
from panels.seats import IllegalSeat, panel_of, seat, unseat
from pipeline.models import Component, Criterion, Dimension, Skill
from tests.factories import make_application, make_opening, stage_of
from tests.panels.cards import submitted


def make_criteria(number):
    places = {
        "skill": Skill.objects.first(),
        "component": Component.objects.first(),
        "dimension": Dimension.objects.first(),
    }
    return [
        Criterion.objects.create(key=f"watched-{place}", name=f"Watched {place}", **places)
        for place in range(number)
    ]


@pytest.mark.parametrize("number", [1, 4])
def test_a_seat_has_one_to_four_criteria(technical, interviewer, lead, number):
    place = seat(technical, interviewer, make_criteria(number), by=lead)
    assert place.criteria.count() == number


@pytest.mark.parametrize(("number", "says"), [(0, "at least one"), (5, "at most 4 criteria")])
def test_no_more_and_no_fewer(technical, interviewer, lead, number, says):
    with pytest.raises(IllegalSeat, match=says):
        seat(technical, interviewer, make_criteria(number), by=lead)
    assert not PanelSeat.objects.exists()


def test_seating_somebody_again_changes_what_they_rate(technical, interviewer, lead):
    first, second = make_criteria(2)
    seat(technical, interviewer, [first], by=lead)
    seat(technical, interviewer, [second], by=lead)
    assert list(PanelSeat.objects.get().criteria.all()) == [second]


def test_a_retired_criterion_is_not_asked_any_more(technical, interviewer, lead, criteria):
    criteria[0].is_retired = True
    with pytest.raises(IllegalSeat, match="no longer in use"):
        seat(technical, interviewer, criteria, by=lead)


@pytest.mark.parametrize("kind", ["offer", "hired"])
def test_nobody_interviews_outside_the_process(opening, interviewer, lead, criteria, kind):
    with pytest.raises(IllegalSeat, match="Nobody interviews"):
        seat(stage_of(opening, kind), interviewer, criteria, by=lead)


@pytest.mark.parametrize("who", ["admin", "outsider"])
def test_only_who_may_fill_a_card_is_seated(request, technical, lead, criteria, who):
    with pytest.raises(IllegalSeat, match="does not interview"):
        seat(technical, request.getfixturevalue(who), criteria, by=lead)


def test_who_left_the_company_is_not_seated(technical, lead, criteria):
    gone = User.objects.create(
        email="gone@example.com", name="Gone", roles=["interviewer"], is_active=False
    )
    with pytest.raises(IllegalSeat, match="does not interview"):
        seat(technical, gone, criteria, by=lead)


def test_an_application_of_another_opening_has_no_seat_here(
    technical, interviewer, lead, recruiter, criteria
):
    elsewhere = make_application(make_opening(by=lead), by=recruiter)
    with pytest.raises(IllegalSeat, match="not a stage of this application's opening"):
        seat(technical, interviewer, criteria, by=lead, application=elsewhere)


def test_an_own_panel_stands_in_for_the_usual_one(application, panel, criteria, lead, recruiter):
    assert not panel_of(application).is_own
    own = seat(application.stage, recruiter, criteria, by=lead, application=application)
    assert panel_of(application).is_own
    assert panel_of(application).seats == [own]
    unseat(own, by=lead)
    assert panel_of(application).seats == panel


def test_a_card_stays_when_its_seat_goes(application, panel, criteria, interviewer, lead):
    submitted(application, interviewer, criteria)
    unseat(panel[0], by=lead)
    assert Scorecard.objects.submitted().get().interviewer == interviewer
