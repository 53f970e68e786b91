"""Practising with calibration examples: rated first, keyed after."""

import pytest
from django.urls import reverse

from config.tenancy.schemas import inside
from panels.models import CalibrationExample, PracticeRating
from panels.practice import IllegalPractice, practice_of, rate_example, who_practised
from pipeline.framework.documents import document_of
from pipeline.framework.editing import current_version, write_entry
from pipeline.framework.lists import LISTS
from pipeline.models import Level

LIST = reverse("panels:calibration")


@pytest.fixture
def example(acme):
    """One answer, keyed from acceptable to failing."""
    criterion = CalibrationExample.objects.first().criterion
    write_entry(
        "calibration_examples",
        {
            "key": "one-answer",
            "criterion": criterion.key,
            "question": "Why this model?",
            "answer": "It was the one we had used before.",
            "verdicts": {"junior": "acceptable", "mid": "weak", "senior": "failing"},
            "why": {"junior": "Honest JJJ.", "mid": "No reason MMM.", "senior": "No view SSS."},
        },
        by="test",
    )
    return CalibrationExample.objects.get(key="one-answer")


@pytest.fixture
def page(example):
    return reverse("panels:practise", args=[example.key])


def level(key):
    return Level.objects.get(key=key)


def rated(example, person, key, rating):
    return rate_example(example, level(key), rating, by=person)


def reword(example, **fields):
    """Change the example; return it as it then is."""
    document = document_of(LISTS["calibration_examples"], example)
    write_entry("calibration_examples", {**document, **fields}, by="test")
    return CalibrationExample.objects.select_related("criterion").get(pk=example.pk)


def test_the_key_of_a_level_is_told_after_rating_it_there(client_of, interviewer, example, page):
    client = client_of(interviewer)
    html = client.get(f"{page}?level=mid").content.decode()
    assert "How good is it at Mid?" in html
    for why in ("JJJ", "MMM", "SSS"):
        assert why not in html
    answer = client.post(page, {"level": "mid", "rating": 4})
    assert answer.url == f"{page}?level=mid"
    html = client.get(answer.url).content.decode()
    assert "At Mid: weak" in html
    assert "2 above the key" in html
    assert "No reason MMM." in html
    assert "JJJ" not in html
    assert "Rate it at Junior" in html


def test_each_level_is_opened_by_its_own_rating(client_of, interviewer, example, page):
    for key in ("junior", "mid", "senior"):
        rated(example, interviewer, key, 1)
    html = client_of(interviewer).get(page).content.decode()
    for why in ("JJJ", "MMM", "SSS"):
        assert why in html


def test_a_rating_is_pinned_to_the_version_of_the_framework(interviewer, example):
    kept = rated(example, interviewer, "mid", 2)
    assert kept.framework_version == current_version()


def test_the_first_rating_stands(client_of, interviewer, example, page):
    client = client_of(interviewer)
    client.post(page, {"level": "mid", "rating": 4})
    client.post(page, {"level": "mid", "rating": 2})
    assert [row.rating for row in PracticeRating.objects.all()] == [4]


def test_a_change_elsewhere_in_the_framework_leaves_it_rated(interviewer, example):
    rated(example, interviewer, "mid", 2)
    write_entry("probes", {"key": "new", "ask": "And then?", "change": "depth"}, by="test")
    rated(example, interviewer, "mid", 4)
    assert PracticeRating.objects.get().rating == 2
    assert practice_of(interviewer, [example])[0].at("mid").is_rated


def test_an_example_that_was_reworded_is_rated_again(client_of, interviewer, example, page):
    rated(example, interviewer, "mid", 4)
    changed = reword(example, answer="We chose it on a coin.")
    assert "MMM" not in client_of(interviewer).get(f"{page}?level=mid").content.decode()
    rated(changed, interviewer, "mid", 2)
    assert practice_of(interviewer, [changed])[0].at("mid").distance == 0
    assert PracticeRating.objects.count() == 2


@pytest.mark.parametrize(("rating", "words"), [(1, "1 below"), (2, "just as"), (4, "2 above")])
def test_the_distance_says_its_side(interviewer, example, rating, words):
    rated(example, interviewer, "mid", rating)
    assert practice_of(interviewer, [example])[0].at("mid").distance_words.startswith(words)


@pytest.mark.parametrize(
    "sent", [{}, {"level": "mid"}, {"level": "mid", "rating": 5}, {"level": "staff", "rating": 2}]
)
def test_bad_input_is_refused_and_tells_no_key(client_of, interviewer, example, page, sent):
    answer = client_of(interviewer).post(page, sent)
    assert answer.status_code == 422
    assert "MMM" not in answer.content.decode()
    assert not PracticeRating.objects.exists()


@pytest.mark.parametrize(("key", "rating"), [("staff", 2), ("mid", 0), ("mid", 5)])
def test_what_cannot_be_rated_is_refused_below_the_form_too(interviewer, example, key, rating):
    with pytest.raises(IllegalPractice):
        rated(example, interviewer, key, rating)


def test_a_retired_example_is_gone(client_of, interviewer, example, page):
    retired = reword(example, is_retired=True)
    client = client_of(interviewer)
    assert client.get(page).status_code == 404
    assert "Why this model?" not in client.get(LIST).content.decode()
    with pytest.raises(IllegalPractice):
        rated(retired, interviewer, "mid", 2)


def test_an_unknown_example_is_not_found(client_of, interviewer):
    address = reverse("panels:practise", args=["no-such-example"])
    assert client_of(interviewer).get(address).status_code == 404


def test_leads_see_who_has_practised_with_distance_and_n(
    client_of, lead, interviewer, recruiter, example
):
    rated(example, interviewer, "junior", 4)
    rated(example, interviewer, "mid", 4)
    rows = {row.person: row for row in who_practised()}
    assert (rows[interviewer].n, rows[interviewer].distance) == (2, 1.5)
    assert rows[interviewer].lean_words == "1.5 above the keys"
    assert rows[recruiter].n == 0
    assert rows[recruiter].distance is None
    assert "n = 2" in client_of(lead).get(LIST).content.decode()


@pytest.mark.parametrize("who", ["interviewer", "recruiter"])
def test_others_do_not_see_who_has_practised(request, client_of, other_interviewer, example, who):
    rated(example, other_interviewer, "mid", 4)
    html = client_of(request.getfixturevalue(who)).get(LIST).content.decode()
    assert "Who has practised" not in html
    assert other_interviewer.name not in html


def test_who_does_not_interview_does_not_practise(client_of, admin, page):
    assert client_of(admin).get(LIST).status_code == 403
    assert client_of(admin).get(page).status_code == 403


def test_the_rival_company_has_its_own_examples(client_of, globex, interviewer, page):
    with inside(globex):
        namesake = type(interviewer).objects.get(pk=interviewer.pk)
    assert client_of(namesake, company=globex).get(page).status_code == 404


@pytest.mark.parametrize("number", [1, 50])
def test_the_list_costs_the_same_queries_for_any_number_of_examples(
    client_of, lead, example, django_assert_num_queries, number
):
    document = document_of(LISTS["calibration_examples"], example)
    for place in range(number):
        write_entry("calibration_examples", {**document, "key": f"copy-{place}"}, by="test")
        rated(CalibrationExample.objects.get(key=f"copy-{place}"), lead, "mid", 3)
    client = client_of(lead)
    client.get(LIST)
    with django_assert_num_queries(10):
        assert client.get(LIST).status_code == 200
