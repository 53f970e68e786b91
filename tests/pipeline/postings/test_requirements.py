"""Skills, years of a tool, years of experience and degrees."""

from datetime import date

import pytest

from pipeline.postings.findings import Severity
from pipeline.postings.posting import SectionKind
from pipeline.postings.sections import Section
from pipeline.postings.skills import list_skills
from tests.pipeline.postings.examples import find, find_in, with_section

REQUIRED = SectionKind.REQUIRED


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("Python", 1),
        ("Required skills:\n- Python\n- SQL", 2),
        ("Python, SQL and Docker", 3),
        ("Experience with Python, SQL, and Docker", 3),
        ("PyTorch or TensorFlow", 1),
        ("PyTorch, TensorFlow or JAX", 1),
        ("Workflow tools such as Airflow, Dagster and Prefect", 1),
        ("Cloud platforms (AWS, GCP and Azure)", 1),
        ("Design, build and ship models", 1),
        ("Talk with engineers, product managers and customers", 1),
        ("- Python. We write it every day.\n- SQL", 2),
        ("Python is a must. You know SQL.", 2),
        ("- Python\n- Rust is a plus\n- Docker (preferred)", 1),
        ("1. Python\n2) SQL\n(3) Docker", 3),
    ],
)
def test_skills_are_counted_sensibly(text, count):
    assert len(list(list_skills(Section(REQUIRED, text)))) == count


def test_seven_required_skills_are_enough_and_eight_are_too_many():
    skills = [f"- Skill number {number}" for number in range(1, 9)]
    assert find_in(REQUIRED, "\n".join(skills[:7]), "skills") == []
    (finding,) = find_in(REQUIRED, "\n".join(skills), "skills")
    assert finding.quote == "Skill number 8"
    assert "8 skills" in finding.sentence
    assert "five to seven" in finding.mend


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("5+ years of LangChain experience", "5+ years of LangChain"),
        ("Five (5) years of experience in LangChain", "Five (5) years of experience in LangChain"),
        ("LangChain (6+ years)", "LangChain (6+ years"),
        ("10+ years with vLLM and Python", "10+ years with vLLM and Python"),
        ("At least 7 years of frameworks like LangChain or LlamaIndex", None),
        ("12 years of PyTorch or Python", None),
        ("10+ years building software, with LangChain", None),
        ("3 years of PyTorch", None),
        ("4-8 years of LangChain", None),
        ("Since 15 years we use Python. LangChain is new here.", None),
    ],
)
def test_nobody_is_asked_for_more_years_than_a_tool_has(text, quote):
    found = find_in(REQUIRED, text, "tool-years")
    if quote is None and "LlamaIndex" not in text:
        assert found == []
    else:
        assert [each.quote for each in found] == [quote or text[9:]]
        assert "came out in" in found[0].sentence


@pytest.mark.parametrize(
    ("today", "count"), [(date(2021, 9, 1), 0), (date(2021, 7, 31), 1), (date(2026, 1, 1), 0)]
)
def test_a_tool_grows_older(today, count):
    """PyTorch could first be used in September 2016; the month of release counts in favour."""
    posting = with_section(REQUIRED, "5 years of PyTorch")
    assert len(find("tool-years", posting, today)) == count


def test_the_age_of_the_company_is_no_demand():
    assert (
        find_in(SectionKind.ABOUT, "For 30 years of Python and 9 years of vLLM", "tool-years") == []
    )


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("5+ years of experience in machine learning", 1),
        ("Minimum of three years building pipelines", 1),
        ("You shipped a model in the last two years", 0),
        ("Ideally 3 years of experience with search", 0),
        ("You have run models in production", 0),
    ],
)
def test_years_as_a_filter_get_advice(text, count):
    found = find_in(REQUIRED, text, "experience-years")
    assert [each.severity for each in found] == [Severity.ADVICE] * count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Bachelor's degree in Computer Science", 1),
        ("MS or PhD in Machine Learning or related field", 1),
        ("BS/MS in Statistics", 1),
        ("Bachelor's degree or equivalent experience", 0),
        ("Master’s degree in physics or comparable practical experience", 0),
        ("A PhD is a plus", 0),
        ("A high degree of care", 0),
        ("You master the basics", 0),
        ("No degree required", 0),
    ],
)
def test_a_degree_needs_another_way_in(text, count):
    assert len(find_in(REQUIRED, text, "degree")) == count


def test_a_degree_among_what_is_nice_to_have_is_fine():
    assert find_in(SectionKind.NICE, "PhD in Machine Learning", "degree") == []
