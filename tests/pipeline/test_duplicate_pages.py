"""Pages about duplicates: the groups, merging, two people, and undoing."""

import pytest
from django.urls import reverse

from config.accounts.models import User
from config.tenancy.ids import new_id
from config.tenancy.schemas import inside
from pipeline.merging.merging import merge
from pipeline.merging.twins import MOST_SHARING
from pipeline.models import Candidate, Employment, TwoPeople
from pipeline.people_due import bring_up_to_date
from tests.companies import KEYS
from tests.duplicates import asked, post_merge, twins
from tests.factories import make_application, make_candidate, make_opening, stage_of

LIST, SHARED, MERGES = (
    "/candidates/duplicates/",
    "/candidates/duplicates/shared/",
    "/candidates/merges/",
)
MERGE, PAIR = "/candidates/duplicates/merge/", "/candidates/duplicates/two-people/"


def shown(answer):
    return answer.content.decode()


def person_page(candidate):
    return reverse("pipeline:candidate", args=[candidate.pk])


@pytest.fixture
def client(client_of, recruiter):
    return client_of(recruiter)


def test_a_group_shows_its_people_side_by_side_and_why(client, recruiter):
    ada, twin = twins(phone="020 7946 0958")
    Employment.objects.create(candidate=ada, employer="Example Works GmbH")
    Employment.objects.create(candidate=twin, employer="Example Works")
    Candidate.objects.update(name="Ada Osei")
    make_application(make_opening(by=recruiter, title="Speech ML"), candidate=ada)
    bring_up_to_date()
    page = shown(client.get(LIST))
    for words in [
        "2 records may belong to 1 person",
        "The same email address: ada@example.com",
        "The same phone number: 2079460958",
        "Names alike, and both worked at Example Works",
        "Speech ML",
        person_page(ada),
        person_page(twin),
    ]:
        assert words in page, words


@pytest.mark.parametrize("groups", [1, 10])
def test_the_page_costs_the_same_queries_for_any_number_of_groups(
    groups, client, django_assert_num_queries
):
    for number in range(groups):
        twins(email=f"a{number}@example.com")
    client.get(LIST)
    # search path, company, search path, session, user; pairs, people, applications, jobs,
    # their pairs
    with django_assert_num_queries(10):
        assert len(client.get(LIST).context["groups"]) == groups


def test_groups_follow_each_other_in_pages(client):
    for number in range(11):
        twins(email=f"a{number}@example.com")
    seen = [
        frozenset(person.pk for person in group.people)
        for page in (1, 2)
        for group in client.get(LIST, {"page": page}).context["groups"]
    ]
    assert len(set(seen)) == len(seen) == 11
    assert client.get(LIST, {"page": "x\x00"}).status_code == 200


def test_an_empty_page_says_what_would_be_here(client):
    assert "No duplicates" in shown(client.get(LIST))
    assert "Nothing was merged yet" in shown(client.get(MERGES))
    assert "Nothing is shared by so many" in shown(client.get(SHARED))


def test_the_list_of_candidates_says_how_many_wait(client, client_of, lead):
    twins(3)
    assert 'Duplicates <span class="count">3</span>' in shown(client.get("/candidates/"))
    assert "Duplicates" not in shown(client_of(lead).get("/candidates/"))


def test_what_very_many_share_is_told_apart(client):
    twins(MOST_SHARING + 1, email="jobs@example.com")
    assert "No duplicates" in shown(client.get(LIST))
    page = shown(client.get(SHARED))
    assert "jobs@example.com" in page
    assert str(MOST_SHARING + 1) in page


def test_the_page_of_a_person_points_to_the_other_and_leads_to_merging(
    client, client_of, lead, recruiter
):
    ada, twin = twins()
    page = shown(client.get(person_page(ada)))
    assert "This may be the same person as" in page
    assert f"{MERGE}?record={ada.pk}&amp;record={twin.pk}" in page
    opening = make_opening(by=lead)
    for person in (ada, twin):
        make_application(opening, candidate=person)
    page = shown(client_of(lead).get(person_page(ada)))
    assert person_page(twin) in page
    assert MERGE not in page


# Two people, and undoing


def test_two_people_are_suggested_no_more_and_it_can_be_taken_back(client):
    ada, twin = twins()
    answer = client.post(PAIR, {"first": twin.pk, "second": ada.pk}, follow=True)
    said = TwoPeople.objects.get()
    assert f"{PAIR}{said.pk}/take-back/" in shown(answer)
    assert answer.context["groups"] == []
    assert person_page(twin) not in shown(client.get(person_page(ada)))
    assert "Said to be two people" in shown(client.get(MERGES))
    client.post(f"{PAIR}{said.pk}/take-back/")
    assert len(client.get(LIST).context["groups"]) == 1


@pytest.mark.parametrize(
    "typed",
    [{}, {"first": "x", "second": "\x00"}, {"first": "019a1ff4-3a83-7a1b-920e-5849d1b55b1f"}],
)
def test_a_pair_that_is_none_is_not_found(client, typed):
    assert client.post(PAIR, typed).status_code == 404
    nobody = {"first": new_id(), "second": new_id()}
    assert client.post(PAIR, nobody).status_code == 404


def test_a_merge_is_undone_from_the_persons_page_and_the_list(client, recruiter):
    ada, twin = twins()
    (row,) = merge(ada, [twin], by=recruiter)
    undo = f"/candidates/merges/{row.pk}/undo/"
    for page in (person_page(ada), MERGES):
        assert undo in shown(client.get(page))
    Candidate.objects.filter(pk=ada.pk).update(name="Ada")
    answer = client.post(undo, follow=True)
    assert "Ada 1 is a record of its own again." in shown(answer)
    assert client.get(person_page(twin)).status_code == 200
    page = shown(client.post(undo, follow=True))
    assert "This merge was undone already." in page
    assert "Undone by Recruiter" in page


def test_a_gone_records_address_still_finds_the_person(client, recruiter):
    ada = make_candidate(name="Ada", email="ada@example.com")
    twin = make_candidate(name="Twin", email="twin@example.com")
    merge(ada, [twin], by=recruiter)
    found = client.get("/candidates/", {"q": "twin@"}).context["people"]
    assert [person.pk for person in found] == [ada.pk]
    known = shown(client.get("/candidates/known/", {"email": "TWIN@example.com"}))
    assert person_page(ada) in known


# Who may


@pytest.mark.parametrize("who", ["lead", "interviewer", "admin", "outsider"])
def test_only_recruiters_see_and_merge(who, client_of):
    people = twins()
    client = client_of(User.objects.get(pk=KEYS[who]))
    for path in (LIST, SHARED, MERGES, f"{MERGE}?record={people[0].pk}&record={people[1].pk}"):
        assert client.get(path).status_code == 403
    assert post_merge(client, people).status_code == 403
    assert client.post(PAIR, asked(people)).status_code == 403


def test_the_rival_company_sees_and_parts_nothing_of_ours(client_of, globex, recruiter):
    ada, twin = twins()
    (row,) = merge(ada, [twin], by=recruiter)
    with inside(globex):
        rival = User.objects.get(pk=KEYS["recruiter"])
    client = client_of(rival, globex)
    assert "Ada" not in shown(client.get(MERGES))
    assert client.post(f"/candidates/merges/{row.pk}/undo/").status_code == 404
    assert client.get(person_page(twin)).status_code == 404


def test_whoever_is_hidden_from_a_reader_is_in_no_group(client, recruiter):
    ada, twin, third = twins(3)
    opening = make_opening(by=recruiter, is_blind=True)
    make_application(opening, candidate=twin, stage=stage_of(opening, "inbox"))
    (group,) = client.get(LIST).context["groups"]
    assert {person.pk for person in group.people} == {ada.pk, third.pk}
    assert client.get(MERGE, asked([ada, twin])).status_code == 404
    assert client.post(PAIR, {"first": ada.pk, "second": twin.pk}).status_code == 404


def test_what_people_typed_is_never_run(client):
    script = "<script>alert(1)</script>"
    people = twins(links='https://github.com/a"><script>alert(1)</script>', phone=script[:40])
    Candidate.objects.update(name=script)
    for path in (LIST, f"{MERGE}?record={people[0].pk}&record={people[1].pk}"):
        page = shown(client.get(path))
        assert script not in page
        assert "&lt;script&gt;" in page
