"""The day by which a candidate hears from us: made, moved, missed and made good."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from config.records.models import OutboxMessage
from pipeline.candidate_pages.links import sign_link, standing_link
from pipeline.candidate_pages.promises import (
    days_more,
    keep_promises,
    make_promise,
    set_promise,
)
from pipeline.days import today
from pipeline.happenings import look_at_happenings
from pipeline.models import Notice, Promise, Stage
from pipeline.moves import move, reinstate, withdraw
from pipeline.work_queue.company_calendar import calendar_of
from tests.factories import make_application, make_opening, stage_of


@pytest.fixture
def opening(acme, recruiter):
    opening = make_opening(by=recruiter)
    opening.stages.update(gate="none")
    return opening


@pytest.fixture
def application(opening, recruiter):
    application = make_application(opening, by=recruiter, stage="screen")
    look_at_happenings()
    return application


def standing(application):
    return application.promises.get(replaced_at=None)


def late(application, days=3):
    """Let the promise that stands have been made for some days ago."""
    rows = application.promises.filter(replaced_at=None)
    rows.update(due_on=today() - timedelta(days=days))
    return rows.get()


def text_of(visitor, application):
    path = f"/my/{sign_link(standing_link(application))}/"
    return " ".join(visitor.get(path).content.decode().split())


def say(day):
    return f"{day:%A} {day.day} {day:%B}"


def test_entering_a_stage_promises_its_ideal_in_working_days(application, acme):
    stage = application.stage
    assert standing(application).due_on == calendar_of(acme).after(today(), stage.target_days)


def test_a_company_that_counts_calendar_days_promises_those(opening, recruiter, acme):
    acme.counts_business_days = False
    Stage.objects.filter(opening=opening).update(target_days=None, maximum_days=6)
    application = make_application(opening, by=recruiter, stage="screen")
    make_promise(application.pk)
    assert standing(application).due_on == today() + timedelta(days=6)


def test_a_stage_that_says_nothing_promises_the_end_of_the_clock(opening, recruiter):
    application = make_application(opening, by=recruiter)
    look_at_happenings()
    assert standing(application).due_on == today() + timedelta(days=opening.clock_days - 1)


def test_the_page_says_by_when(application, visitor):
    page = text_of(visitor, application)
    assert "You hear from us by <b>" in page
    assert say(standing(application).due_on) in page


def test_each_stage_has_its_own_promise_and_one_stands(application, opening, recruiter):
    first = standing(application)
    move(application, stage_of(opening, "technical"), by=recruiter)
    look_at_happenings()
    assert standing(application).stage.kind == "technical"
    first.refresh_from_db()
    assert first.replaced_at


def test_coming_back_makes_a_new_promise(application, recruiter):
    late(application)
    withdraw(application, by=recruiter, reason="Away")
    look_at_happenings()
    reinstate(application, by=recruiter)
    look_at_happenings()
    assert standing(application).due_on > today()


def test_a_colleague_may_name_another_day(application, client_of, lead, recruiter, visitor):
    day = today() + timedelta(days=40)
    path = f"/applications/{application.pk}/promise/"
    assert client_of(lead).post(path, {"due_on": day.isoformat()}).status_code == 404
    client_of(recruiter).post(path, {"due_on": day.isoformat()})
    assert (standing(application).due_on, standing(application).by) == (day, recruiter)
    assert "We are sorry" not in text_of(visitor, application)


@pytest.mark.parametrize("days", [-1, 366])
def test_no_day_that_is_past_or_far_away_is_promised(days, application, recruiter):
    with pytest.raises(ValidationError):
        set_promise(application, today() + timedelta(days=days), by=recruiter)


def test_a_missed_day_is_apologised_for_and_replaced(application, visitor, recruiter):
    missed = late(application)
    assert keep_promises() == 1
    later = standing(application)
    assert later.due_on > today()
    page = text_of(visitor, application)
    assert f"You were to hear from us by {say(missed.due_on)}, and you did not." in page
    assert say(later.due_on) in page
    notice = Notice.objects.get(key=f"promise-{missed.pk}")
    assert notice.person == recruiter


def test_the_apology_is_mailed_once_however_often_a_day_is_missed(application):
    late(application)
    keep_promises()
    late(application)
    assert keep_promises() == 1
    assert keep_promises() == 0
    [mail] = OutboxMessage.objects.filter(to=application.candidate.email)
    assert "We are sorry" in mail.body
    assert application.promises.count() == 3


def test_who_has_no_address_reads_the_apology_on_their_page(application):
    type(application.candidate).objects.update(email="")
    late(application)
    assert keep_promises() == 1
    assert not OutboxMessage.objects.exists()


def test_who_has_gone_or_waits_in_a_paused_role_is_promised_nothing_new(
    application, opening, recruiter
):
    late(application)
    type(opening).objects.filter(pk=opening.pk).update(status="paused")
    assert keep_promises() == 0
    type(opening).objects.filter(pk=opening.pk).update(status="open")
    withdraw(application, by=recruiter, reason="Away")
    assert keep_promises() == 0


@pytest.mark.parametrize(
    ("target", "maximum", "more"), [(3, None, 2), (3, 4, 2), (3, 7, 4), (1, 30, 5), (None, 6, 2)]
)
def test_the_next_day_lies_two_to_five_days_ahead(target, maximum, more):
    assert days_more(Stage(target_days=target, maximum_days=maximum)) == more


def test_today_is_no_missed_day(application):
    late(application, days=0)
    assert keep_promises() == 0
    assert Promise.objects.count() == 1
