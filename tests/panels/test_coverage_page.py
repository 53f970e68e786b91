"""Coverage of openings: what ships is whole, and the page says what is not."""

import itertools

import pytest
from django.urls import reverse

from config.accounts.models import User
from config.tenancy.schemas import inside
from panels.coverage import Lack
from panels.loops import warn_of_mismatch
from panels.models import Kit
from panels.opening_coverage import coverage_of
from panels.seats import seat
from pipeline.models import Criterion, Level, Membership, Process, Specialization, Stage
from pipeline.opening_warnings import Loop, loop_of, planned_loop, warnings_of
from tests.factories import make_application, make_opening, stage_of

SPECIALIZATIONS = ("infra", "applied", "genai", "research")
TOO_LITTLE = (
    "Too little: coding (17 % of the interviews, weight 30 %), "
    "system design (9 % of the interviews, weight 30 %)."
)
LEVELS = ("junior", "mid", "senior", "staff")
UNMEASURED = {"research": ["Not measured at all: “Protects people and their data”."]}
"""The process made for research says so itself: none of its interviews is about this."""


@pytest.fixture
def opening(recruiter):
    return make_opening(by=recruiter, title="Ranking engineer")


@pytest.fixture
def page(opening):
    return reverse("panels:coverage", args=[opening.pk])


@pytest.fixture
def infra(recruiter):
    return make_opening(by=recruiter, specialization="infra", title="Platform engineer")


def interview(opening, kind, *interviews):
    opening.stages.filter(kind=kind).update(interviews=list(interviews))


def make_research_loop(opening):
    interview(opening, "technical", "deep_dive", "domain")
    interview(opening, "final", "portfolio", "final")


@pytest.mark.parametrize(
    ("specialization", "level"), list(itertools.product(SPECIALIZATIONS, LEVELS)), ids=str
)
def test_what_ships_measures_everything_it_plans_twice(recruiter, specialization, level):
    opening = make_opening(by=recruiter, specialization=specialization, level=level)
    coverage = coverage_of(opening)
    found = [finding.text for finding in coverage.plan_findings]
    assert found == UNMEASURED.get(specialization, [])
    assert all(line.planned != 1 for line in coverage.lines)
    assert {line.criterion.skill for line in coverage.lines if line.planned} == set(coverage.skills)
    coding = next(line for line in coverage.lines if line.criterion.key == "writes-code")
    assert len([cell for cell in coding.cells if cell.planned]) >= 2
    assert coverage.mismatch is None


@pytest.mark.parametrize("specialization", ["infra", "genai", "research"])
def test_processes_of_their_own_hold_an_interview_about_code(acme, specialization):
    process = Process.objects.get(specialization__key=specialization)
    assert any("coding" in stage.interviews for stage in process.stages.all())


def test_every_shipped_stage_says_what_it_holds(acme):
    for process in Process.objects.all():
        assert all(stage.interviews for stage in process.stages.all())


@pytest.mark.parametrize(
    ("specialization", "process", "fits"),
    [
        ("infra", "research", "research"),
        ("research", None, "genai"),
        ("infra", "genai", None),
        ("applied", "research", None),
    ],
)
def test_a_process_made_for_another_is_warned_of_where_it_is_far(
    acme, specialization, process, fits
):
    row, level = Specialization.objects.get(key=specialization), Level.objects.get(key="mid")
    held = Process.objects.get(is_default=process is None, specialization__key=process)
    loop = planned_loop(row, level, row.component_weights, held)
    named = Specialization.objects.get(key=fits).name if fits else None
    texts = [warning.text.partition(" needs.")[0] for warning in warn_of_mismatch(loop)]
    assert texts == ([f"This loop tests what {named}"] if named else [])


def test_interviewing_for_research_while_hiring_for_engineering_is_named(
    infra, client_of, recruiter
):
    make_research_loop(infra)
    warning = next(iter(warn_of_mismatch(loop_of(infra))))
    assert warning.text == (
        "This loop tests what ML research needs. The role is ML infrastructure."
    )
    assert warning.details == (
        "Too much: domain conversation (37 % of the interviews, weight 10 %).",
        TOO_LITTLE,
    )
    client = client_of(recruiter)
    for view in ("panels:coverage", "pipeline:edit_opening"):
        shown = client.get(reverse(view, args=[infra.pk])).text
        assert "This loop tests what ML research needs." in shown
        assert "37 % of the interviews" in shown


def test_the_weights_of_the_opening_count_not_those_of_its_specialization(infra):
    make_research_loop(infra)
    research = Specialization.objects.get(key="research")
    infra.component_weights = research.component_weights
    infra.save()
    assert list(warn_of_mismatch(loop_of(infra))) == []


def test_a_retired_specialization_is_no_better_fit(infra):
    make_research_loop(infra)
    Specialization.objects.exclude(key="infra").update(is_retired=True)
    assert list(warn_of_mismatch(loop_of(infra))) == []


def test_a_loop_without_kits_is_not_judged(infra):
    Kit.objects.update(is_retired=True)
    assert warnings_of(loop_of(infra)) == []
    coverage = coverage_of(infra)
    assert Lack.SKILL in {finding.lack for finding in coverage.findings}


def test_a_loop_without_stages_is_not_judged(infra):
    loop = Loop(infra.specialization, infra.level, infra.component_weights, [Stage(kind="offer")])
    assert list(warn_of_mismatch(loop)) == []


def test_a_stage_taken_out_leaves_holes_that_are_named(opening, page, client_of, recruiter):
    opening.stages.filter(kind__in=["take_home", "final"]).delete()
    found = {finding.text.split(":")[0] for finding in coverage_of(opening).plan_findings}
    assert "“Protects people and their data” is measured once only" in found
    shown = client_of(recruiter).get(page).text
    assert "No criterion is about learning." in shown
    assert reverse("pipeline:opening_stages", args=[opening.pk]) in shown


def test_what_is_planned_and_who_is_seated_stand_in_words(opening, page, client_of, recruiter):
    interviewer = User.objects.get(email="interviewer@example.com")
    screen = stage_of(opening, "screen")
    seat(screen, interviewer, Criterion.objects.filter(key="writes-code"), by=recruiter)
    shown = client_of(recruiter).get(page).text
    assert "○ ML engineer" in shown
    assert f"● {interviewer.name}" in shown
    assert "Nobody sits on the panel of Technical yet." in shown
    assert "Nobody on the panel of Screen rates" in shown
    assert "Nobody sits on the panel of Inbox" not in shown


def test_a_seat_for_one_candidate_is_not_the_usual_panel(opening, recruiter):
    application = make_application(opening, by=recruiter, stage="technical")
    interviewer = User.objects.get(email="interviewer@example.com")
    criteria = Criterion.objects.all()[:2]
    seat(application.stage, interviewer, criteria, by=recruiter, application=application)
    assert all(line.seated == 0 for line in coverage_of(opening).lines)


def test_a_criterion_that_is_only_a_tool_is_named(opening, page, client_of, recruiter):
    Criterion.objects.filter(key="writes-code").update(name="5 years of PyTorch")
    shown = client_of(recruiter).get(page).text
    assert "“5 years of PyTorch” only asks for a tool." in shown
    assert "only a tool" in shown
    assert "/framework/criteria/writes-code/" in shown


def test_a_retired_criterion_is_not_covered(opening):
    Criterion.objects.filter(key="protects").update(is_retired=True)
    assert "protects" not in {line.criterion.key for line in coverage_of(opening).lines}


def test_a_level_takes_the_kits_of_its_own(recruiter):
    coverage = coverage_of(make_opening(by=recruiter, level="senior"))
    clear = next(line for line in coverage.lines if line.criterion.key == "makes-clear")
    assert "Product or business colleague" in clear.cells[-1].planned


@pytest.mark.parametrize(
    ("who", "expected"),
    [("recruiter", 200), ("lead", 200), ("admin", 403), ("interviewer", 403), ("outsider", 403)],
)
def test_coverage_is_for_those_who_hire(opening, page, client_of, who, expected):
    person = User.objects.get(email=f"{who}@example.com")
    Membership.objects.get_or_create(opening=opening, user=person)
    assert client_of(person).get(page).status_code == expected


def test_an_opening_of_others_is_not_there_for_a_lead(page, lead, client_of):
    assert client_of(lead).get(page).status_code == 404


def test_the_rival_company_finds_no_coverage(page, recruiter, globex, client_of):
    with inside(globex):
        rival = User.objects.get(pk=recruiter.pk)
    assert client_of(rival, globex).get(page).status_code == 404


@pytest.mark.parametrize("many", [False, True])
def test_coverage_costs_the_same_queries_for_any_number_of_stages(
    opening, page, client_of, recruiter, many, django_assert_num_queries
):
    people = User.objects.filter(email__in=["interviewer@example.com", "recruiter@example.com"])
    screen = stage_of(opening, "screen")
    seat(screen, people[0], Criterion.objects.all()[:1], by=recruiter)
    if many:
        add_stages_and_criteria(opening, people, by=recruiter)
    client = client_of(recruiter)
    client.get(page)
    with django_assert_num_queries(15):
        assert client.get(page).status_code == 200


def add_stages_and_criteria(opening, people, *, by):
    model = Criterion.objects.first()
    for number in range(20):
        stage = Stage.objects.create(
            opening=opening, kind="technical", name=f"Round {number}", position=100 + number
        )
        Criterion.objects.create(
            key=f"more-{number}",
            name=f"More {number}",
            skill=model.skill,
            component=model.component,
            dimension=model.dimension,
        )
        for person in people:
            seat(stage, person, Criterion.objects.all()[:4], by=by)
