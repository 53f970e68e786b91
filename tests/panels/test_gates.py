"""The gate of scorecards, and what it says while it is closed."""

import pytest

from panels.gates import scorecard_waits, scorecards_gate
from panels.queue import scorecards_due
from panels.seats import seat
from pipeline.moves import IllegalMove, move
from tests.factories import make_application, stage_of
from tests.panels.cards import drafted, submitted


def test_it_opens_when_the_last_card_is_in(
    application, panel, criteria, interviewer, other_interviewer
):
    assert scorecards_gate(application) == (
        f"Waiting for the scorecards of {interviewer} and {other_interviewer}."
    )
    drafted(application, interviewer, criteria)
    submitted(application, other_interviewer, criteria, rating=2)
    assert scorecards_gate(application) == f"Waiting for the scorecard of {interviewer}."
    submitted(application, interviewer, criteria)
    assert scorecards_gate(application) is None


def test_without_a_panel_it_is_closed_and_says_so(application):
    assert scorecards_gate(application) == "No panel is seated for Technical."


def test_it_asks_the_candidates_own_panel(application, panel, criteria, recruiter, lead):
    seat(application.stage, recruiter, criteria, by=lead, application=application)
    assert scorecards_gate(application) == f"Waiting for the scorecard of {recruiter}."


def test_it_stops_the_move(application, panel, recruiter):
    with pytest.raises(IllegalMove, match="Waiting for the scorecards of"):
        move(application, stage_of(application.opening, "final"), by=recruiter)


@pytest.mark.parametrize("cards", [1, 50])
def test_a_board_learns_all_waits_in_two_queries(
    opening, panel, recruiter, criteria, interviewer, django_assert_num_queries, cards
):
    applications = [
        make_application(opening, by=recruiter, stage="technical") for _ in range(cards)
    ]
    submitted(applications[0], interviewer, criteria)
    with django_assert_num_queries(2):  # seats, cards
        waits = scorecard_waits(applications)
    assert waits[applications[0].pk] == "scorecard of Other Interviewer"
    assert [waits[row.pk] for row in applications[1:]] == ["2 scorecards"] * (cards - 1)


@pytest.mark.parametrize("cards", [1, 50])
def test_what_is_due_is_found_in_one_query(
    acme, opening, panel, recruiter, criteria, interviewer, django_assert_num_queries, cards
):
    applications = [
        make_application(opening, by=recruiter, stage="technical") for _ in range(cards)
    ]
    drafted(applications[0], interviewer, criteria)
    with django_assert_num_queries(1):
        items = list(scorecards_due(interviewer, acme))
    assert len(items) == cards
    assert items[0].days_left == 13
    assert sorted({item.what for item in items}) == sorted(
        ["Finish your scorecard · Technical", "Fill your scorecard · Technical"][: min(cards, 2)]
    )


def test_what_is_submitted_is_due_no_longer(acme, application, panel, criteria, interviewer):
    submitted(application, interviewer, criteria)
    assert list(scorecards_due(interviewer, acme)) == []


def test_who_is_not_in_the_stage_is_not_due(acme, opening, panel, recruiter, interviewer):
    make_application(opening, by=recruiter, stage="screen")
    assert list(scorecards_due(interviewer, acme)) == []
