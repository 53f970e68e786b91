"""Templates and clones: what comes along, and what is named and left out."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.approvals import ask_approver
from pipeline.copying.contents import Extent, content_of
from pipeline.copying.copies import open_plan, plan_copy, plan_of
from pipeline.copying.templates import delete_template, rename_template, save_template, undo_change
from pipeline.models import (
    Approval,
    Opening,
    OpeningTemplate,
    ScreeningQuestion,
    Specialization,
)
from pipeline.opening_locks import IllegalChange
from pipeline.teams import add_member
from tests.factories import make_opening

ALL = Extent(team=True)
NOTHING = Extent(weights=False, approvers=False)


@pytest.fixture
def opening(recruiter, lead, admin):
    opening = make_opening(
        by=recruiter,
        title="Evaluation engineer",
        specialization="genai",
        location="Berlin",
        headcount=2,
        is_blind=True,
        employment_type="contract",
        workplace="hybrid",
        pay_low=9_000_000,
        pay_high=12_000_000,
        currency="EUR",
        posting={"problem": "Which answers are wrong."},
    )
    opening.stages.filter(kind="screen").update(name="First talk", interviews=["screen", "coding"])
    ScreeningQuestion.objects.create(
        opening=opening,
        position=0,
        ask="May you work in Germany?",
        kind="yes_no",
        is_required=True,
        flags={"No": "needs a permit"},
    )
    Opening.objects.update(component_weights={"coding": 100})
    opening.refresh_from_db()
    add_member(opening, lead, by=recruiter)
    ask_approver(opening, admin, by=recruiter)
    return opening


@pytest.fixture
def kept(opening, recruiter):
    return save_template(opening, by=recruiter, name="Evaluation", extent=ALL)


def shapes(opening):
    return [(stage.shape(), stage.template) for stage in opening.stages.all()]


def test_a_clone_is_a_draft_with_all_but_its_people(opening, recruiter):
    copy = open_plan(plan_copy(opening, extent=ALL, by=recruiter), by=recruiter, title="Second")
    assert (copy.title, copy.status, copy.published_at) == ("Second", "draft", None)
    for name in ("location", "headcount", "is_blind", "employment_type", "workplace", "posting"):
        assert getattr(copy, name) == getattr(opening, name), name
    assert copy.pay_words == opening.pay_words == "€90,000–120,000"
    assert copy.component_weights == {"coding": 100}
    assert shapes(copy) == shapes(opening)
    [question] = copy.screening_questions.all()
    assert (question.ask, question.flags) == ("May you work in Germany?", {"No": "needs a permit"})
    assert copy.hiring_seats.count() == 2
    assert set(copy.team.all()) == set(opening.team.all())
    assert [row.approver.name for row in copy.approvals.all()] == ["Admin"]


def test_what_is_not_wanted_stays_behind(opening, recruiter):
    copy = open_plan(plan_copy(opening, extent=NOTHING, by=recruiter), by=recruiter)
    assert copy.component_weights == copy.specialization.component_weights
    assert list(copy.team.all()) == [recruiter]
    assert not copy.approvals.exists()


def test_a_template_keeps_what_the_opening_was(opening, kept, recruiter):
    Opening.objects.update(title="Changed", location="Lisbon")
    opening.stages.filter(kind="screen").delete()
    copy = open_plan(plan_of(kept.content, by=recruiter), by=recruiter)
    assert (copy.title, copy.location) == ("Evaluation engineer", "Berlin")
    assert copy.stages.get(kind="screen").interviews == ["screen", "coding"]


def test_whoever_begins_is_asked_for_no_word_of_their_own(opening, kept, admin, recruiter):
    plan = plan_of(kept.content, by=admin)
    assert plan.approvers == []
    assert "You are not asked yourself: nobody approves what they open." in plan.left_out
    assert plan_of(kept.content, by=recruiter).approvers == [admin]


def test_who_has_gone_is_named_and_left_out(kept, recruiter, admin, lead):
    for person in (admin, lead):
        person.is_active = False
        person.save()
    plan = plan_of(kept.content, by=recruiter)
    assert plan.left_out == [
        "Admin has left or has another role, and is not asked.",
        "Lead has left or has another role, and is not on the team.",
    ]
    copy = open_plan(plan, by=recruiter)
    assert list(copy.team.all()) == [recruiter]
    assert not Approval.objects.filter(opening=copy).exists()


def test_a_retired_specialization_is_named_and_another_has_to_be_chosen(kept, recruiter):
    Specialization.objects.filter(key="genai").update(is_retired=True)
    plan = plan_of(kept.content, by=recruiter)
    assert plan.left_out[0].startswith("The specialization “")
    assert "is no longer in use" in plan.left_out[0]
    with pytest.raises(IllegalChange, match="Say which specialization"):
        open_plan(plan, by=recruiter)
    other = Specialization.objects.get(key="infra")
    copy = open_plan(plan, by=recruiter, specialization=other)
    assert copy.component_weights == other.component_weights


def test_weights_that_no_longer_fit_give_way_to_todays(kept, recruiter):
    kept.content["weights"]["components"] = {"alchemy": 100}
    plan = plan_of(kept.content, by=recruiter)
    assert "The weights no longer go with the framework; it takes those of today." in plan.left_out
    assert "component_weights" not in plan.fields


@pytest.mark.parametrize(
    ("path", "value", "sentence"),
    [
        (("fields", "headcount"), 0, "The headcount could not be read."),
        (("fields", "headcount"), 501, "The headcount could not be read."),
        (("fields", "clock_days"), "soon", "The clock days could not be read."),
        (("fields", "currency"), "XYZ", "The currency could not be read."),
        (("fields", "employment_type"), "serf", "The employment type could not be read."),
        (("fields", "is_blind"), "yes", "The blind screening could not be read."),
        (("fields", "title"), "x" * 161, "The title could not be read."),
        (("fields", "pay_low"), -1, "The pay range could not be read."),
        (("posting", "poem"), "Roses", "The section “poem” of the job description"),
        (("posting", "problem"), 7, "The section “The problem” of the job description"),
        (("stages", 0, "kind"), "hired", "The stage “First talk” could not be read."),
        (("stages", 0, "gate"), "moat", "The stage “First talk” could not be read."),
        (("stages", 0, "interviews"), ["duel"], "An interview of the stage “First talk”"),
        (("questions", 0, "kind"), "riddle", "The question “May you work in Germany?”"),
        (("questions", 0, "ask"), "", "The question “without words”"),
        (("approvers", 0, "id"), "nobody", "Admin has left or has another role"),
    ],
    ids=str,
)
def test_what_cannot_be_read_any_more_is_named(kept, recruiter, path, value, sentence):
    *way, last = path
    place = kept.content
    for step in way:
        place = place[step]
    place[last] = value
    plan = plan_of(kept.content, by=recruiter)
    assert [said for said in plan.left_out if said.startswith(sentence)]
    assert open_plan(plan, by=recruiter, title="Still opens").status == "draft"


junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)
PARTS = ["fields", "specialization", "level", "process", "posting", "stages", "questions"]
PARTS += ["weights", "approvers", "team"]


@given(junk | st.fixed_dictionaries({}, optional=dict.fromkeys(PARTS, junk)))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_template_however_odd_breaks_the_start(acme, recruiter, content):
    plan = plan_of(content, by=recruiter)
    assert plan.specialization is None


def test_more_questions_than_a_form_has_are_left_out(kept, recruiter):
    kept.content["questions"] = [{"ask": f"Question {n}?", "kind": "line"} for n in range(5)]
    plan = plan_of(kept.content, by=recruiter)
    assert [question.position for question in plan.questions] == [0, 1, 2]
    assert "The question “Question 3?” is left out." in plan.left_out


def test_what_is_kept_is_plain_values(opening):
    content = content_of(opening, ALL)
    row = OpeningTemplate.objects.create(name="x", content=content)
    row.refresh_from_db()
    assert row.content == content


def test_a_name_is_taken_once(opening, kept, recruiter):
    with pytest.raises(IllegalChange, match="a template of this name already"):
        save_template(opening, by=recruiter, name="EVALUATION", extent=ALL)
    other = save_template(opening, by=recruiter, name="Other", extent=ALL)
    with pytest.raises(IllegalChange, match="a template of this name already"):
        rename_template(other, by=recruiter, name="evaluation")


def test_a_rename_can_be_undone(kept, recruiter):
    rename_template(kept, by=recruiter, name="Better")
    assert undo_change(kept.pk, by=recruiter).name == "Evaluation"


def test_a_deletion_can_be_undone(kept, recruiter):
    content, key = kept.content, kept.pk
    delete_template(kept, by=recruiter)
    assert not OpeningTemplate.objects.exists()
    undo_change(key, by=recruiter)
    back = OpeningTemplate.objects.get()
    assert (back.pk, back.name, back.content, back.by) == (key, "Evaluation", content, recruiter)
    with pytest.raises(IllegalChange, match="nothing to undo"):
        undo_change(key, by=recruiter)


def test_a_deletion_whose_name_was_taken_meanwhile_stays(opening, kept, recruiter):
    key = kept.pk
    delete_template(kept, by=recruiter)
    save_template(opening, by=recruiter, name="Evaluation", extent=ALL)
    with pytest.raises(IllegalChange, match="a template of this name already"):
        undo_change(key, by=recruiter)
