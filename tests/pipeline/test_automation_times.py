"""Automations that a time sets off, deadlines, and dry runs over what has happened."""

from datetime import UTC, datetime, timedelta

import pytest
from django.apps import apps
from django.utils import timezone

from assessments.models import TakeHome
from assessments.take_homes import hand_in
from panels.seats import seat
from pipeline.automations.deadlines import (
    drop_deadline,
    meet_deadline,
    notice_passed_deadlines,
    reopen_deadline,
    set_deadline,
)
from pipeline.automations.registry import TRIGGERS
from pipeline.automations.spans import moment_after
from pipeline.automations.timed import clocks_due, stays_due
from pipeline.automations.trial import try_out
from pipeline.models import (
    Application,
    Automation,
    AutomationRun,
    Criterion,
    Deadline,
    Happening,
    Message,
    Notice,
)
from tests.factories import make_application, make_opening, moved, stage_of
from tests.pipeline.automating import NOTE, let_act, make_automation, minimal

DAY = timedelta(days=1)


@pytest.fixture
def opening(acme, recruiter):
    opening = make_opening(by=recruiter)
    opening.stages.update(gate="none")
    return opening


def calendar_days(company):
    company.counts_business_days = False


def entered(opening, kind, ago, **fields):
    began = timezone.now() - ago
    return make_application(opening, stage=kind, first_contact_at=began, **fields)


def since(row, ago):
    Automation.objects.filter(pk=row.pk).update(switched_on_at=timezone.now() - ago)
    row.refresh_from_db()
    return row


# Spans


def test_business_days_leave_out_the_weekend_and_keep_the_time_of_day(acme):
    friday = datetime(2026, 11, 20, 14, 30, tzinfo=UTC)
    acme.counts_business_days = True
    assert moment_after(friday, 1, acme) == datetime(2026, 11, 23, 14, 30, tzinfo=UTC)
    calendar_days(acme)
    assert moment_after(friday, 1, acme) == datetime(2026, 11, 21, 14, 30, tzinfo=UTC)


# Times that come


def test_who_has_stood_long_enough_since_it_was_switched_on_is_found_once_a_visit(
    acme, opening, recruiter
):
    calendar_days(acme)
    long_ago, lately = entered(opening, "screen", 9 * DAY), entered(opening, "screen", 3 * DAY)
    entered(opening, "screen", DAY)
    row = make_automation(
        by=recruiter, trigger="stood", trigger_settings={"stage": "screen", "days": 2}
    )
    since(row, 4 * DAY)
    assert [due.application_id for due in stays_due(row, acme)] == [lately.pk]
    (run,) = let_act()
    assert run.state == "done"
    assert let_act() == [run]
    assert long_ago.pk != run.application_id


def test_a_clock_that_comes_down_to_so_many_days_is_found_once(acme, opening, recruiter):
    due = entered(opening, "screen", 10 * DAY)  # day 11 of 14: three days left
    entered(opening, "screen", 8 * DAY)
    make_application(opening, first_contact_at=None, happened_at=timezone.now())
    row = make_automation(by=recruiter, trigger="clock_left", trigger_settings={"days": 3})
    since(row, 2 * DAY)
    assert [each.application_id for each in clocks_due(row, acme)] == [due.pk]
    assert len(let_act()) == 1
    assert list(clocks_due(row, acme)) == []


def test_interviewers_are_reminded_of_the_cards_that_are_missing(
    acme, opening, recruiter, interviewer, other_interviewer
):
    for person in (interviewer, other_interviewer):
        seat(stage_of(opening, "screen"), person, Criterion.objects.all()[:1], by=recruiter)
    calendar_days(acme)
    entered(opening, "screen", 2 * DAY)
    settings = {"stage": "screen", "days": 1}
    ask = {"name": "ask_scorecards"}
    row = make_automation(by=recruiter, trigger="stood", trigger_settings=settings, actions=[ask])
    since(row, 5 * DAY)
    let_act()
    told = Notice.objects.filter(topic="due").values_list("person", flat=True)
    assert set(told) == {interviewer.pk, other_interviewer.pk}


# Deadlines


def asked(application, *, due=DAY, **fields):
    fields = {"what": "Send a plan", "is_for_candidate": True, **fields}
    deadline = set_deadline(application, by=None, due_at=timezone.now() + DAY, **fields)
    Deadline.objects.filter(pk=deadline.pk).update(due_at=timezone.now() + due)
    return deadline


def test_a_deadline_that_passes_is_announced_once_and_the_owner_is_told(opening, recruiter):
    application = make_application(opening, stage="screen", by=recruiter)
    asked(application, due=-DAY)
    assert (notice_passed_deadlines(), notice_passed_deadlines()) == (1, 0)
    let_act()
    assert "A deadline has passed." in Notice.objects.get(person=recruiter).sentence


@pytest.mark.parametrize("over", ["met", "dropped", "left", "closed"])
def test_a_deadline_that_is_over_passes_unnoticed(opening, recruiter, over):
    application = make_application(opening, stage="screen", by=recruiter)
    deadline = asked(application, due=-DAY, stage=application.stage)
    match over:
        case "met":
            meet_deadline(deadline, by=recruiter)
        case "dropped":
            drop_deadline(deadline, by=recruiter)
        case "left":
            moved(application, "technical", by=recruiter)
        case "closed":
            Application.objects.update(state="withdrawn")
    assert notice_passed_deadlines() == 0


def test_ending_a_deadline_can_be_undone(opening, recruiter):
    deadline = asked(make_application(opening))
    assert meet_deadline(deadline, by=recruiter)
    assert not drop_deadline(deadline, by=recruiter)
    assert reopen_deadline(deadline, by=recruiter)
    assert not reopen_deadline(deadline, by=recruiter)


def test_the_brief_goes_out_with_its_deadline_which_the_hand_in_meets(opening, recruiter):
    application = make_application(opening, by=recruiter)
    shipped = Automation.objects.get(name="Take-home brief and deadline")
    Automation.objects.filter(pk=shipped.pk).update(is_on=True, switched_on_at=timezone.now() - DAY)
    moved(application, "take_home", by=recruiter)
    let_act()
    take_home, deadline = TakeHome.objects.get(), Deadline.objects.get()
    assert take_home.due_at == deadline.due_at
    assert take_home.brief.splitlines()[0] in Message.objects.get().text.replace("\\", "")
    hand_in(application, application.stage, by=recruiter, link="https://example.com/work")
    let_act()
    deadline.refresh_from_db()
    assert deadline.met_at is not None


# Dry runs


def test_a_dry_run_says_when_it_would_have_acted_and_on_whom(opening, recruiter):
    early, late = entered(opening, "screen", 5 * DAY), entered(opening, "screen", DAY)
    entered(opening, "screen", 95 * DAY)
    Application.objects.filter(pk=early.pk).update(owner=recruiter)
    unowned = [{"name": "owner", "value": "unset"}]
    row = make_automation(by=recruiter, is_on=False, conditions=unowned)
    trial = try_out(row, recruiter)
    assert [time.application for time in trial.times] == [late, early]
    assert (trial.number_acted, trial.number_left) == (1, 1)


def rows_everywhere():
    return {
        model._meta.label: model.objects.count()
        for model in apps.get_models()
        if model._meta.app_label in ("pipeline", "records", "assessments", "panels")
    }


def test_a_dry_run_of_any_trigger_writes_nothing(opening, recruiter):
    application = entered(opening, "screen", 6 * DAY)
    Deadline.objects.create(
        application=application, what="W", due_at=timezone.now(), passed_at=timezone.now()
    )
    make_automation(by=recruiter, is_on=False)
    before = rows_everywhere()
    for name, trigger in TRIGGERS.items():
        row = Automation(trigger=name, trigger_settings=minimal(trigger), actions=[NOTE])
        try_out(row, recruiter)
    assert rows_everywhere() == before
    assert not AutomationRun.objects.exists()
    assert not Happening.objects.filter(kind="deadline_passed").exists()


@pytest.mark.parametrize("number", [1, 50])
def test_a_dry_run_costs_the_same_queries_for_any_number(
    opening, recruiter, django_assert_num_queries, number
):
    for _ in range(number):
        entered(opening, "screen", DAY)
    row = make_automation(by=recruiter, is_on=False)
    with django_assert_num_queries(7):
        # moves, applications, taggings, referrals, visible ones, stages, replacements
        assert len(try_out(row, recruiter).times) == number


def test_a_lead_sees_no_names_of_other_openings(opening, recruiter, lead):
    entered(opening, "screen", DAY)
    row = make_automation(by=recruiter, is_on=False)
    (time,) = try_out(row, lead).times
    assert time.application is None
