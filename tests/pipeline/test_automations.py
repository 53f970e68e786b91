"""Automations act once on what they were made for, and never move anyone."""

from datetime import timedelta

import pytest
from django.utils import timezone

from pipeline.automations.registry import ACTIONS, TRIGGERS, Action, Trigger
from pipeline.automations.running import MOST_ATTEMPTS
from pipeline.automations.settings import Plan
from pipeline.happenings import announce
from pipeline.models import (
    Application,
    Automation,
    AutomationRun,
    Deadline,
    EmailTemplate,
    HappeningKind,
    Message,
    Note,
    Notice,
    StageMove,
    Tagging,
)
from pipeline.moves import move, reject, undo
from tests.factories import (
    make_application,
    make_candidate,
    make_opening,
    moved,
    stage_of,
)
from tests.pipeline.automating import NOTE, let_act, make_automation, minimal


@pytest.fixture
def opening(acme, recruiter):
    opening = make_opening(by=recruiter, title="Ranker")
    opening.stages.update(gate="none")
    return opening


@pytest.fixture
def application(opening, recruiter):
    return make_application(opening, candidate=make_candidate(name="Amara Osei"), by=recruiter)


def states():
    return list(AutomationRun.objects.order_by("id").values_list("state", flat=True))


# Acting


def test_it_acts_once_on_what_it_was_made_for(application, recruiter):
    make_automation(by=recruiter)
    moved(application, "screen", by=recruiter)
    assert [run.state for run in let_act()] == ["done"]
    let_act()
    assert Note.objects.count() == 1
    moved(application, "technical", by=recruiter)
    assert len(let_act()) == 1


def test_it_acts_only_on_what_happens_after_it_was_switched_on(application, recruiter):
    row = make_automation(by=recruiter)
    Automation.objects.filter(pk=row.pk).update(switched_on_at=timezone.now())
    moved(application, "screen", by=recruiter)
    application.happenings.update(happened_at=timezone.now() - timedelta(minutes=1))
    assert let_act() == []


def test_whoever_has_moved_on_by_its_turn_is_left_alone(application, recruiter):
    make_automation(by=recruiter)
    moved(application, "screen", by=recruiter)
    undo(application, by=recruiter)
    (run,) = let_act()
    assert run.state == "skipped"
    assert "has left Screen" in run.did[0]["words"]
    assert not Note.objects.exists()


def test_of_a_closed_application_only_what_is_about_its_closing_acts(application, recruiter):
    make_automation(by=recruiter)
    make_automation(by=recruiter, trigger="rejected", trigger_settings={})
    moved(application, "screen", by=recruiter)
    reject(application, by=recruiter, reason="R")
    let_act()
    assert sorted(states()) == ["done", "skipped"]


def test_an_automation_switched_off_meanwhile_does_nothing(application, recruiter):
    row = make_automation(by=recruiter)
    moved(application, "screen", by=recruiter)
    from pipeline.happenings import look_at_happenings

    look_at_happenings()
    Automation.objects.filter(pk=row.pk).update(is_on=False)
    assert [run.did[0]["words"] for run in let_act()] == ["It was switched off meanwhile."]


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ({"name": "specialization", "value": "applied"}, True),
        ({"name": "specialization", "value": "infra"}, False),
        ({"name": "level", "value": "senior"}, True),
        ({"name": "stage_kind", "value": "screen"}, True),
        ({"name": "origin", "value": "referred"}, False),
        ({"name": "channel", "value": "a FRIEND"}, True),
        ({"name": "tag", "value": "Speech"}, False),
        ({"name": "owner", "value": "unset"}, True),
        ({"name": "clock_left", "value": 13}, True),
        ({"name": "clock_left", "value": 12}, False),
        ({"name": "referred", "value": "no"}, True),
    ],
)
def test_a_condition_lets_it_act_or_says_why_not(application, recruiter, condition, holds):
    Application.objects.filter(pk=application.pk).update(channel="A friend")
    make_automation(by=recruiter, conditions=[condition])
    moved(application, "screen", by=recruiter)
    (run,) = let_act()
    assert run.state == ("done" if holds else "skipped")
    assert holds or "It is not so that" in run.did[0]["words"]


def test_an_opening_can_replace_what_the_company_does(application, opening, recruiter):
    from pipeline.automations.editing import change_automation, plan_of, replace_in
    from pipeline.automations.editing import switch_automation as switch

    row = make_automation(by=recruiter)
    elsewhere = make_application(make_opening(by=recruiter), by=recruiter)
    copy = replace_in(row, opening, by=recruiter)
    assert replace_in(row, opening, by=recruiter) == copy
    for each in (application, elsewhere):
        moved(each, "screen", by=recruiter)
    assert [run.application_id for run in let_act()] == [elsewhere.pk]
    plan = plan_of(copy)
    changed = Plan(plan.name, "enters", {"stage": "technical"}, (), ({**NOTE, "text": "Own"},))
    switch(change_automation(copy, changed, by=recruiter), by=recruiter, is_on=True)
    moved(application, "technical", by=recruiter)
    let_act()
    note = Note.objects.get(application=application)
    assert note.text.startswith("Own\n")
    assert note.author == recruiter


# What it does


def acts(application, recruiter, *actions, **parts):
    make_automation(by=recruiter, actions=actions, **parts)
    moved(application, "screen", by=recruiter)
    return let_act()[-1]


def test_it_writes_a_mail_from_a_template(application, recruiter):
    EmailTemplate.objects.create(key="own-a", name="A", subject="Hi {first_name}", body="Hello.")
    acts(application, recruiter, {"name": "mail", "template": "own-a"})
    message = Message.objects.get()
    assert (message.subject, message.kind, message.author) == ("Hi Amara", "automation", None)


def test_a_field_that_nobody_can_fill_in_blocks_the_mail_and_says_so(application, recruiter):
    EmailTemplate.objects.create(key="own-a", name="A", subject="S", body="By {deadline}.")
    run = acts(application, recruiter, {"name": "mail", "template": "own-a"}, NOTE)
    assert run.state == "due"
    for _ in range(MOST_ATTEMPTS):
        AutomationRun.objects.update(due_at=timezone.now())
        let_act()
    run.refresh_from_db()
    assert (run.state, run.attempts) == ("failed", MOST_ATTEMPTS)
    assert "{deadline} is empty" in run.did[0]["words"]
    assert Note.objects.count() == 1


def test_a_deadline_is_set_before_the_mail_that_names_it(application, recruiter):
    EmailTemplate.objects.create(key="own-a", name="A", subject="S", body="By {deadline}.")
    asked = {"name": "deadline", "days": 5, "whose": "candidate", "what": "Send a plan"}
    run = acts(application, recruiter, {"name": "mail", "template": "own-a"}, asked)
    deadline = Deadline.objects.get()
    assert run.state == "done"
    assert deadline.stage.kind == "screen"
    assert f"{deadline.due_at:%A}" in Message.objects.get().text


def test_it_tells_tags_and_gives_to_an_owner(application, recruiter, lead):
    tell = {"name": "tell", "who": "recruiters", "words": "Look at it."}
    tag = {"name": "tag", "tag": "Fast"}
    assign = {"name": "assign", "person": str(recruiter.pk)}
    acts(application, recruiter, tell, tag, assign)
    assert Notice.objects.get(person=recruiter, topic="automation").sentence.endswith("Look at it.")
    assert Tagging.objects.get().tag.name == "Fast"
    assert Application.objects.get(pk=application.pk).owner == recruiter


def test_without_an_address_the_mail_is_left_and_the_rest_is_done(opening, recruiter):
    EmailTemplate.objects.create(key="own-a", name="A", subject="S", body="B")
    row = make_application(opening, candidate=make_candidate(email=""), by=recruiter)
    run = acts(row, recruiter, {"name": "mail", "template": "own-a"}, NOTE)
    assert run.state == "done"
    assert [step["outcome"] for step in run.did] == ["left", "done"]


# Nobody is moved


def test_no_action_there_is_moves_anyone(application, recruiter):
    EmailTemplate.objects.create(key="a-own", name="A", subject="S", body="B")
    actions = [{"name": name, **minimal(entry)} for name, entry in ACTIONS.items()]
    make_automation(by=recruiter, trigger_settings={"stage": "take_home"}, actions=actions)
    moved(application, "take_home", by=recruiter)
    before = StageMove.objects.count()
    let_act()
    assert StageMove.objects.count() == before
    assert {step["action"] for step in AutomationRun.objects.get().did} == set(ACTIONS)


@pytest.mark.parametrize("what", ["move", "reject"])
def test_an_action_that_tried_to_move_somebody_would_be_refused(
    application, recruiter, monkeypatch, what
):
    def rogue(doing, settings):
        row = Application.objects.get(pk=doing.application.pk)
        if what == "move":
            move(row, stage_of(row.opening, "technical"), by=recruiter)
        else:
            reject(row, by=recruiter, reason="R")
        return "Moved."

    entry = Action("rogue", "Rogue", lambda settings, names: "move them", do=rogue)
    monkeypatch.setitem(ACTIONS, "rogue", entry)
    run = acts(application, recruiter, {"name": "rogue"})
    assert "a named person decides" in run.did[0]["words"]
    assert StageMove.objects.filter(application=application).count() == 2


# No loops


def test_two_automations_that_would_set_each_other_off_do_not(application, recruiter, monkeypatch):
    def announcing(kind):
        def do(doing, settings):
            announce(kind, doing.application, by=recruiter)
            return "Announced."

        return do

    kinds = {"ping": HappeningKind.NOTE_WRITTEN, "pong": HappeningKind.REQUEST_MADE}
    for name, kind in kinds.items():
        trigger = Trigger(name, name, lambda settings, names: "", kinds=frozenset({kind}))
        monkeypatch.setitem(TRIGGERS, name, trigger)
        action = Action(f"do-{name}", name, lambda settings, names: "", do=announcing(kind))
        monkeypatch.setitem(ACTIONS, f"do-{name}", action)
    make_automation(
        by=recruiter, trigger="ping", trigger_settings={}, actions=[{"name": "do-pong"}]
    )
    make_automation(
        by=recruiter, trigger="pong", trigger_settings={}, actions=[{"name": "do-ping"}]
    )
    announce(kinds["ping"], application, by=recruiter)
    for _ in range(3):
        runs = let_act()
    assert [run.state for run in runs] == ["done"]


def test_deadlines_that_answer_each_other_come_to_an_end(application, recruiter):
    answer = {"name": "deadline", "days": 1, "whose": "us", "what": "Again"}
    make_automation(
        by=recruiter, trigger="deadline_passed", trigger_settings={"whose": "any"}, actions=[answer]
    )
    Deadline.objects.create(
        application=application, what="First", due_at=timezone.now() - timedelta(hours=1)
    )
    for _ in range(4):
        let_act()
        let_act()
        Deadline.objects.filter(passed_at=None).update(due_at=timezone.now() - timedelta(minutes=1))
    assert AutomationRun.objects.count() == 1
    assert Deadline.objects.count() == 2
