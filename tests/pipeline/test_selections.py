"""Taking back what was done with people ticked in a list."""

import re
from html import unescape

import pytest
from django.urls import reverse

from config.accounts.models import User
from config.tenancy.schemas import inside
from pipeline.models import PoolPlace, Tagging
from pipeline.people.pools import create_pool, put_in_pool
from pipeline.people.tags import tag_people
from pipeline.views.selections import MOST_TO_UNDO
from tests.companies import KEYS
from tests.factories import make_application, make_candidate, make_opening


@pytest.fixture(params=["tag", "pool"])
def deed(request, recruiter):
    """Where people are posted, what is typed with them, and the rows that come of it."""
    if request.param == "tag":
        return reverse("pipeline:tag_selected"), {"name": "Speech"}, Tagging
    pool = create_pool(by=recruiter, name="Speech")
    return reverse("pipeline:pool_selected"), {"pool": str(pool.pk)}, PoolPlace


def undo_in(page):
    """Return where the toast of a page posts its undo; None without one."""
    found = re.search(r'action="([^"]*/selected/take-[^"]*)"', page.text)
    return unescape(found[1]) if found else None


def test_what_was_done_with_those_ticked_is_undone_at_once(deed, client_of, recruiter):
    path, typed, rows = deed
    earlier, *others = [make_candidate(name=f"Person {number}") for number in range(3)]
    client = client_of(recruiter)
    client.post(path, {"person": [str(earlier.pk)], **typed}, follow=True)
    keys = [str(person.pk) for person in (earlier, *others)]
    page = client.post(path, {"person": keys, "next": "/candidates/?q=per", **typed}, follow=True)
    assert rows.objects.count() == 3
    undone = client.post(undo_in(page), follow=True)
    assert undone.redirect_chain[0][0] == "/candidates/?q=per"
    assert "2 people are" in undone.text
    assert rows.objects.get().candidate == earlier, "who had it before keeps it"


def test_a_whole_page_is_undone_and_nothing_done_offers_nothing(deed, client_of, recruiter):
    path, typed, rows = deed
    keys = [str(make_candidate(name=f"N {number}").pk) for number in range(MOST_TO_UNDO + 1)]
    client = client_of(recruiter)
    page = client.post(path, {"person": keys[1:], **typed}, follow=True)
    client.post(undo_in(page))
    assert not rows.objects.exists()
    assert undo_in(client.post(path, {"person": keys, **typed}, follow=True)) is None
    assert undo_in(client.post(path, {"person": keys, **typed}, follow=True)) is None


def test_nobody_undoes_it_on_people_they_may_not_change(
    deed, client_of, recruiter, lead, interviewer
):
    path, typed, rows = deed
    person = make_application(make_opening(by=recruiter)).candidate
    page = client_of(recruiter).post(path, {"person": [str(person.pk)], **typed}, follow=True)
    client_of(lead).post(undo_in(page))
    assert client_of(interviewer).post(undo_in(page)).status_code == 403
    assert client_of(recruiter).get(undo_in(page)).status_code == 405
    assert rows.objects.exists()


@pytest.mark.parametrize("asked", ["", "?person=x", "?person=%00", "?person="])
def test_an_undo_that_names_nobody_changes_nothing(asked, client_of, recruiter):
    person = make_candidate()
    tag, _ = tag_people([person], "Speech", by=recruiter)
    pool = create_pool(by=recruiter, name="Speech")
    put_in_pool(pool, [person], by=recruiter)
    for view, key in [("untag_selected", tag.pk), ("unpool_selected", pool.pk)]:
        answer = client_of(recruiter).post(reverse(f"pipeline:{view}", args=[key]) + asked)
        assert answer.url == "/candidates/"
    assert (Tagging.objects.count(), PoolPlace.objects.count()) == (1, 1)


def test_a_rival_company_undoes_nothing(globex, client_of, recruiter):
    person = make_candidate()
    tag, _ = tag_people([person], "Speech", by=recruiter)
    path = reverse("pipeline:untag_selected", args=[tag.pk]) + f"?person={person.pk}"
    with inside(globex):
        rival = User.objects.get(pk=KEYS["recruiter"])
    assert client_of(rival, globex).post(path).status_code == 404
    assert Tagging.objects.exists()
