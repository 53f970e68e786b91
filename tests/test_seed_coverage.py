"""Each item of the hiring guides behind the framework ships, as an entry that takes it up."""

from itertools import combinations

import pytest

from panels.kits import kit_for
from panels.models import Kit
from panels.models.observations import Reaction
from pipeline.composites import composite
from pipeline.framework.lists import LISTS
from pipeline.intake_questions import QUESTIONS
from pipeline.models import ClosingBrief
from pipeline.models.processes import InterviewKind
from tests import seed_items as items
from tests.seed_items import entries, entry, flat, says, shared_words

LEVELS = ("junior", "mid", "senior", "staff")


# The model of merit


@pytest.mark.parametrize("dimension", items.SUB_CRITERIA, ids=lambda pair: pair[0])
def test_a_dimension_has_its_weight_and_its_four_sub_criteria(dimension):
    key, weight = dimension
    found = entry("dimensions", key)
    assert found["weight_percent"] == weight
    assert [row["key"] for row in found["sub_criteria"]] == items.SUB_CRITERIA[dimension]


@pytest.mark.parametrize(("dimension", "_", "sub_criterion"), flat(items.SUB_CRITERIA))
def test_a_sub_criterion_has_a_criterion_of_its_own(dimension, _, sub_criterion):
    found = [row for row in entries("criteria") if row["sub_criterion"] == sub_criterion]
    assert [row["dimension"] for row in found] == [dimension[0]]


def test_ratings_of_the_four_dimensions_make_the_composite_of_the_example():
    weights = {row["key"]: row["weight_percent"] for row in entries("dimensions")}
    told = composite(zip(weights, (3, 2, 4, 1), strict=True), weights)
    assert f"{float(told.value):.2f}" == "2.70"


@pytest.mark.parametrize("key", items.COMPONENTS)
def test_a_component_of_interviews_ships_and_is_rated(key):
    assert entry("components", key)["origin"] == "seeds"
    assert [row for row in entries("criteria") if row["component"] == key]


@pytest.mark.parametrize(("skill", "place", "heard"), flat(items.LISTENED_FOR))
def test_what_is_heard_of_a_skill_ships(skill, place, heard):
    assert says(entry("skills", skill)["listens_for"][place], heard)


@pytest.mark.parametrize("skill", items.CORE_CRITERIA)
@pytest.mark.parametrize("level", LEVELS)
def test_a_core_skill_has_four_anchors_at_each_level_unlike_those_of_others(skill, level):
    criterion = items.CORE_CRITERIA[skill]
    assert entry("criteria", criterion)["skill"] == skill
    assert entry("criteria", criterion)["origin"] == "seeds"
    texts = {
        (row["level"], row["rating"]): row["text"]
        for row in entries("anchors")
        if row["criterion"] == criterion
    }
    assert {rating for at, rating in texts if at == level} == {1, 2, 3, 4}
    assert len(set(texts.values())) == 16
    for first, second in combinations(LEVELS, 2):
        if level in (first, second):
            assert shared_words(texts[first, 3], texts[second, 3]) < 0.6


@pytest.mark.parametrize("level", items.LEVELS)
def test_a_level_goes_as_deep_as_it_should(level):
    assert says(entry("levels", level)["depth"], *items.LEVELS[level]["depth"])


@pytest.mark.parametrize("field", ["expects", "competencies"])
@pytest.mark.parametrize("level", ["junior", "mid", "senior"])
def test_what_a_level_expects_ships_line_by_line(level, field):
    told, wanted = entry("levels", level)[field], items.LEVELS[level][field]
    assert len(told) == 4
    for line, words in zip(told, wanted, strict=True):
        assert says(line, words)


def test_staff_is_our_addition_and_experience_is_a_hint_only():
    assert entry("levels", "staff")["origin"] == "ours"
    assert all(row["experience_hint"].startswith("often ") for row in entries("levels"))


@pytest.mark.parametrize("key", items.FAILURES)
def test_a_typical_failure_shows_itself_and_says_what_to_prefer(key):
    level, shows = items.FAILURES[key]
    found = entry("failures", key)
    assert found["level"] == level
    assert all(says(line, words) for line, words in zip(found["shows"], shows, strict=True))
    assert found["prefer"]


@pytest.mark.parametrize("key", items.SPECIALIZATIONS)
def test_a_specialization_says_what_it_is_for_and_whether_it_ships(key):
    ships, aims = items.SPECIALIZATIONS[key]
    found = entry("specializations", key)
    assert found["ships"] is ships
    assert says(found["aim"], *aims)
    assert sum(found["component_weights"].values()) == 100
    assert set(found["component_weights"]) == set(items.COMPONENTS)


@pytest.mark.parametrize(("key", "place", "words"), flat(items.LOOKED_FOR))
def test_what_counts_along_the_spectrum_ships(key, place, words):
    assert says(entry("specializations", key)["looks_for"][place], words)


def test_components_weigh_differently_along_the_spectrum():
    for key, heaviest in items.HEAVIEST.items():
        weights = entry("specializations", key)["component_weights"]
        assert set(sorted(weights, key=weights.get)[-2:]) == heaviest
    genai = entry("specializations", "genai")
    assert (genai["premium_low_percent"], genai["premium_high_percent"]) == (10, 20)


# Tasks, take-homes and calibration


@pytest.mark.parametrize("key", items.TASKS)
def test_an_assessment_task_lists_what_should_be_there_and_what_is_missed(key):
    present, missing = items.TASKS[key]
    found = entry("tasks", key)
    assert (found["kind"], found["level"]) == ("assessment", key.split("-")[0])
    for told, wanted in ((found["present"], present), (found["missing"], missing)):
        assert all(says(line, words) for line, words in zip(told, wanted, strict=True))


def test_eight_tasks_ask_for_thirty_two_things_and_miss_twenty_four():
    shipped = [row for row in entries("tasks") if row["kind"] == "assessment"]
    named = [row for row in shipped if row["origin"] == "seeds"]
    assert {row["key"] for row in named} == set(items.TASKS)
    assert sum(len(row["present"]) for row in named) == 32
    assert sum(len(row["missing"]) for row in named) == 24
    ours = [row["level"] for row in shipped if row["origin"] == "ours"]
    assert sorted(ours) == ["senior", "staff", "staff", "staff"]


@pytest.mark.parametrize("key", items.TAKE_HOMES)
def test_a_take_home_mirrors_the_work_and_says_what_counts(key):
    found = entry("tasks", key)
    assert (found["kind"], found["specialization"]) == ("take_home", items.TAKE_HOMES[key])
    looked_for = zip(found["present"], items.TAKE_HOME_LOOKS_FOR, strict=True)
    assert all(says(line, words) for line, words in looked_for)
    assert 240 <= found["minutes"] <= 360


def test_every_specialization_has_a_take_home():
    homes = {row["specialization"] for row in entries("tasks") if row["kind"] == "take_home"}
    assert homes == set(items.SPECIALIZATIONS)


def test_one_answer_is_acceptable_then_weak_then_failing():
    verdicts = entry("calibration_examples", "several-models-then-improve")["verdicts"]
    assert [verdicts[level] for level in LEVELS[:3]] == ["acceptable", "weak", "failing"]


# Interviews


@pytest.mark.parametrize("kind", items.INTERVIEWS)
def test_every_kind_of_interview_has_a_kit_for_everybody(acme, kind):
    kits = [kit for kit in Kit.objects.all() if kit.interview == kind]
    for specialization in items.SPECIALIZATIONS:
        for level in LEVELS:
            assert kit_for(kind, specialization, level, kits), (specialization, level)


def test_there_are_no_other_kinds_of_interview():
    assert InterviewKind.values == items.INTERVIEWS


NAMED = items.GUIDE_QUESTIONS | items.ARTICLE_QUESTIONS | items.HEARD_QUESTIONS


@pytest.mark.parametrize("key", [pytest.param(key, id=NAMED[key]) for key in NAMED])
def test_a_named_question_ships_with_what_answers_show_and_is_asked(key):
    found = entry("questions", key)
    assert found["origin"] == "seeds"
    assert set(found["shows"]) >= {"senior", "staff"}
    assert all(told["strong"] and told["weak"] for told in found["shows"].values())
    assert found["probes"]
    assert [kit["key"] for kit in entries("kits") if key in kit["questions"]]


@pytest.mark.parametrize("kind", ["behavioural", "portfolio"])
def test_a_kit_asks_each_of_its_named_subjects(kind):
    wanted = {"behavioural": items.BEHAVIOURAL, "portfolio": items.PORTFOLIO}[kind]
    assert set(entry("kits", kind)["questions"]) >= set(wanted.values())


@pytest.mark.parametrize("subject", items.RESUME)
def test_a_resume_is_read_for(subject):
    key, criterion = items.RESUME[subject]
    assert entry("questions", key)["criteria"] == [criterion]
    assert key in entry("kits", "resume-review")["questions"]


@pytest.mark.parametrize("key", items.PROBES)
def test_a_named_probe_ships_and_is_used(key):
    assert entry("probes", key)["change"] == items.PROBES[key]
    assert [row for row in entries("questions") if key in row["probes"]]


def test_reactions_to_a_probe_are_four():
    assert Reaction.values == items.REACTIONS


@pytest.mark.parametrize("subject", items.RESEARCH_CODING)
def test_research_writes_code_as_well(subject):
    key = items.RESEARCH_CODING[subject]
    assert key in entry("kits", "coding-research")["questions"]
    assert entry("questions", key)["exercise"]["solution"]


@pytest.mark.parametrize("key", items.PRODUCTION_CODING)
def test_production_roles_solve_software_problems(key):
    assert key in entry("kits", "coding-production")["questions"]
    found = entry("questions", key)
    assert found["exercise"]["checks"]
    assert "infra" in found["specializations"]


@pytest.mark.parametrize(("sort", "_", "key"), flat(items.SIGNALS))
def test_a_signal_ships_and_is_listened_for(sort, _, key):
    found = entry("signals", key)
    assert found["sort"] == sort
    assert found["must_explain"] is (key == "dismisses-engineering")
    assert [kit["key"] for kit in entries("kits") if key in kit["signals"]]


@pytest.mark.parametrize("key", items.BACKGROUNDS)
def test_a_background_brings_something_and_its_usual_gap_is_probed(key):
    brings, gap = items.BACKGROUNDS[key]
    found = entry("backgrounds", key)
    assert says(found["brings"], brings)
    assert says(found["usual_gap"], gap)
    assert found["probes"]
    assert found["interviews"]


# Around the interviews


@pytest.mark.parametrize("key", items.INTAKE)
def test_an_intake_asks(key):
    (question,) = [row for row in QUESTIONS if row.key == key]
    assert {choice.key for choice in question.choices} >= items.INTAKE[key]


def test_a_closing_brief_has_five_parts():
    assert list(ClosingBrief.PARTS) == items.CLOSING


@pytest.mark.parametrize("key", items.FACTS)
def test_a_fact_ships_with_its_figure_its_source_and_its_date(key):
    value, source, sample = items.FACTS[key]
    found = entry("facts", key)
    assert (found["value"], found["sample"]) == (value, sample)
    assert source in found["source"]
    assert found["source_title"]
    assert found["helps"]
    assert found["as_of"] < found["review_by"]


@pytest.mark.parametrize("name", ["kits", "questions", "tasks", "facts"])
def test_what_ages_has_a_day_to_look_at_it_again(name):
    assert [row["key"] for row in entries(name) if not row["review_by"]] == []


def test_every_entry_says_where_it_comes_from():
    for name in LISTS:
        assert {row["origin"] for row in entries(name)} <= {"seeds", "ours"}, name
