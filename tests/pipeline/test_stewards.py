"""Review dates: what is due, who looks after it, and noting that it is still right."""

from datetime import timedelta

import pytest

from config.accounts.models import User
from config.records.models import AuditEntry
from pipeline.days import today
from pipeline.framework.editing import StaleEntry, current_version
from pipeline.framework.history import entries_at
from pipeline.framework.lists import LISTS
from pipeline.models import Fact, FrameworkVersion, Revision, Steward, Task
from pipeline.queue import queue_of
from pipeline.stewards import (
    IllegalReview,
    appoint,
    dated_lists,
    next_review,
    possible_stewards,
    read_reviews,
    reviews_due,
    still_right,
)
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


def said(user, company):
    return [item.what for item in reviews_due(user, company)]


def later(days=365):
    return today() + timedelta(days=days)


# What is due


def test_the_lists_with_review_dates_are_these(acme):
    assert [entry_list.name for entry_list in dated_lists()] == [
        "tasks",
        "kits",
        "questions",
        "facts",
    ]


@pytest.mark.parametrize(
    ("days", "where"), [(-1, "overdue"), (0, "soon"), (60, "soon"), (61, None), (None, None)]
)
def test_an_entry_is_overdue_after_its_day_and_soon_within_sixty(acme, fact, days, where):
    Fact.objects.update(review_by=None)
    review_by = None if days is None else today() + timedelta(days=days)
    Fact.objects.filter(key=KEY).update(review_by=review_by)
    row = next(row for row in read_reviews(today()) if row.entry_list.name == "facts")
    assert (row.overdue == [fact]) is (where == "overdue")
    assert (row.soon == [fact]) is (where == "soon")


def test_lists_with_something_overdue_come_first(acme):
    overdue(KEY)
    Task.objects.filter(key="junior-etl").update(review_by=today())
    names = [row.entry_list.name for row in read_reviews(today())]
    assert names == ["facts", "tasks", "kits", "questions"]


def test_a_retired_entry_is_not_due(acme):
    overdue(KEY)
    Fact.objects.filter(key=KEY).update(is_retired=True)
    assert not any(row.overdue for row in read_reviews(today()))


def test_the_next_review_date_is_known(acme):
    Fact.objects.filter(key=KEY).update(review_by=later(61))
    assert next_review(today()) == later(61)
    assert next_review(later(401)) is None


def test_all_that_ships_in_these_lists_carries_a_review_date(acme):
    for entry_list in dated_lists():
        shipped = entries_at(1, entry_list.name).values()
        assert shipped
        assert [document["key"] for document in shipped if not document["review_by"]] == []


# Still right


def test_an_entry_that_is_still_right_is_a_new_version_with_a_note(acme, lead, fact):
    before = current_version()
    overdue(KEY)
    still_right(LISTS["facts"], fact, by=lead, review_by=later(), seen=fact.version)
    fact.refresh_from_db()
    assert (fact.review_by, fact.version) == (later(), before + 1)
    version = FrameworkVersion.objects.get(number=before + 1)
    assert (version.note, version.by) == ("Reviewed, still right", lead)
    revision = Revision.objects.get(version=version)
    assert revision.document["review_by"] == later().isoformat()


def test_the_rest_of_the_entry_stays(acme, lead, fact):
    was = Fact.objects.values().get(key=KEY)
    still_right(LISTS["facts"], fact, by=lead, review_by=later(), seen=fact.version)
    now = Fact.objects.values().get(key=KEY)
    assert {name for name in was if was[name] != now[name]} == {"review_by", "version"}


@pytest.mark.parametrize("days", [-1, 0, 5 * 366 + 1])
def test_the_next_day_lies_ahead_and_not_too_far(acme, lead, fact, days):
    with pytest.raises(IllegalReview, match="after today"):
        still_right(LISTS["facts"], fact, by=lead, review_by=later(days), seen=fact.version)


def test_what_somebody_changed_meanwhile_is_not_confirmed(acme, lead, fact):
    still_right(LISTS["facts"], fact, by=lead, review_by=later(), seen=fact.version)
    with pytest.raises(StaleEntry):
        still_right(LISTS["facts"], fact, by=lead, review_by=later(9), seen=fact.version)


@pytest.mark.parametrize("name", ["tasks", "kits", "questions", "facts"])
def test_each_list_is_confirmed_alike(acme, lead, name):
    row = LISTS[name].model.objects.in_use().first()
    still_right(LISTS[name], row, by=lead, review_by=later(), seen=row.version)
    assert LISTS[name].model.objects.get(pk=row.pk).review_by == later()


# Stewards


def test_who_may_edit_the_framework_may_look_after_it(acme, admin, lead):
    assert set(possible_stewards()) == {admin, lead}
    User.objects.filter(pk=admin.pk).update(is_active=False)
    assert set(possible_stewards()) == {lead}


@pytest.mark.parametrize("who", ["recruiter", "interviewer", "outsider"])
def test_nobody_else_is_appointed(request, acme, admin, who):
    with pytest.raises(IllegalReview, match="may not edit"):
        appoint(LISTS["facts"], request.getfixturevalue(who), by=admin)
    assert not Steward.objects.exists()


def test_a_list_has_one_steward_or_none(acme, admin, lead):
    for person in (admin, lead):
        appoint(LISTS["facts"], person, by=admin)
        assert Steward.objects.get().user == person
    assert AuditEntry.objects.filter(table="pipeline_steward").latest("id").actor == str(admin.pk)
    appoint(LISTS["facts"], None, by=admin)
    assert not Steward.objects.exists()


# Today's queue


def test_without_a_steward_overdue_entries_wait_for_the_hiring_leads(acme, admin, lead, recruiter):
    overdue(KEY, "python-in-postings")
    overdue("junior-etl", model=Task)
    assert said(lead, acme) == [
        "1 task of the framework is due for review",
        "2 facts of the framework are due for review",
    ]
    assert said(admin, acme) == said(recruiter, acme) == []


def test_with_a_steward_they_wait_for_them_alone(acme, admin, lead):
    overdue(KEY)
    appoint(LISTS["facts"], admin, by=admin)
    assert said(admin, acme) == ["1 fact of the framework is due for review"]
    assert said(lead, acme) == []


@pytest.mark.parametrize("change", [{"is_active": False}, {"roles": ["recruiter"]}])
def test_a_steward_who_can_no_longer_do_it_leaves_it_to_the_leads(acme, admin, lead, change):
    overdue(KEY)
    appoint(LISTS["facts"], admin, by=admin)
    User.objects.filter(pk=admin.pk).update(**change)
    assert len(said(lead, acme)) == 1
    facts = next(row for row in read_reviews(today()) if row.entry_list.name == "facts")
    assert facts.steward is None


def test_the_queue_costs_one_query_and_one_for_the_stewards_where_anything_is_overdue(
    acme, lead, recruiter, django_assert_num_queries
):
    with django_assert_num_queries(1):
        assert said(lead, acme) == []
    overdue(*Fact.objects.values_list("key", flat=True))
    with django_assert_num_queries(2):
        assert len(said(lead, acme)) == 1
    with django_assert_num_queries(0):
        assert said(recruiter, acme) == []


def test_today_shows_it_as_a_thing_to_do_without_a_candidate(client_of, acme, lead):
    overdue(KEY)
    [item] = queue_of(lead, acme)
    assert (item.candidate, item.href) == ("", f"{PAGE}#facts")
    shown = client_of(lead).get("/").text
    assert f'<td colspan="2"><a class="cover" href="{PAGE}#facts">1 fact of the framework' in shown
