"""Briefs from the framework's tasks, and what only reviewers read of them."""

import pytest
from django.urls import reverse

from assessments.briefs import LONGEST_BRIEF, aid_for, brief_of, say_minutes, tasks_for
from assessments.models import TakeHome
from assessments.sections import read_take_home
from assessments.take_homes import IllegalTakeHome, hand_in, set_brief
from config.accounts.models import User
from config.tenancy.schemas import inside
from pipeline.framework.documents import document_of
from pipeline.framework.editing import current_version, write_entry
from pipeline.framework.lists import LISTS
from pipeline.models import Task, TaskKind
from tests.factories import make_application, make_opening

LINK = "https://code.example.com/work"
KEY = "take-home-applied-messy-data"


@pytest.fixture
def task(acme):
    return Task.objects.get(key=KEY)


@pytest.fixture
def place(application):
    return reverse("assessments:set_brief", args=[application.pk, application.stage_id])


def rewritten(task, by, **fields):
    """Write the task anew, as a further version of the framework."""
    return write_entry("tasks", {**document_of(LISTS["tasks"], task), **fields}, by=by)


def set_task(application, by, used, **fields):
    given = {"brief": brief_of(used), "due_at": None, "task": used.key, **fields}
    return set_brief(application, application.stage, by=by, **given)


# Which tasks fit


@pytest.mark.parametrize("level", ["junior", "mid", "senior", "staff"])
@pytest.mark.parametrize("specialization", ["infra", "applied", "genai", "research"])
def test_every_opening_is_offered_take_homes_first_then_tasks_of_its_level(
    acme, level, specialization
):
    tasks = tasks_for(make_opening(level=level, specialization=specialization))
    kinds = [task.kind for task in tasks]
    assert kinds == sorted(kinds, reverse=True)
    assert set(kinds) == set(TaskKind.values)
    assert {task.level and task.level.key for task in tasks} <= {level, None}
    specializations = {task.specialization and task.specialization.key for task in tasks}
    assert specializations <= {specialization, None}


def test_a_retired_task_is_not_offered(opening, task, lead):
    rewritten(task, lead, is_retired=True)
    assert task not in tasks_for(opening)


def test_tasks_cost_one_query(opening, django_assert_num_queries):
    with django_assert_num_queries(1):
        tasks_for(opening)


# Their words


def test_a_brief_has_the_parts_by_number_and_the_time_limit(task):
    task.parts, task.minutes = ["Read it.", "Explain it."], 300
    words = brief_of(task)
    assert words.startswith(f"{task.name}\n\n{task.brief.strip()[:40]}")
    assert words.endswith("\n\n1. Read it.\n2. Explain it.\n\nTime limit: 5 hours.")


def test_a_task_without_parts_or_limit_has_its_brief_alone(task):
    task.parts, task.minutes, task.brief = [], None, "Rank."
    assert brief_of(task) == f"{task.name}\n\nRank."


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(45, "45 minutes"), (60, "1 hour"), (90, "90 minutes"), (120, "2 hours"), (300, "5 hours")],
)
def test_a_limit_is_said_in_hours_where_it_is_whole_hours(minutes, words):
    assert say_minutes(minutes) == words


def test_no_brief_gives_away_what_is_looked_for(acme):
    for task in Task.objects.all():
        words = brief_of(task)
        assert not [text for text in task.present + task.missing if text in words]


def test_the_longest_task_that_the_framework_takes_makes_a_brief(
    client_of, application, recruiter, lead, task, place
):
    parts = [f"{number:02}{'x' * 998}" for number in range(40)]
    rewritten(task, lead, name="n" * 120, brief="x" * 5000, parts=parts, minutes=10_000)
    task.refresh_from_db()
    words = brief_of(task).replace("\n", "\r\n")
    answer = client_of(recruiter).post(place, {"brief": words, "task": KEY})
    assert answer.status_code == 302
    assert TakeHome.objects.get().brief == words


def test_a_brief_longer_than_any_task_is_refused(application, recruiter, task):
    with pytest.raises(IllegalTakeHome, match="at most 50,000"):
        set_task(application, recruiter, task, brief="x" * (LONGEST_BRIEF + 1))


# What is remembered


def test_the_task_is_kept_with_the_version_it_was_read_in(application, recruiter, task):
    take_home = set_task(application, recruiter, task)
    assert (take_home.task, take_home.framework_version) == (KEY, current_version())
    aid = aid_for(take_home)
    assert (aid.name, aid.present, aid.missing) == (task.name, task.present, task.missing)


def test_the_aid_reads_as_it_did_when_the_task_was_set(application, recruiter, lead, task):
    take_home = set_task(application, recruiter, task)
    first = take_home.framework_version
    rewritten(task, lead, present=["Something else."])
    assert aid_for(take_home).present == task.present
    again = set_task(application, recruiter, task, brief="Shorter.")
    assert again.framework_version == first


def test_own_words_have_no_task_and_no_aid(application, recruiter, task):
    set_task(application, recruiter, task)
    take_home = set_task(application, recruiter, task, task="", brief="Rank.")
    assert (take_home.task, take_home.framework_version) == ("", None)
    assert aid_for(take_home) is None


@pytest.mark.parametrize("key", ["no-such-task", "take-home-genai-retrieval", "junior-etl"])
def test_a_task_that_does_not_fit_is_refused(application, recruiter, task, key):
    with pytest.raises(IllegalTakeHome, match="no such task"):
        set_task(application, recruiter, task, task=key)
    assert not TakeHome.objects.exists()


def test_a_task_retired_since_it_was_set_stays(application, recruiter, lead, task):
    set_task(application, recruiter, task)
    rewritten(task, lead, is_retired=True)
    take_home = set_task(application, recruiter, task, brief="With a later date.")
    assert take_home.task == KEY
    assert aid_for(take_home).present == task.present


# The pages


def test_a_task_fills_the_brief_and_nothing_is_written_before_it_is_saved(
    client_of, recruiter, place, task
):
    client = client_of(recruiter)
    due = "2026-12-24T12:00"
    shown = client.post(place, {"start_from": KEY, "use": "yes", "due_at": due})
    assert shown.status_code == 200
    form = shown.context["section"].brief_form
    assert form["brief"].value() == brief_of(task)
    assert form["due_at"].value() == due
    assert not TakeHome.objects.exists()
    fields = {name: form[name].value() for name in form.fields}
    assert client.post(place, fields).status_code == 302
    take_home = TakeHome.objects.get()
    assert (take_home.task, take_home.due_at is not None) == (KEY, True)


def test_the_select_alone_sets_no_task(client_of, recruiter, place):
    client_of(recruiter).post(place, {"start_from": KEY, "brief": "Rank."})
    assert TakeHome.objects.get().task == ""


def test_own_words_keep_what_is_written(client_of, recruiter, place):
    shown = client_of(recruiter).post(
        place, {"start_from": "", "task": KEY, "brief": "Rank.", "use": "yes"}
    )
    form = shown.context["section"].brief_form
    assert (form["brief"].value(), form["task"].value()) == ("Rank.", "")


@pytest.mark.parametrize(
    "fields",
    [
        {"start_from": "no-such-task", "use": "yes", "brief": "Rank."},
        {"task": "no-such-task", "brief": "Rank."},
        {"task": "x" * 61, "brief": "Rank."},
        {"task": "a\0b", "brief": "Rank."},
        {"start_from": "take-home-genai-retrieval", "use": "yes", "brief": ""},
    ],
)
def test_a_task_that_is_not_there_is_told(client_of, recruiter, place, fields):
    answer = client_of(recruiter).post(place, fields)
    assert answer.status_code == 422
    assert "notice error" in answer.text
    assert not TakeHome.objects.exists()


@pytest.mark.parametrize("who", ["interviewer", "admin", "outsider"])
def test_a_task_is_used_by_who_sets_briefs(request, client_of, place, who):
    client = client_of(request.getfixturevalue(who))
    assert client.post(place, {"start_from": KEY, "use": "yes"}).status_code == 403


def test_the_rival_company_uses_no_task_here(client_of, globex, recruiter, place):
    with inside(globex):
        rival = User.objects.get(pk=recruiter.pk)
    answer = client_of(rival, company=globex).post(place, {"start_from": KEY, "use": "yes"})
    assert answer.status_code == 404


def test_the_aid_is_shown_once_the_work_is_in(
    client_of, application, recruiter, lead, interviewer, seats, task
):
    set_task(application, recruiter, task)
    for person in (recruiter, lead, interviewer):
        assert read_take_home(application, application.stage, person).aid is None
    hand_in(application, application.stage, by=recruiter, link=LINK)
    page = reverse("pipeline:application", args=[application.pk])
    for person in (lead, interviewer):
        text = client_of(person).get(page).text
        assert "Missed when absent" in text
        assert task.present[0] in text


def test_no_mail_to_a_candidate_and_no_public_page_has_the_lists(
    client_of, visitor, application, recruiter, task
):
    from config.records.models import OutboxMessage

    set_task(application, recruiter, task)
    hand_in(application, application.stage, by=recruiter, link=LINK)
    bodies = [message.body for message in OutboxMessage.objects.all()]
    bodies.append(visitor.get(f"/apply/{application.opening.ref}/").text)
    assert not [body for body in bodies if task.present[0] in body or task.missing[0] in body]


def test_the_take_home_costs_one_query_more_for_its_tasks_or_its_aid(
    opening, recruiter, lead, task, django_assert_num_queries
):
    application = make_application(opening, stage="take_home")
    set_task(application, recruiter, task)
    with django_assert_num_queries(2):  # take-home, tasks
        read_take_home(application, application.stage, recruiter)
    hand_in(application, application.stage, by=recruiter, link=LINK)
    with django_assert_num_queries(3):  # take-home, reviews, revision
        read_take_home(application, application.stage, recruiter)
