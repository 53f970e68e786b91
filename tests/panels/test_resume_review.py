"""Reviewing résumés: a panel and cards in the inbox, by which nobody is moved."""

import pytest
from django.urls import reverse

from panels.models import MOST_CRITERIA_PER_SEAT, PanelSeat
from panels.observing import Observed, table_of
from panels.queue import reviews_due, scorecards_due
from panels.seats import IllegalSeat, seat, usual_panels
from pipeline.models import Application, StageMove
from pipeline.moves import move
from tests.factories import make_application, stage_of
from tests.panels.cards import submitted
from tests.panels.test_seats import make_criteria


@pytest.fixture
def inbox(opening):
    return stage_of(opening, "inbox")


@pytest.fixture
def applicant(opening, recruiter):
    """Somebody who has just applied."""
    return make_application(opening, by=recruiter)


@pytest.fixture
def reviewer(inbox, interviewer, criteria, lead):
    """Reads every résumé that comes in."""
    seat(inbox, interviewer, criteria, by=lead)
    return interviewer


def test_the_inbox_has_a_usual_panel_first_of_all(opening, inbox, reviewer):
    first, *_ = usual_panels(opening)
    assert first.stage == inbox
    assert [place.interviewer for place in first.seats] == [reviewer]


def test_the_pages_seat_a_reviewer(
    client_of, lead, opening, inbox, applicant, interviewer, criteria
):
    fields = {"interviewer": interviewer.pk, "criteria": [row.pk for row in criteria]}
    client = client_of(lead)
    usual = reverse("panels:seat_interviewer", args=[opening.pk, inbox.pk])
    own = reverse("panels:seat_for_application", args=[applicant.pk, inbox.pk])
    for url in (usual, own):
        assert client.post(url, fields).status_code == 302
    assert PanelSeat.objects.filter(stage=inbox).count() == 2
    page = client.get(reverse("pipeline:application", args=[applicant.pk])).content.decode()
    assert f'id="panel-{inbox.pk}"' in page


def test_a_reviewer_rates_at_most_four_criteria(inbox, interviewer, lead):
    assert MOST_CRITERIA_PER_SEAT == 4
    with pytest.raises(IllegalSeat, match="at most 4"):
        seat(inbox, interviewer, make_criteria(5), by=lead)


def test_the_reviewer_sees_who_applied_and_owes_a_card(
    acme, client_of, reviewer, applicant, other_interviewer, criteria
):
    assert applicant in Application.objects.visible_to(reviewer)
    assert applicant not in Application.objects.visible_to(other_interviewer)
    assert not list(scorecards_due(reviewer, acme))
    [due] = reviews_due(reviewer, acme)
    assert (due.what, due.opening) == ("Review 1 application", applicant.opening.title)
    html = client_of(reviewer).get(reverse("pipeline:today")).content.decode()
    assert due.href in html
    submitted(applicant, reviewer, criteria)
    assert not list(reviews_due(reviewer, acme))


def test_the_form_offers_the_signals_that_stand_on_paper(
    client_of, reviewer, applicant, opening, inbox
):
    url = reverse("panels:fill_scorecard", args=[applicant.pk, inbox.pk])
    assert client_of(reviewer).get(url).status_code == 200
    signals = table_of(inbox, opening, Observed()).signals
    assert {signal.key for signal in signals if signal.sort == "resume"} == {"bare-tool-list"}


@pytest.mark.parametrize("recommendation", ["strong_no", "strong_yes"])
def test_a_review_moves_nobody(applicant, reviewer, criteria, recommendation):
    before = StageMove.objects.count()
    submitted(applicant, reviewer, criteria, recommendation=recommendation)
    assert StageMove.objects.count() == before
    fresh = Application.objects.get(pk=applicant.pk)
    assert (fresh.stage, fresh.state) == (applicant.stage, "active")


def test_nobody_waits_in_the_inbox_for_a_review(applicant, reviewer, opening, client_of, recruiter):
    board = client_of(recruiter).get(reverse("pipeline:board", args=[opening.pk]))
    assert "scorecard of" not in board.content.decode()
    move(applicant, stage_of(opening, "screen"), by=recruiter)
    assert Application.objects.get(pk=applicant.pk).stage.kind == "screen"
