"""The page of review dates, by role."""

from datetime import timedelta

import pytest
from django.urls import reverse

from config.accounts.models import User
from config.tenancy.schemas import inside
from pipeline.days import today
from pipeline.framework.editing import current_version
from pipeline.models import Fact, Steward, Task
from tests.factories import postpone_reviews

PAGE = "/framework/reviews/"
KEY = "skills-changing"


@pytest.fixture(autouse=True)
def nothing_else_is_due(acme):
    postpone_reviews()


@pytest.fixture
def fact(acme):
    return Fact.objects.get(key=KEY)


def overdue(*keys, days=1, model=Fact):
    model.objects.filter(key__in=keys).update(review_by=today() - timedelta(days=days))


def later(days=365):
    return today() + timedelta(days=days)


def test_the_page_shows_each_list_with_what_is_overdue_and_due_soon(client_of, lead):
    overdue(KEY)
    Fact.objects.filter(key="postings-growth").update(review_by=later(30))
    shown = client_of(lead).get(PAGE)
    assert shown.context["overdue"] == 1
    text = shown.text
    assert "1 overdue" in text
    assert "Past the review date" in text
    assert "Due in the next 60 days" in text
    in_a_year = shown.context["in_a_year"]
    assert in_a_year - today() in (timedelta(days=365), timedelta(days=366))
    assert f'value="{in_a_year.isoformat()}"' in text


def test_an_empty_page_says_when_something_will_be_due(client_of, lead):
    Fact.objects.update(review_by=None)
    Task.objects.filter(key="junior-etl").update(review_by=later(61))
    shown = client_of(lead).get(PAGE).text
    day = later(61)
    assert f"The next review date is {day.day} {day:%B %Y}." in shown


def test_an_entry_is_confirmed_and_a_steward_appointed_on_the_page(client_of, lead, admin, fact):
    overdue(KEY)
    client = client_of(lead)
    fields = {"list": "facts", "key": KEY, "seen": fact.version, "review_by": later().isoformat()}
    answer = client.post(reverse("pipeline:confirm_entry"), fields)
    assert answer.url == PAGE
    fact.refresh_from_db()
    assert fact.review_by == later()
    steward = {"list": "facts", "user": str(admin.pk)}
    assert client.post(reverse("pipeline:appoint_steward"), steward).url == PAGE
    assert Steward.objects.get().user == admin
    client.post(reverse("pipeline:appoint_steward"), {"list": "facts", "user": ""})
    assert not Steward.objects.exists()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"review_by": "soon"}, "Enter a valid date"),
        ({"review_by": ""}, "This field is required"),
        ({"review_by": "2001-01-01"}, "Choose a day after today"),
        ({"review_by": "9999-12-31"}, "within five years"),
        ({"key": "no-such-fact"}, "There is no such entry any more"),
        ({"key": "a\0"}, "There is no such entry any more"),
        ({"list": "levels"}, "Select a valid choice"),
        ({"list": "facts\0"}, "Select a valid choice"),
        ({"seen": "-1"}, "greater than or equal"),
        ({"seen": "0"}, "meanwhile"),
    ],
)
def test_bad_input_is_told_and_changes_nothing(client_of, lead, fact, change, sentence):
    before = current_version()
    fields = {"list": "facts", "key": KEY, "seen": fact.version, "review_by": later().isoformat()}
    answer = client_of(lead).post(reverse("pipeline:confirm_entry"), {**fields, **change})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert current_version() == before


@pytest.mark.parametrize("user", ["nobody", "01a1fe5b-1db1-79f8-9ae7-8c48ea83d18c", "interviewer"])
def test_nobody_unfit_is_appointed_on_the_page(client_of, lead, interviewer, user):
    user = str(interviewer.pk) if user == "interviewer" else user
    answer = client_of(lead).post(
        reverse("pipeline:appoint_steward"), {"list": "facts", "user": user}
    )
    assert answer.status_code == 422
    assert "Looked after by: " in answer.text
    assert not Steward.objects.exists()


@pytest.mark.parametrize(
    ("who", "reads", "edits"),
    [
        ("admin", 200, 422),
        ("lead", 200, 422),
        ("recruiter", 200, 403),
        ("interviewer", 200, 403),
        ("outsider", 403, 403),
    ],
)
def test_who_reads_and_who_edits(request, client_of, fact, who, reads, edits):
    overdue(KEY)
    client = client_of(request.getfixturevalue(who))
    shown = client.get(PAGE)
    assert shown.status_code == reads
    if reads == 200:
        assert ("Still right</button>" in shown.text) is (edits == 422)
        assert ("<select" in shown.text) is (edits == 422)
    for name in ("confirm_entry", "appoint_steward"):
        assert client.post(reverse(f"pipeline:{name}")).status_code == edits


def test_the_rival_company_changes_its_own_entries_only(client_of, globex, lead, fact):
    with inside(globex):
        rival = User.objects.get(pk=lead.pk)
    fields = {"list": "facts", "key": KEY, "seen": fact.version, "review_by": later().isoformat()}
    client = client_of(rival, company=globex)
    assert client.post(reverse("pipeline:confirm_entry"), fields).status_code == 302
    appointed = {"list": "facts", "user": str(lead.pk)}
    assert client.post(reverse("pipeline:appoint_steward"), appointed).status_code == 302
    fact.refresh_from_db()
    assert fact.review_by != later()
    assert not Steward.objects.exists()


@pytest.mark.parametrize("entries", [1, 7])
def test_the_page_costs_the_same_for_any_number_of_entries(
    client_of, lead, django_assert_num_queries, entries
):
    overdue(*Fact.objects.values_list("key", flat=True)[:entries])
    client = client_of(lead)
    with django_assert_num_queries(12):
        # path, company, path, session, user; stewards, tasks, kits, questions, facts; people, fact
        shown = client.get(PAGE)
    assert shown.context["overdue"] == entries
