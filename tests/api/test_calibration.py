"""Practising over the API: rated first, keyed after."""

import pytest

from config.accounts.models import User
from config.tenancy.schemas import inside
from panels.models import CalibrationExample, PracticeRating
from pipeline.framework.editing import write_entry

PATH = "calibration/one-answer/ratings/"


@pytest.fixture(autouse=True)
def example(acme):
    """One answer, keyed from acceptable to failing."""
    document = {
        "key": "one-answer",
        "criterion": CalibrationExample.objects.first().criterion.key,
        "question": "Why this model?",
        "answer": "It was the one we had used before.",
        "verdicts": {"junior": "acceptable", "mid": "weak", "senior": "failing"},
        "why": {"junior": "Honest JJJ.", "mid": "No reason MMM.", "senior": "No view SSS."},
    }
    write_entry("calibration_examples", document, by="test")


@pytest.fixture
def client(api_of, interviewer):
    return api_of(interviewer)


def listed(client):
    return next(row for row in client.read("calibration/").body if row["key"] == "one-answer")


def test_examples_come_without_their_keys(client):
    told = listed(client)
    assert told["answer"] == "It was the one we had used before."
    assert [row["level"] for row in told["levels"]] == ["junior", "mid", "senior"]
    assert all(
        (row["rating"], row["verdict"], row["keyed_rating"], row["why"], row["distance"])
        == (None, None, None, "", None)
        for row in told["levels"]
    )


def test_a_rating_is_answered_with_the_key_of_its_level_only(client):
    told = client.send("POST", PATH, {"level": "mid", "rating": 4})
    assert told.status_code == 201
    assert told.body == {
        "level": "mid",
        "rating": 4,
        "verdict": "weak",
        "keyed_rating": 2,
        "why": "No reason MMM.",
        "distance": 2,
    }
    assert [row["verdict"] for row in listed(client)["levels"]] == [None, "weak", None]


def test_the_first_rating_stands(client):
    client.send("POST", PATH, {"level": "mid", "rating": 4})
    again = client.send("POST", PATH, {"level": "mid", "rating": 2})
    assert (again.status_code, again.body["rating"]) == (200, 4)
    assert PracticeRating.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"level": "mid", "rating": 5}, "rating"),
        ({"level": "mid"}, "rating"),
        ({"level": "staff", "rating": 2}, "level"),
        ({"level": "emperor", "rating": 2}, "level"),
    ],
)
def test_what_is_not_right_is_refused_by_field(client, wrong, field):
    told = client.send("POST", PATH, wrong)
    assert (told.status_code, list(told.body["errors"])) == (400, [field])
    assert not PracticeRating.objects.exists()


def test_a_retired_example_is_not_found(client):
    CalibrationExample.objects.filter(key="one-answer").update(is_retired=True)
    assert client.send("POST", PATH, {"level": "mid", "rating": 2}).status_code == 404


@pytest.mark.parametrize(
    ("who", "read", "rate"),
    [
        ("recruiter", 200, 201),
        ("lead", 200, 201),
        ("interviewer", 200, 201),
        ("admin", 403, 403),
        ("outsider", 403, 403),
    ],
)
def test_each_role_is_answered_by_the_table(request, api_of, who, read, rate):
    client = api_of(request.getfixturevalue(who))
    assert client.read("calibration/").status_code == read
    assert client.send("POST", PATH, {"level": "mid", "rating": 2}).status_code == rate


def test_the_rival_company_has_its_own(api_of, globex, recruiter):
    with inside(globex):
        rival = api_of(User.objects.get(pk=recruiter.pk), globex)
    assert "one-answer" not in {row["key"] for row in rival.read("calibration/").body}
    assert rival.send("POST", PATH, {"level": "mid", "rating": 2}).status_code == 404


def test_strangers_are_told_nothing(stranger):
    assert stranger.read("calibration/").status_code == 401
    assert stranger.send("POST", PATH, {"level": "mid", "rating": 2}).status_code == 401
