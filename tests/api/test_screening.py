"""Questions of an opening, and answers, over the API."""

import pytest

from config.accounts.models import User
from config.tenancy.schemas import inside
from pipeline.applying.answers import Given, write_answers
from pipeline.models import ScreeningQuestion
from tests.factories import make_application, make_opening, stage_of

VISA = {"ask": "May you work in the EU?", "kind": "yes_no", "flags": {"No": "Needs a permit"}}
TEAM = {"ask": "Which team?", "kind": "choice", "options": ["Search", "Speech"]}


@pytest.fixture
def opening(recruiter):
    return make_opening(by=recruiter, location="Denver, CO")


@pytest.fixture
def path(opening):
    return f"openings/{opening.pk}/questions/"


def test_questions_are_written_whole_and_keep_who_they_are(api, path):
    told = api.send("PUT", path, {"questions": [VISA, TEAM]}, headers={"If-Match": '"1"'})
    assert (told.status_code, told["ETag"]) == (200, '"2"')
    visa, team = told.body["questions"]
    assert visa["flags"] == {"No": "Needs a permit"}
    assert team["options"] == ["Search", "Speech"]
    again = api.send("PUT", path, {"questions": [team]})
    assert [row["id"] for row in again.body["questions"]] == [team["id"]]
    assert api.read(path).body == again.body


def test_questions_changed_meanwhile_stay(api, path):
    seen = {"If-Match": '"1"'}
    api.send("PUT", path, {"questions": [VISA]}, headers=seen)
    assert api.send("PUT", path, {"questions": []}, headers=seen).status_code == 412
    foreign = {**VISA, "id": "00000000-0000-7000-8000-000000000000"}
    assert api.send("PUT", path, {"questions": [foreign]}).status_code == 412
    assert ScreeningQuestion.objects.count() == 1


@pytest.mark.parametrize(
    "questions",
    [
        None,
        "x",
        [VISA, VISA, VISA, VISA],
        [{}],
        [{"ask": ""}],
        [{"ask": "a\x00b"}],
        [{"ask": "x" * 301}],
        [{"ask": "Which?", "kind": "stars"}],
        [{"ask": "Which?", "kind": "choice", "options": ["one"]}],
        [{"ask": "Which?", "flags": {"Yes": "x"}}],
        [{**VISA, "flags": {"Maybe": "x"}}],
        [{**VISA, "flags": "x"}],
        [{**VISA, "id": "x"}],
        [{"ask": "What is your current salary?"}],
    ],
)
def test_questions_that_are_not_right_are_refused(questions, api, path):
    assert api.send("PUT", path, {"questions": questions}).status_code == 400
    assert not ScreeningQuestion.objects.exists()


def test_a_refusal_cites_the_law(api, path):
    told = api.send("PUT", path, {"questions": [{"ask": "What is your current salary?"}]})
    assert "C.R.S. § 8-5-102" in str(told.body["errors"])


def test_what_to_think_over_comes_along(api, path):
    told = api.send("PUT", path, {"questions": [{"ask": "How old are you?"}]})
    (notice,) = told.body["questions"][0]["notices"]
    assert "29 CFR" in notice["sentence"]
    assert not notice["is_refused"]


def test_a_lead_of_another_team_finds_none(api_of, lead, path):
    assert api_of(lead).send("PUT", path, {"questions": []}).status_code == 404
    assert api_of(lead).read(path).status_code == 404


@pytest.mark.parametrize("who", ["admin", "interviewer", "outsider"])
def test_questions_are_for_those_who_hire(who, request, api_of, path):
    assert api_of(request.getfixturevalue(who)).read(path).status_code == 403


def test_the_rival_company_finds_none(api_of, globex, recruiter, path):
    with inside(globex):
        rival = User.objects.get(pk=recruiter.pk)
    assert api_of(rival, globex).read(path).status_code == 404


def test_an_application_tells_its_answers_to_whoever_manages_it(
    api, api_of, opening, interviewer, recruiter
):
    from panels.seats import seat
    from pipeline.models import Criterion

    application = make_application(opening, stage="screen", channel="meetup")
    question = ScreeningQuestion.objects.create(opening=opening, position=0, **VISA)
    write_answers(application, [Given(question, "No")])
    place = f"applications/{application.pk}/"
    told = api.read(place).body
    assert told["channel"] == "meetup"
    assert told["answers"] == [
        {
            "question": str(question.pk),
            "ask": VISA["ask"],
            "answer": "No",
            "flag": "Needs a permit",
        }
    ]
    criteria = list(Criterion.objects.all()[:1])
    seat(stage_of(opening, "screen"), interviewer, criteria, by=recruiter)
    assert api_of(interviewer).read(place).body["answers"] == []
