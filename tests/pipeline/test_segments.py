"""What applications wait for, whose that is, and giving one to somebody on its page."""

import pytest
from django.urls import reverse

from panels.models import PanelSeat
from pipeline.models import Application, Membership
from pipeline.work_queue.segments import Of, segments_of
from tests.companies import KEYS
from tests.factories import make_application, make_offer, make_opening, stage_of


@pytest.fixture
def opening(acme, recruiter):
    return make_opening(by=recruiter)


def test_each_segment_has_its_people(acme, opening, recruiter, interviewer):
    decided = make_application(opening, stage="screen")
    rated = make_application(opening, stage="technical")
    PanelSeat.objects.create(stage=rated.stage, interviewer=interviewer)
    offered = make_application(opening, stage="offer")
    make_offer(offered, by=recruiter)
    offered.offers.update(status="extended")
    sourced = make_application(opening, origin="sourced", first_contact_at=None)
    rows = Application.objects.select_related("stage", "opening")
    found = segments_of(list(rows))
    said = {
        row.pk: (found[row.pk].of, found[row.pk].people)
        for row in (decided, rated, offered, sourced)
    }
    assert said == {
        decided.pk: (Of.OWNER, (recruiter,)),
        rated.pk: (Of.INTERVIEWERS, (interviewer,)),
        offered.pk: (Of.CANDIDATE, ()),
        sourced.pk: (Of.CANDIDATE, ()),
    }


@pytest.mark.parametrize("number", [1, 50])
def test_segments_cost_the_same_for_any_number(
    opening, interviewer, number, django_assert_num_queries
):
    stage = stage_of(opening, "technical")
    PanelSeat.objects.create(stage=stage, interviewer=interviewer)
    for _ in range(number):
        make_application(opening, stage=stage)
    rows = list(Application.objects.select_related("stage", "opening"))
    with django_assert_num_queries(3):  # team, seats, cards
        assert len(segments_of(rows)) == number


# Giving it to somebody


def test_it_is_given_on_the_page_and_the_undo_gives_it_back(client_of, opening, recruiter, lead):
    Membership.objects.create(opening=opening, user=lead)
    row = make_application(opening)
    client = client_of(recruiter)
    address = reverse("pipeline:assign", args=[row.pk])
    told = client.post(address, {"owner": lead.pk}, follow=True).text
    row.refresh_from_db()
    assert row.owner == lead
    assert f'action="{address}?owner="' in told
    client.post(f"{address}?owner=")
    row.refresh_from_db()
    assert row.owner is None


@pytest.mark.parametrize("owner", ["interviewer", "x" * 400, "a\0b"])
def test_it_is_not_given_to_somebody_who_cannot_see_to_it(client_of, opening, recruiter, owner):
    row = make_application(opening)
    typed = KEYS.get(owner, owner)
    client_of(recruiter).post(reverse("pipeline:assign", args=[row.pk]), {"owner": typed})
    row.refresh_from_db()
    assert row.owner is None


def test_a_lead_of_another_team_gives_nothing_away(client_of, opening, lead):
    row = make_application(opening)
    address = reverse("pipeline:assign", args=[row.pk])
    assert client_of(lead).post(address, {"owner": lead.pk}).status_code == 404


def test_the_page_of_an_application_says_whose_it_is(client_of, opening, recruiter):
    row = make_application(opening, stage="technical")
    page = client_of(recruiter).get(reverse("pipeline:application", args=[row.pk])).text
    assert f"a panel to be seated by {recruiter.name}" in page
    assert "1 of 3 business days in Technical" in page or "0 of 3 business days" in page
