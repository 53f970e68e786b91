"""Searching over the API."""

import pytest

from tests.factories import make_application, make_candidate, make_opening
from tests.pipeline.test_searching import keep, resume


@pytest.fixture
def person(acme, lead, recruiter):
    person = make_candidate(name="Sorrel Osei", email="sorrel@example.com")
    application = make_application(make_opening(by=lead), candidate=person, by=recruiter)
    resume(person, "Grew heliotrope.", by=recruiter, application=application)
    keep()
    return person


def test_people_are_found_with_the_words_and_their_applications(api, person):
    told = api.read("search/?q=heliotrope").body
    [found] = told["results"]
    [application] = found["applications"]
    assert (found["id"], found["name"]) == (str(person.pk), "Sorrel Osei")
    assert application["state"] == "active"
    [text] = found["found_in"]
    assert text["kind"] == "resume"
    assert {"text": "heliotrope", "is_marked": True} in text["parts"]
    assert (told["also_searched"], told["more"]) == ([], "")


def test_a_mistyped_word_is_named(api, person):
    told = api.read("search/?q=heliotorpe").body
    assert told["also_searched"] == [{"typed": "heliotorpe", "words": ["heliotrope"]}]


def test_a_token_finds_what_its_person_may_read(api_of, person, lead, interviewer):
    assert len(api_of(lead).read("search/?q=sorrel@example.com").body["results"]) == 1
    assert api_of(interviewer).read("search/?q=sorrel").body["results"] == []


@pytest.mark.parametrize("who", ["admin", "outsider"])
def test_who_has_no_part_in_hiring_may_not_search(api_of, person, who, request):
    assert api_of(request.getfixturevalue(who)).read("search/?q=sorrel").status_code == 403


@pytest.mark.parametrize("query", ["", "q=%00", "q=!!!", "q=a&after=nonsense", "q=" + "x" * 5000])
def test_odd_questions_find_nobody(api, person, query):
    answer = api.read(f"search/?{query}")
    assert answer.status_code == 200
    assert answer.body["results"] == []
