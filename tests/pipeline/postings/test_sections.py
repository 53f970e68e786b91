"""The title, the problem, the process and the line on adjustments."""

from dataclasses import replace

import pytest

from pipeline.postings.findings import Severity
from pipeline.postings.posting import SectionKind
from pipeline.postings.sentences import split_sentences
from tests.pipeline.postings.examples import APPLIED, find, find_in, with_section

PROCESS, PROBLEM = SectionKind.PROCESS, SectionKind.PROBLEM


@pytest.mark.parametrize(
    "title",
    [
        "Machine Learning Engineer",
        "Senior Machine Learning Engineer",
        "Staff ML Engineer (Remote, US)",
        "ML Engineer II",
        "AI/ML Engineer",
        "Software Engineer, Machine Learning",
        "Machine Learning Engineer (m/f/d)",
        "Data Scientist, 2+ years of experience",
    ],
)
def test_a_title_without_specialization_gets_advice(title):
    (finding,) = find("title", replace(APPLIED, title=title))
    assert finding.section is None
    assert finding.quote == title
    assert f"{title}, Applied ML" in finding.mend


@pytest.mark.parametrize(
    "title",
    [
        "Machine Learning Engineer, Search",
        "ML Infrastructure Engineer",
        "Senior Generative AI Engineer",
        "ML Research Engineer",
        "Applied ML Engineer",
        "Machine Learning Engineer, Fraud (Remote)",
        "Computer Vision Engineer",
        "Speech Engineer",
        "",
    ],
)
def test_a_title_that_says_what_for_is_left_alone(title):
    assert find("title", replace(APPLIED, title=title)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Build scalable ML systems.",
        "You will build scalable machine learning solutions for our customers.",
        "Solve complex problems with AI and create business value.",
        "Work on exciting things with great people since 2019.",
    ],
)
def test_a_problem_that_could_be_anybodys_is_vague(text):
    (finding,) = find_in(PROBLEM, text, "problem-vague")
    assert finding.severity is Severity.WARNING
    assert finding.quote


@pytest.mark.parametrize(
    "text",
    [
        "Rank the news that 4M readers open each week.",
        "Nurses wait for our triage model.",
        "Build scalable ML systems that detect invoices paid twice.",
        "Cut the cost of training by 30 %.",
    ],
)
def test_a_number_a_user_or_an_object_makes_a_problem_concrete(text):
    assert find_in(PROBLEM, text, "problem") == []


def test_an_empty_problem_is_missing():
    (finding,) = find_in(PROBLEM, "  \n", "problem")
    assert finding.rule == "problem-missing"


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("", ["process-missing"]),
        ("A call, an interview and an offer.", ["process-undated"]),
        ("A call on Monday, an interview within a week.", []),
        ("A call by 4 December.", []),
        ("An offer by day 14.", []),
        ("A call this week: an unpaid take-home follows in two weeks.", ["take-home-unpaid"]),
        ("A take-home in week two.", ["take-home-unpaid"]),
        ("A take-home in week two, paid with $200.", []),
    ],
)
def test_the_process_has_stages_dates_and_pay(text, rules):
    found = [*find_in(PROCESS, text, "process"), *find_in(PROCESS, text, "take-home")]
    assert [each.rule for each in found] == rules


def test_an_unpaid_take_home_weighs_more_than_one_that_says_nothing():
    (refused,) = find_in(PROCESS, "Week 1: the take-home is unpaid.", "take-home")
    (silent,) = find_in(PROCESS, "Week 1: the take-home.", "take-home")
    assert (refused.severity, silent.severity) == (Severity.WARNING, Severity.ADVICE)


@pytest.mark.parametrize(
    ("about", "count"),
    [
        ("We are an equal opportunity employer.", 1),
        ("Ask us for a reasonable accommodation.", 0),
        ("We make adjustments for every candidate.", 0),
    ],
)
def test_a_line_on_adjustments_may_stand_anywhere(about, count):
    sections = {**APPLIED.sections, SectionKind.ACCOMMODATION: "", SectionKind.ABOUT: about}
    assert len(find("accommodation", replace(APPLIED, sections=sections))) == count


@pytest.mark.parametrize("kind", [SectionKind.STACK, SectionKind.SENIORITY, SectionKind.FIRST_DAY])
def test_candidates_are_told_what_they_look_for(kind):
    (finding,) = find_in(kind, "", kind.value.replace("_", "-"))
    assert finding.severity is Severity.ADVICE
    assert finding.section is kind


def test_a_long_row_of_blanks_is_passed_at_once():
    blanks = " " * 200_000
    assert [span.start for span in split_sentences(f"One.{blanks}Two{blanks}\nthree")] == [
        0,
        200_004,
        400_008,
    ]
    skills = f"- Python, SQL{blanks}x, Spark and Docker"
    assert find("skills", with_section(SectionKind.REQUIRED, skills)) == []
