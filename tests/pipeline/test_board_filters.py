"""The filter bar: each filter, what is gone, and what hidden people can be found by."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.http import QueryDict
from django.utils import timezone

from panels.seats import seat
from pipeline.board_views.filters import read_filters
from pipeline.board_views.table import applications_for, read_table
from pipeline.holding import hold
from pipeline.models import Application, Criterion, Membership, ScreeningAnswer
from pipeline.people.tags import tag_people
from pipeline.work_queue.owners import assign
from tests.factories import make_application, make_candidate, make_opening, stage_of


@pytest.fixture
def opening(acme, recruiter):
    opening = make_opening(by=recruiter)
    opening.stages.update(gate="none")
    return opening


@pytest.fixture
def found(acme, recruiter, opening):
    """Return a function from a query to the applications that it asks for."""

    def find(query, by=None, of=opening):
        user = by or recruiter
        filters = read_filters(QueryDict(query), user, acme, now=timezone.now(), opening=of)
        return set(applications_for(user, filters, of))

    return find


def days_ago(days):
    return timezone.now() - timedelta(days=days)


def test_people_are_found_by_whose_they_are(opening, found, recruiter, lead):
    Membership.objects.create(opening=opening, user=lead)
    mine, leads, nobodys = (make_application(opening) for _ in range(3))
    assign(mine, recruiter, by=recruiter)
    assign(leads, lead, by=recruiter)
    assert found("owner=me") == {mine}
    assert found(f"owner={lead.pk}") == {leads}
    assert found("owner=nobody") == {nobodys}
    opening.stages.filter(pk=nobodys.stage_id).update(owner=lead)
    assert found("owner=nobody") == set()
    assert found("owner=me") == set(), "who is named on the stage comes first"


@pytest.mark.parametrize(("days", "names"), [(10, ""), (11, "soon"), (13, "soon"), (14, "late")])
def test_people_are_found_by_how_their_clock_stands(opening, found, days, names):
    row = make_application(opening, first_contact_at=days_ago(days))
    make_application(opening, first_contact_at=None)
    for clock in ("soon", "late"):
        assert found(f"clock={clock}") == ({row} if clock == names else set())


def test_people_on_hold_are_found_while_they_are(opening, found, recruiter):
    row = make_application(opening)
    held = hold(row, by=recruiter, reason="Away")
    assert found("clock=held") == {row}
    held.ends_at = timezone.now()
    held.save()
    assert found("clock=held") == set()


def test_people_are_found_by_stage_tag_source_channel_and_flags(opening, found, recruiter):
    row = make_application(opening, stage="technical", origin="referred", channel="A meetup")
    make_application(opening)
    tag, _ = tag_people([row.candidate], "Speech", by=recruiter)
    ScreeningAnswer.objects.create(application=row, ask="May you?", answer="No", flag="Permit")
    for query in (
        f"stage={row.stage_id}",
        f"tag={tag.pk}",
        "origin=referred",
        "channel=MEET",
        "flagged=1",
        f"tag={tag.pk}&stage={row.stage_id}&flagged=1",
    ):
        assert found(query) == {row}, query


def test_people_are_found_by_what_they_wait_for(opening, found, recruiter, interviewer):
    opening.stages.filter(kind="technical").update(gate="scorecards")
    opening.stages.filter(kind="take_home").update(gate="take_home")
    waits = make_application(opening, stage="technical")
    seat(stage_of(opening, "technical"), interviewer, [Criterion.objects.first()], by=recruiter)
    at_home = make_application(opening, stage="take_home")
    sourced = make_application(opening, origin="sourced", first_contact_at=None)
    assert found("waits=scorecards") == {waits}
    assert found("waits=take_home") == found("waits=hand_in") == {at_home}
    assert found("waits=candidate") == {at_home, sourced}


@pytest.mark.parametrize("name", ["tag", "owner", "stage"])
def test_what_is_gone_is_left_out_and_said(opening, acme, recruiter, name):
    row = make_application(opening)
    asked = QueryDict(f"{name}={uuid4()}")
    filters = read_filters(asked, recruiter, acme, now=timezone.now(), opening=opening)
    assert set(applications_for(recruiter, filters, opening)) == {row}
    assert filters.pairs == []
    assert len(filters.gone) == 1


@pytest.mark.parametrize(
    "query", ["q=%00", "tag=x", "owner=%00", "sort=nonsense", "col=nonsense", "clock=1", "waits=1"]
)
def test_nonsense_asks_for_nothing(opening, found, query):
    row = make_application(opening)
    assert found(query) == {row}


def test_an_old_address_still_asks_for_those_over_the_clock(opening, acme, recruiter):
    asked = QueryDict("late=1&q=a")
    filters = read_filters(asked, recruiter, acme, now=timezone.now(), opening=opening)
    assert filters.query == "q=a&clock=late"


def test_whoever_is_hidden_is_not_found_by_name_or_tag_nor_ordered_by_name(
    acme, recruiter, lead, found
):
    opening = make_opening(by=lead, is_blind=True)
    first = make_application(opening, candidate=make_candidate(name="Aaron Abel"))
    tag, _ = tag_people([first.candidate], "Speech", by=lead)
    moved = make_application(opening, candidate=make_candidate(name="Zoe Zann"), stage="technical")
    assert found("q=aaron", of=opening) == found(f"tag={tag.pk}", of=opening) == set()
    filters = read_filters(
        QueryDict("sort=name&col=tags"), recruiter, acme, now=timezone.now(), opening=opening
    )
    page = read_table(recruiter, filters, acme, now=timezone.now(), opening=opening)
    assert [row.application for row in page.rows] == [moved, first], "those hidden come last"
    assert page.rows[1].tags == []
    assert "Aaron" not in page.rows[1].card.name


def test_a_lead_finds_the_people_of_their_teams_alone(opening, found, lead):
    make_application(opening)
    assert found("", by=lead) == found("", by=lead, of=None) == set()
    Membership.objects.create(opening=opening, user=lead)
    assert len(found("", by=lead)) == len(found("", by=lead, of=None)) == 1


def test_those_who_left_are_in_no_table(opening, found):
    Application.objects.filter(pk=make_application(opening).pk).update(state="rejected")
    assert found("") == set()
