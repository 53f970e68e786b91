"""What the pages of an opening say of its loop and of its level."""

import pytest
from django.urls import reverse

from pipeline.models import Fact, Level, Specialization
from tests.factories import make_opening
from tests.panels.test_coverage_page import make_research_loop

MISMATCH = "This loop tests what ML research needs."
SHARE = "are open to people at entry level"


@pytest.fixture
def client(client_of, recruiter):
    return client_of(recruiter)


@pytest.fixture
def infra(recruiter):
    return make_opening(by=recruiter, specialization="infra")


@pytest.mark.parametrize(
    ("view", "times"),
    [
        ("pipeline:edit_opening", 1),
        ("pipeline:opening_stages", 1),
        ("pipeline:team", 1),
        ("panels:panel", 1),
        ("panels:coverage", 1),
        ("pipeline:board", 0),
        ("pipeline:opening_applications", 0),
    ],
)
def test_a_loop_for_another_role_is_named_where_it_is_arranged(client, infra, view, times):
    address = reverse(view, args=[infra.pk])
    assert MISMATCH not in client.get(address).text
    make_research_loop(infra)
    page = client.get(address).text
    assert page.count(MISMATCH) == times
    assert reverse("panels:coverage", args=[infra.pk]) in page


@pytest.mark.parametrize(("level", "is_shown"), [("junior", True), ("mid", False)])
def test_the_settings_of_a_junior_role_show_the_market_fact(client, recruiter, level, is_shown):
    opening = make_opening(by=recruiter, level=level)
    address = reverse("pipeline:edit_opening", args=[opening.pk])
    assert (SHARE in client.get(address).text) == is_shown
    Fact.objects.filter(key="entry-level-share").update(is_retired=True)
    assert SHARE not in client.get(address).text


@pytest.mark.parametrize(("level", "is_shown"), [("junior", True), ("mid", False), (None, False)])
def test_the_form_shows_it_once_the_level_is_chosen(client, acme, level, is_shown):
    chosen = Level.objects.get(key=level).pk if level else ""
    applied = Specialization.objects.get(key="applied").pk
    sent = {"level": chosen, "specialization": applied, "currency": "USD"}
    assert (SHARE in client.get(reverse("pipeline:opening_pay"), sent).text) == is_shown
