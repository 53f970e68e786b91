"""Saved views: addresses under a name, one's own, shared and pinned."""

from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from config.accounts.models import User
from config.tenancy.schemas import inside
from pipeline.board_views.saved_views import (
    MOST_PINNED,
    address_of,
    change_view,
    delete_view,
    pin_view,
    restore_view,
    save_view,
    shelf_of,
    views_for,
)
from pipeline.models import Membership, PinnedView, SavedView, Tag
from tests.companies import KEYS
from tests.factories import make_opening

HX = {"HX-Request": "true"}


@pytest.fixture
def opening(acme, recruiter):
    return make_opening(by=recruiter)


@pytest.fixture
def view(opening, recruiter):
    return save_view(
        by=recruiter, name="Late, mine", shape="table", query="owner=me&clock=late", opening=opening
    )


def test_a_view_is_an_address_with_its_filters(view, opening, recruiter, client_of):
    answer = client_of(recruiter).get(reverse("pipeline:saved_view", args=[view.pk]))
    table = reverse("pipeline:table", args=[opening.pk])
    assert answer.url == f"{table}?owner=me&clock=late&view={view.pk}"
    page = client_of(recruiter).get(answer.url)
    assert page.context["shelf"].current == view
    across = save_view(by=recruiter, name="All", shape="board", query="")
    assert address_of(across) == f"/applications/?view={across.pk}"


def test_only_what_a_page_understands_is_kept(opening, recruiter, client_of):
    asked = {"name": "Mine", "shape": "board", "opening": opening.pk}
    query = f"owner=me&open=x&evil=1&tag={uuid4()}&after=9&col=clock"
    answer = client_of(recruiter).post(reverse("pipeline:add_view"), asked | {"query": query})
    view = SavedView.objects.get()
    assert (view.query, view.shape) == ("owner=me&col=clock", "board")
    assert answer.url == address_of(view)


def test_a_view_whose_filters_name_something_gone_opens_and_says_so(opening, recruiter, client_of):
    tag = Tag.objects.create(name="Speech")
    view = save_view(
        by=recruiter, name="Speech", shape="board", query=f"tag={tag.pk}", opening=opening
    )
    tag.delete()
    page = client_of(recruiter).get(reverse("pipeline:saved_view", args=[view.pk]), follow=True)
    assert page.status_code == 200
    assert "Tag: what was asked for is there no longer" in page.text
    delete_view(view, by=recruiter)
    page = client_of(recruiter).get(
        address_of(SavedView(pk=uuid4(), opening=opening, shape="board"))
    )
    assert "This view was deleted" in page.text


def test_a_shared_view_is_seen_by_who_sees_its_opening(view, opening, recruiter, lead):
    change_view(view, by=recruiter, is_shared=True)
    assert list(views_for(lead)) == []
    Membership.objects.create(opening=opening, user=lead)
    assert list(views_for(lead)) == [view]
    change_view(view, by=recruiter, is_shared=False)
    assert list(views_for(lead)) == []


def test_only_its_maker_changes_or_deletes_a_view(view, opening, recruiter, lead, client_of):
    change_view(view, by=recruiter, is_shared=True)
    Membership.objects.create(opening=opening, user=lead)
    client = client_of(lead)
    for name in ("edit_view", "refilter_view", "delete_view", "restore_view"):
        assert client.post(reverse(f"pipeline:{name}", args=[view.pk])).status_code == 404
    with pytest.raises(SavedView.DoesNotExist):
        delete_view(view, by=lead)
    assert client.post(reverse("pipeline:pin_view", args=[view.pk])).status_code == 302
    assert PinnedView.objects.get().person == lead


def test_pinned_views_stand_on_the_page_of_who_pinned_them(view, opening, recruiter, lead):
    change_view(view, by=recruiter, is_shared=True)
    Membership.objects.create(opening=opening, user=lead)
    pin_view(view, by=lead)
    pin_view(view, by=lead)
    assert shelf_of(lead, opening=opening, current=None).pinned == [view]
    assert shelf_of(recruiter, opening=opening, current=None).pinned == []
    assert shelf_of(lead, opening=None, current=None).pinned == [view]


def test_only_so_many_are_pinned(opening, recruiter):
    for number in range(MOST_PINNED):
        save_view(by=recruiter, name=f"{number}", shape="board", query="", is_pinned=True)
    with pytest.raises(ValidationError, match="Unpin one first"):
        save_view(by=recruiter, name="More", shape="board", query="", is_pinned=True)
    assert SavedView.objects.count() == MOST_PINNED, "nothing is half done"


def test_a_deleted_view_is_brought_back_for_its_maker(view, recruiter, lead, client_of):
    client = client_of(recruiter)
    page = client.post(reverse("pipeline:delete_view", args=[view.pk]), follow=True)
    restore = reverse("pipeline:restore_view", args=[view.pk])
    assert restore in page.text
    assert client_of(lead).post(restore).status_code == 404
    client.post(restore)
    assert SavedView.objects.get().query == view.query


def test_a_name_is_given_once_by_each_person(view, recruiter, lead, client_of):
    with pytest.raises(ValidationError):
        save_view(by=recruiter, name=" Late,  mine ", shape="board", query="")
    save_view(by=lead, name="Late, mine", shape="board", query="")
    asked = {"name": "Late, mine", "query": "", "shape": "board"}
    for headers in ({}, HX):
        answer = client_of(recruiter).post(reverse("pipeline:add_view"), asked, headers=headers)
        assert (answer.status_code, "already" in answer.text) == (422, True)
    delete_view(view, by=recruiter)
    save_view(by=recruiter, name="Late, mine", shape="board", query="")
    with pytest.raises(ValidationError):
        restore_view(view.pk, by=recruiter)


@pytest.mark.parametrize("name", ["", " ", "\0", "x" * 81])
def test_a_view_needs_a_name_that_can_be_one(recruiter, client_of, name):
    answer = client_of(recruiter).post(reverse("pipeline:add_view"), {"name": name, "query": "q=a"})
    assert answer.status_code == 422
    assert not SavedView.objects.exists()


def test_a_script_is_led_to_the_new_view(recruiter, client_of):
    asked = {"name": "Mine", "query": "owner=me", "shape": "table"}
    answer = client_of(recruiter).post(reverse("pipeline:add_view"), asked, headers=HX)
    assert answer["HX-Redirect"] == address_of(SavedView.objects.get())


def test_a_view_learns_what_its_maker_sees_now(view, recruiter, client_of):
    path = reverse("pipeline:refilter_view", args=[view.pk])
    answer = client_of(recruiter).post(path, {"query": "owner=nobody&nonsense=1"})
    assert "owner=nobody&view=" in answer.url


@pytest.mark.parametrize("number", [1, 50])
def test_the_list_of_views_costs_the_same_queries(
    opening, recruiter, client_of, django_assert_num_queries, number
):
    for at in range(number):
        save_view(by=recruiter, name=f"View {at}", shape="board", query="", opening=opening)
    client = client_of(recruiter)
    with django_assert_num_queries(6):  # SET, company, SET, session, user, views
        client.get(reverse("pipeline:saved_views"))


def test_the_rival_company_has_none_of_our_views(view, globex, client_of):
    with inside(globex):
        rival = User.objects.get(pk=KEYS["recruiter"])
    client = client_of(rival, globex)
    assert "Late, mine" not in client.get(reverse("pipeline:saved_views")).text
    assert client.get(reverse("pipeline:saved_view", args=[view.pk])).status_code == 404
