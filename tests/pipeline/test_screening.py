"""A company's own questions: what may be asked, who may change it, and that none rejects."""

import re
import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from config.tenancy.models import Company
from config.tenancy.schemas import inside
from pipeline.applying.answers import Given, answers_for, write_answers
from pipeline.applying.questions import (
    MOST_QUESTIONS,
    QuestionLine,
    asked_questions,
    check_question,
    refusal_of,
    rewrite_questions,
)
from pipeline.models import Application, Note, ScreeningAnswer, ScreeningQuestion
from pipeline.openings import StaleOpening
from tests.factories import make_application, make_opening
from tests.pipeline.apply_forms import TEAM, TOOL, VISA, WHY, ask, name_of, path, shown, typed

BEFORE = QuestionLine(ask="What is your current salary?")


@pytest.fixture
def opening(recruiter):
    return make_opening(by=recruiter, title="Speech ML", location="Berlin")


def asks_of(opening):
    return [row.ask for row in opening.screening_questions.all()]


def test_questions_are_written_reordered_and_taken_out(opening, recruiter):
    visa, team = ask(opening, VISA, TEAM, by=recruiter)
    assert (visa.flags, team.options) == ({"No": "Needs a permit"}, ["Search", "Speech"])
    moved = QuestionLine(ask="Which team?", kind="choice", options=("A", "B"), id=team.pk)
    ask(opening, moved, TOOL, by=recruiter)
    assert asks_of(opening) == ["Which team?", TOOL.ask]
    assert opening.screening_questions.first().pk == team.pk
    assert opening.version == 3


def test_a_form_asks_eight_things_whatever_is_asked(opening, recruiter, visitor):
    room = {0: set(), 1: {"message"}, 2: {"message", "location"}}
    room[3] = {"message", "location", "phone"}
    for number, lines in enumerate([(), (VISA,), (VISA, TEAM), (VISA, TEAM, WHY)]):
        ask(opening, *lines, by=recruiter)
        fields = set(visitor.get(path(opening)).context["form"].fields) - {"fax"}
        assert len(fields) == 8
        assert room[number].isdisjoint(fields)


def test_a_fourth_question_is_one_too_many(opening, recruiter):
    with pytest.raises(ValidationError, match="At most 3"):
        ask(opening, *[TOOL] * (MOST_QUESTIONS + 1), by=recruiter)
    assert asks_of(opening) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"ask": " "},
        {"ask": "x" * 301},
        {"kind": "stars"},
        {"kind": "choice", "options": ("One",)},
        {"kind": "choice", "options": ("One", "one")},
        {"kind": "choice", "options": ("", "Two")},
        {"kind": "choice", "options": tuple(map(str, range(13)))},
        {"kind": "choice", "options": ("A", "x" * 121)},
        {"kind": "yes_no", "flags": {"Maybe": "Unsure"}},
        {"kind": "yes_no", "flags": {"No": " "}},
        {"kind": "yes_no", "flags": {"No": "x" * 121}},
        {"kind": "line", "flags": {"No": "Needs a permit"}},
    ],
)
def test_a_question_that_is_not_whole_is_refused(wrong):
    with pytest.raises(ValidationError):
        check_question(QuestionLine(**{"ask": "Which?", **wrong}))


def test_of_two_who_change_the_questions_the_second_is_told(opening, recruiter):
    ask(opening, VISA, by=recruiter)
    with pytest.raises(StaleOpening):
        rewrite_questions(opening, by=recruiter, lines=[], version=1)
    assert asks_of(opening) == [VISA.ask]


def test_a_question_of_another_opening_is_not_taken_over(opening, recruiter):
    (foreign,) = ask(make_opening(by=recruiter), VISA, by=recruiter)
    with pytest.raises(StaleOpening):
        ask(opening, QuestionLine(ask="Mine now?", id=foreign.pk), by=recruiter)
    foreign.refresh_from_db()
    assert foreign.ask == VISA.ask


@pytest.mark.parametrize("location", ["Denver, CO", "New York, NY", "Berlin", "Remote (US)"])
def test_what_somebody_earned_may_not_be_asked_where_the_law_forbids_it(location, recruiter):
    opening = make_opening(by=recruiter, location=location)
    with pytest.raises(ValidationError, match="in force since"):
        ask(opening, BEFORE, by=recruiter)
    hidden = QuestionLine(ask="Tell us", kind="choice", options=("My last salary: 1", "2"))
    with pytest.raises(ValidationError, match="earned"):
        ask(opening, hidden, by=recruiter)


def test_what_somebody_hopes_for_may_be_asked(opening, recruiter):
    ask(opening, QuestionLine(ask="What are your salary expectations?"), by=recruiter)


def test_a_question_that_became_unlawful_is_asked_no_more(recruiter, visitor):
    opening = make_opening(by=recruiter, location="Austin, TX")
    (question,) = ask(opening, BEFORE, by=recruiter)
    assert refusal_of(question, opening) == ""
    assert BEFORE.ask in shown(visitor.get(path(opening)))
    opening.location = "Denver, CO"
    opening.save()
    assert asked_questions(opening) == []
    assert BEFORE.ask not in shown(visitor.get(path(opening)))


def test_answers_are_kept_with_their_question_and_flag(opening, recruiter, visitor):
    visa, team, why = ask(opening, VISA, TEAM, WHY, by=recruiter)
    given = {name_of(visa): "No", name_of(team): "Speech", name_of(why): "A recogniser.\nThen…"}
    assert visitor.post(path(opening), typed(opening, **given)).status_code == 302
    rows = answers_for(Application.objects.get(), recruiter)
    assert [(row.ask, row.answer, row.flag) for row in rows] == [
        (VISA.ask, "No", "Needs a permit"),
        (TEAM.ask, "Speech", ""),
        (WHY.ask, "A recogniser.\nThen…", ""),
    ]


def test_changing_a_question_changes_no_answer(opening, recruiter, visitor):
    (visa,) = ask(opening, VISA, by=recruiter)
    visitor.post(path(opening), typed(opening, **{name_of(visa): "No"}))
    reworded = QuestionLine(ask="Do you have a permit?", kind="yes_no", id=visa.pk)
    ask(opening, reworded, by=recruiter)
    row = ScreeningAnswer.objects.get()
    assert (row.question, row.ask, row.answer, row.flag) == (visa, VISA.ask, "No", "Needs a permit")
    ask(opening, by=recruiter)
    row.refresh_from_db()
    assert (row.question, row.ask, row.answer, row.flag) == (None, VISA.ask, "No", "Needs a permit")


@pytest.mark.parametrize("answer", ["Yes", "No", ""])
@pytest.mark.parametrize("flags", [{}, {"No": "Reject"}, {"Yes": "Out", "No": "Out"}])
def test_no_answer_changes_where_an_application_stands(answer, flags, opening, recruiter, visitor):
    line = QuestionLine(ask="May you work in the EU?", kind="yes_no", flags=flags)
    (question,) = ask(opening, line, by=recruiter)
    visitor.post(path(opening), typed(opening, **{name_of(question): answer}))
    application = Application.objects.get()
    assert (application.state, application.stage.kind) == ("active", "inbox")
    assert [move.kind for move in application.moves.all()] == ["enter"]


@pytest.mark.parametrize(
    ("line", "answer", "sentence"),
    [
        (VISA, "", "Choose one of the answers."),
        (VISA, "Maybe", "Choose one of the answers."),
        (VISA, "no", "Choose one of the answers."),
        (TEAM, "Vision", "Choose one of the answers."),
        (TEAM, "Search\x00", "Choose one of the answers."),
        (WHY, "x" * 3001, "at most 3000 characters"),
        (TOOL, "x" * 301, "at most 300 characters"),
        (TOOL, "a\x00b", "Null characters"),
    ],
)
def test_an_answer_that_cannot_be_is_refused_in_place(
    line, answer, sentence, opening, recruiter, visitor
):
    (question,) = ask(opening, line, by=recruiter)
    sent = typed(opening, links="github.com/amara", **{name_of(question): answer})
    page = visitor.post(path(opening), sent)
    assert page.status_code == 422
    assert sentence in shown(page)
    (place,) = re.findall(r'href="#(id_answer_\w+)"', shown(page))
    assert f'id="{place}"' in shown(page)
    assert "github.com/amara" in shown(page)
    assert not Application.objects.exists()


def test_an_answer_that_need_not_be_given_leaves_no_row(opening, recruiter, visitor):
    ask(opening, TEAM, by=recruiter)
    visitor.post(path(opening), typed(opening))
    assert Application.objects.count() == 1
    assert not ScreeningAnswer.objects.exists()


def test_questions_changed_meanwhile_lose_nothing_that_was_typed(opening, recruiter, visitor):
    (why,) = ask(opening, WHY, by=recruiter)
    sent = typed(opening, phone="+49 30 1", **{name_of(why): "A recogniser, first of all."})
    ask(opening, VISA, TEAM, TOOL, by=recruiter)
    page = visitor.post(path(opening), sent)
    assert page.status_code == 422
    assert "changed while you were writing" in shown(page)
    for words in ["A recogniser, first of all.", "+49 30 1", "Amara Osei"]:
        assert words in shown(page)
    assert not Application.objects.exists()
    form = page.context["form"]
    visa = opening.screening_questions.first()
    again = visitor.post(path(opening), {**sent, "seen": form.seen, name_of(visa): "Yes"})
    assert again.status_code == 302
    assert Application.objects.get().candidate.phone == "+49 30 1"


def test_a_message_typed_before_a_question_took_its_place_arrives(opening, recruiter, visitor):
    sent = typed(opening, message="I met your team.")
    ask(opening, TEAM, by=recruiter)
    page = visitor.post(path(opening), sent)
    assert "I met your team." in shown(page)
    visitor.post(path(opening), {**sent, "seen": page.context["form"].seen})
    assert Note.objects.get().text == "I met your team."


def test_a_question_taken_out_while_the_form_is_on_its_way_is_noticed(own_database):
    """The form was judged by questions that are gone when its row is written."""
    acme = Company.objects.get(slug="acme")
    with inside(acme):
        opening = make_opening()
        (visa,) = ask(opening, VISA, by=None)
        sent = typed(opening, **{name_of(visa): "No"})
    ready, answers = threading.Barrier(2), []

    def send():
        from django.test import Client

        try:
            ready.wait()
            answers.append(Client(HTTP_HOST=acme.host).post(path(opening), sent).status_code)
        finally:
            connection.close()

    def change():
        try:
            ready.wait()
            with inside(acme):
                ask(opening, TEAM, by=None)
        finally:
            connection.close()

    threads = [threading.Thread(target=send), threading.Thread(target=change)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with inside(acme):
        kept = list(ScreeningAnswer.objects.values_list("ask", flat=True))
        assert kept == ([VISA.ask] if answers == [302] else [])
        assert Application.objects.count() == len(kept)
        assert ScreeningQuestion.objects.get().ask == TEAM.ask


def test_answers_are_for_whoever_manages_the_application(
    opening, recruiter, interviewer, client_of, lead
):
    application = make_application(opening)
    (visa,) = ask(opening, VISA, by=recruiter)
    write_answers(application, [Given(visa, "No")])
    page = shown(client_of(recruiter).get(f"/applications/{application.pk}/"))
    assert "May you work in the EU?" in page
    assert "Needs a permit" in page
    assert client_of(interviewer).get(f"/applications/{application.pk}/").status_code == 404
    assert client_of(lead).get(f"/applications/{application.pk}/").status_code == 404
