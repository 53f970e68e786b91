"""The page that merges records: what it asks, and what it refuses."""

import pytest
from django.urls import reverse

from pipeline.merging.merging import say_two_people
from pipeline.models import Candidate, Merge
from tests.duplicates import MERGE, asked, filled, post_merge, twins
from tests.factories import make_application, make_opening


def shown(answer):
    return answer.content.decode()


def person_page(candidate):
    return reverse("pipeline:candidate", args=[candidate.pk])


@pytest.fixture
def client(client_of, recruiter):
    return client_of(recruiter)


def test_the_form_asks_only_for_what_differs(client):
    ada, twin = twins()
    Candidate.objects.filter(pk=twin.pk).update(phone="1", location="Bern")
    form = client.get(MERGE, asked([ada, twin])).context["form"]
    assert list(form.fields) == ["records", "lead", "name"]
    assert form["lead"].value() == str(ada.pk)


def test_the_record_with_most_applications_usually_leads(client, recruiter):
    ada, twin = twins()
    make_application(make_opening(by=recruiter), candidate=twin)
    form = client.get(MERGE, asked([ada, twin])).context["form"]
    assert form["lead"].value() == form["name"].value() == str(twin.pk)


def test_merging_keeps_the_record_that_leads_and_what_was_chosen(client):
    ada, twin = twins()
    answer = client.post(
        f"{MERGE}?record={ada.pk}&record={twin.pk}", filled([ada, twin], name=str(twin.pk))
    )
    assert answer.url == person_page(ada)
    assert Candidate.objects.present().get().name == "Ada 1"
    page = shown(client.get(person_page(ada)))
    assert "2 records are one now." in page
    assert f"/candidates/merges/{Merge.objects.get().pk}/undo/" in page
    assert client.get(person_page(twin)).url == person_page(ada)


def test_it_is_said_before_which_application_is_withdrawn(client, recruiter):
    people = twins()
    opening = make_opening(by=recruiter, title="Speech ML")
    for person in people:
        make_application(opening, candidate=person)
    assert "They apply for <b>Speech ML</b> more than once" in shown(
        client.get(MERGE, asked(people))
    )


def test_of_three_two_can_be_merged(client):
    people = twins(3)
    query = "&".join(f"record={person.pk}" for person in people)
    form = filled(people[:2], name=str(people[2].pk))
    client.post(f"{MERGE}?{query}", form)
    assert Candidate.objects.present().count() == 2
    assert Candidate.objects.get(pk=people[0].pk).name == "Ada 0"


@pytest.mark.parametrize(
    "change",
    [
        {"records": []},
        {"records": "one"},
        {"records": ["x", "\x00"]},
        {"lead": "other"},
        {"lead": ""},
        {"name": "x"},
    ],
)
def test_a_form_that_cannot_be_merges_nothing(client, change):
    people = twins(3)
    values = {"one": [str(people[0].pk)], "other": str(people[2].pk)}
    form = filled(people[:2], name=str(people[0].pk))
    form |= {
        name: value if isinstance(value, list) else values.get(value, value)
        for name, value in change.items()
    }
    query = "&".join(f"record={person.pk}" for person in people)
    assert client.post(f"{MERGE}?{query}", form).status_code == 422
    assert Candidate.objects.present().count() == 3


@pytest.mark.parametrize("record", ["", "x", "\x00", "019a1ff4-3a83-7a1b-920e-5849d1b55b1f"])
def test_an_address_without_two_records_is_not_found(client, record):
    ada, _ = twins()
    query = {"record": [ada.pk, record]}
    assert client.get(MERGE, query).status_code == 404


def test_records_merged_meanwhile_are_said_to_be(client, recruiter):
    people = twins(3)
    say_two_people(people[0], people[1], by=recruiter)
    answer = post_merge(client, people)
    assert answer.status_code == 422
    assert "are two people" in shown(answer)
