"""Alerts and escalations: who is told what, once, and who is left in peace."""

from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone

from config.accounts.models import User
from config.records.models import Heartbeat
from config.tenancy.models import Company
from config.tenancy.schemas import inside
from panels.models import PanelSeat
from pipeline.clock_reading import days_left_of
from pipeline.holding import hold
from pipeline.models import Deadline, Escalation, Membership, Notice, Opening, Topic
from pipeline.moves import move
from pipeline.work_queue.alerts import look_for_alerts, send_alerts
from pipeline.work_queue.escalations import ESCALATIONS, Measure
from pipeline.work_queue.running_out import (
    alertable,
    has_days_left,
    has_less_than_targets,
    is_past_maximum,
    moment_of,
)
from pipeline.work_queue.stage_targets import days_between
from tests.companies import KEYS
from tests.factories import make_application, make_opening, stage_of
from tests.races import at_once


@pytest.fixture
def opening(acme, recruiter):
    Escalation.objects.all().delete()
    return make_opening(by=recruiter)


def ago(**span):
    return timezone.now() - timedelta(**span)


def late(opening, days=20, stage="technical", **fields):
    return make_application(opening, stage=stage, first_contact_at=ago(days=days), **fields)


def told(**which):
    return [(row.person, row.topic, row.application) for row in Notice.objects.filter(**which)]


def send():
    return send_alerts(timezone.now())


def found(condition):
    return set(alertable(timezone.now()).filter(condition))


# What is found


@pytest.mark.parametrize("days", range(9, 17))
def test_days_left_are_those_that_the_clock_says(acme, opening, days):
    row = late(opening, days)
    at = moment_of(acme, timezone.now())
    for most in (-1, 0, 2):
        assert (row in found(has_days_left(most, at))) == (days_left_of(row, acme) <= most)


@pytest.mark.parametrize("is_business", [True, False])
@pytest.mark.parametrize("days", range(9))
def test_past_its_maximum_is_what_its_pace_says(acme, opening, days, is_business):
    acme.counts_business_days = is_business
    opening.stages.update(maximum_days=3)
    at = moment_of(acme, timezone.now())
    row = late(opening, days)
    entered_on = row.stage_entered_at.astimezone(acme.zone).date()
    is_over = days_between(entered_on, at.today, at.calendar) > 3
    assert (row in found(is_past_maximum(at))) == is_over


@pytest.mark.parametrize("is_business", [True, False])
@pytest.mark.parametrize("spare", [-4, -1, 0, 2])
@pytest.mark.parametrize("days", [2, 6, 9, 12, 13, 14, 15, 19])
def test_too_little_time_is_counted_against_the_stages_ahead(
    acme, opening, days, spare, is_business
):
    """After Screen come three stages of two days each."""
    acme.counts_business_days = is_business
    opening.stages.update(target_days=None)
    opening.stages.filter(kind__in=["technical", "take_home", "final"]).update(target_days=2)
    row = late(opening, days, stage="screen")
    at = moment_of(acme, timezone.now())
    due_on = at.today + timedelta(days=days_left_of(row, acme))
    left = days_between(at.today + timedelta(days=1), due_on, at.calendar)
    left -= days_between(due_on + timedelta(days=1), at.today, at.calendar)
    assert (row in found(has_less_than_targets(spare, at))) == (left < 6 + spare)


# Who is told


def test_the_owner_is_told_once_while_it_stays(acme, opening, recruiter):
    opening.stages.update(gate="none")
    row = late(opening)
    assert send() == 1
    assert told() == [(recruiter, Topic.CLOCK, row)]
    [notice] = Notice.objects.all()
    assert notice.sentence == "The clock of {candidate} is over; it stands in Technical."
    assert send() == 0
    move(row, stage_of(opening, "final"), by=recruiter)
    assert send() == 1


def test_soon_and_over_are_told_apart(acme, opening):
    late(opening, days=12)
    assert send() == 1
    opening.applications.update(first_contact_at=ago(days=15))
    assert send() == 1
    assert send() == 0


def test_who_owes_the_card_is_told_as_well(acme, opening, recruiter, interviewer):
    row = late(opening)
    PanelSeat.objects.create(stage=row.stage, interviewer=interviewer)
    send()
    assert {person for person, _, _ in told()} == {recruiter, interviewer}


def test_who_is_too_long_in_a_stage_is_told_of(acme, opening, recruiter):
    opening.stages.update(maximum_days=1)
    late(opening, days=6)
    send()
    [notice] = Notice.objects.all()
    assert "longer than that should take at most" in notice.sentence


@pytest.mark.parametrize(
    ("hours", "fields", "said"),
    [
        (-1, {}, "is past: Send the brief"),
        (5, {}, "comes within a day: Send the brief"),
        (30, {}, None),
        (5, {"is_for_candidate": True}, None),
        (-1, {"met_at": timezone.now()}, None),
    ],
)
def test_a_deadline_is_told_when_it_is_close_and_when_it_passed(acme, opening, hours, fields, said):
    row = make_application(opening)
    due_at = timezone.now() + timedelta(hours=hours)
    Deadline.objects.create(application=row, what="Send the brief", due_at=due_at, **fields)
    send()
    sentences = [f"A deadline for {{candidate}} {said}"] if said else []
    assert [row.sentence for row in Notice.objects.all()] == sentences


@pytest.mark.parametrize("status", ["paused", "closed"])
def test_nobody_is_told_of_an_opening_that_does_not_run(acme, opening, status):
    late(opening)
    Opening.objects.update(status=status)
    assert send() == 0


def test_nobody_is_told_of_what_is_held(acme, opening, recruiter):
    held = hold(late(opening), by=recruiter, reason="Away")
    assert send() == 0
    held.delete()
    assert send() == 1


# Rules


def rule(**fields):
    return Escalation.objects.create(**{"name": "Too late", **fields})


def test_the_leads_of_the_team_are_told(acme, opening, recruiter, lead):
    Membership.objects.create(opening=opening, user=lead)
    rule()
    row = late(opening, days=8, stage="screen")
    send()
    assert told(topic=Topic.ESCALATION) == [(lead, Topic.ESCALATION, row)]


def test_without_a_lead_the_owner_is_told(acme, opening, recruiter):
    rule()
    late(opening)
    send()
    assert [person for person, _, _ in told(topic=Topic.ESCALATION)] == [recruiter]


def test_a_rule_of_an_opening_is_about_that_one_alone(acme, opening, recruiter):
    other = make_opening(by=recruiter)
    rule(opening=other, to="recruiters")
    late(opening)
    row = late(other)
    send()
    assert told(topic=Topic.ESCALATION) == [(recruiter, Topic.ESCALATION, row)]


def test_a_rule_that_is_off_tells_nobody(acme, opening):
    rule(is_on=False)
    late(opening)
    send()
    assert told(topic=Topic.ESCALATION) == []


def test_a_higher_room_adds_a_measure_of_its_own(acme, opening, monkeypatch):
    measure = Measure(
        name="forecast",
        label="The forecast is late",
        finds=lambda rule, at: has_days_left(13, at),
        sentence="is forecast to be late",
    )
    monkeypatch.setattr("pipeline.work_queue.escalations.ESCALATIONS", [*ESCALATIONS, measure])
    rule(measure="forecast")
    make_application(opening)
    send()
    [notice] = Notice.objects.all()
    assert notice.sentence.startswith("{candidate} is forecast to be late")


def test_every_company_begins_with_a_rule(acme):
    [shipped] = Escalation.objects.all()
    assert (shipped.measure, shipped.is_on, shipped.opening) == ("targets", True, None)


# Rounds


@pytest.mark.parametrize("rows", [1, 50])
def test_a_round_with_nothing_new_costs_the_same_for_any_number(
    acme, opening, lead, rows, django_assert_num_queries
):
    rule()
    for _ in range(rows):
        late(opening)
    send()
    with django_assert_num_queries(10):
        # clocks, over, clocks, soon; maxima; rules, stages ahead, too late; deadlines; told
        assert send() == 0


def test_rounds_come_minutes_apart(acme, opening):
    late(opening)
    assert look_for_alerts() == 1
    Notice.objects.all().delete()
    assert look_for_alerts() == 0
    Heartbeat.objects.update(beat_at=ago(minutes=6))
    assert look_for_alerts() == 1


def test_of_two_workers_one_tells(own_database):
    company = Company.objects.get(slug="acme")
    with inside(company):
        recruiter = User.objects.get(pk=KEYS["recruiter"])
        late(make_opening(by=recruiter))
        Escalation.objects.all().delete()
    done = at_once(company, look_for_alerts, look_for_alerts)
    assert sorted(done) == [0, 1]
    done = at_once(company, *[partial(send_alerts, timezone.now())] * 2)
    assert done == [0, 0]
    with inside(company):
        assert Notice.objects.count() == 1


def test_a_rival_is_told_nothing(acme, globex, opening):
    with inside(globex):
        late(make_opening(by=User.objects.get(pk=KEYS["recruiter"])))
    assert send() == 0
