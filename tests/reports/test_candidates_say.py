"""What candidates say: counted in fives, and of nobody alone."""

import pytest

from pipeline.candidate_pages.surveys import answer_survey
from pipeline.models import Survey
from reports.candidates_say import count_said, read_candidates_say
from reports.scopes import scope_of
from tests.factories import make_application, make_opening


def answers(*clarity):
    return [{"clarity": rating, "fairness": None, "again": None, "text": ""} for rating in clarity]


@pytest.mark.parametrize(("n", "counted"), [(0, 0), (4, 0), (5, 5), (9, 5), (10, 10)])
def test_answers_are_counted_in_fives(n, counted):
    assert count_said(answers(*[3] * n)).said[0].n == counted


def test_the_mean_and_the_counts_are_of_the_same_answers():
    clarity = count_said(answers(1, 5, 5, 4, 5, 1)).said[0]
    assert clarity.mean == 4
    assert clarity.counts == (1, 0, 0, 1, 3)


def test_words_are_shown_in_fives_and_in_no_order_of_time():
    rows = [{**row, "text": text} for row, text in zip(answers(*[3] * 6), "fedcba", strict=True)]
    assert count_said(rows).words == ("b", "c", "d", "e", "f")
    assert count_said(rows[:4]).words == ()


def test_a_question_that_few_answered_stays_out():
    said = count_said(answers(1, 2, 3, 4, 5))
    assert not said.is_withheld
    assert said.said[1].mean is None


@pytest.fixture
def answered(acme, recruiter):
    opening = make_opening(by=recruiter)
    for rating in (5, 5, 4, 4, 2):
        application = make_application(opening, by=recruiter)
        text = "Zyzzyva" if rating == 2 else ""
        answer_survey(application, clarity=rating, fairness=None, again=None, text=text)
    return opening


def test_the_dashboard_shows_them_and_no_word_of_anybody(answered, client_of, recruiter):
    page = client_of(recruiter).get("/reports/").content.decode()
    assert "What candidates say" in page
    assert "4.0" in page
    assert "Zyzzyva" not in page


def test_one_opening_alone_is_not_told_apart(answered, client_of, recruiter, acme):
    page = client_of(recruiter).get(f"/reports/openings/{answered.pk}/").content.decode()
    assert "What candidates say" not in page
    assert read_candidates_say(scope_of(acme, opening=answered)) is None


def test_four_answers_are_withheld_and_the_page_says_so(answered, client_of, recruiter):
    Survey.objects.first().delete()
    page = client_of(recruiter).get("/reports/").content.decode()
    assert "Fewer than five have answered" in page


def test_the_page_of_an_application_says_nothing_of_a_survey(answered, client_of, recruiter):
    application = answered.applications.first()
    page = client_of(recruiter).get(f"/applications/{application.pk}/").content.decode()
    assert "Zyzzyva" not in page
    assert "survey" not in page.lower()


def test_the_first_answers_stand(acme, recruiter):
    application = make_application(make_opening(by=recruiter), by=recruiter)
    answer_survey(application, clarity=1, fairness=None, again=None)
    assert answer_survey(application, clarity=5, fairness=5, again=5).clarity == 1
