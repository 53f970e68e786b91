"""Questions about earlier pay, and where they are unlawful."""

import pytest

from pipeline.postings.laws import salary_history_laws
from pipeline.postings.salary_history import asks_salary_history, salary_history_refused


@pytest.mark.parametrize(
    "question",
    [
        "What is your current salary?",
        "Current annual base salary",
        "What did you earn in your last job?",
        "Your most recent total compensation",
        "SALARY HISTORY",
        "Please upload your last payslip.",
        "How much do you currently make?",
        "Tell us about your current package.",
        "Wie hoch ist Ihr aktuelles Gehalt?",
        "Quel est votre salaire actuel ?",
    ],
)
def test_a_question_about_earlier_pay_is_known(question):
    assert asks_salary_history(question)


@pytest.mark.parametrize(
    "question",
    [
        "What are your salary expectations?",
        "Does the current pay range suit you?",
        "Which base model did you use in your last project?",
        "What do you make of this paper?",
        "Why do you leave your current job?",
        "Describe a Python package you published in the past.",
        "Have you built a current income classification model?",
        "",
    ],
)
def test_other_questions_are_left_alone(question):
    assert not asks_salary_history(question)


@pytest.mark.parametrize(
    ("location", "place"),
    [
        ("Denver, CO", "CO"),
        ("New York", "NY"),
        ("Las Vegas, NV", "NV"),
        ("Hartford, Connecticut", "CT"),
        ("Berlin", "EU"),
        ("Remote (US)", "CA"),
        ("Austin, TX", None),
        ("London", None),
    ],
)
def test_the_law_of_the_place_refuses_it(location, place):
    law = salary_history_refused(location)
    assert (law.place if law else None) == place
    assert law is None or law.source


def test_new_york_city_has_two_laws():
    assert [law.place for law in salary_history_laws("New York, NY")] == ["NY", "NYC"]
