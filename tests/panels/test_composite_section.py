"""The composite on the page of an application: for whoever reads the cards, with its weights."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.urls import reverse

from panels.filling import submit
from panels.scorecards import cards_for
from panels.seats import seat
from panels.sections import composites_of
from pipeline.models import Criterion, Dimension, Membership
from tests.factories import make_application, make_opening
from tests.panels.at_table import reword
from tests.panels.cards import make_filling, submitted

DIMENSIONS = ("technical", "production", "leadership", "innovation")


@pytest.fixture
def one_of_each(acme):
    """A criterion of each dimension, in the order of their weights."""
    return [Criterion.objects.filter(dimension__key=key).first() for key in DIMENSIONS]


@pytest.fixture
def rated(application, technical, one_of_each, interviewer, lead):
    """Return a function that rates the four with 3, 2, 4 and 1, or fewer of them."""

    def rated(values=(3, 2, 4, 1), *, application=application):
        criteria = one_of_each[: len(values)]
        seat(application.stage, interviewer, criteria, by=lead)
        keys = [criterion.pk for criterion in criteria]
        filling = replace(make_filling(criteria), ratings=dict(zip(keys, values, strict=True)))
        return submit(application, application.stage, filling, by=interviewer)

    return rated


def by_dimension(application, reader):
    found = composites_of(cards_for(application, reader), application.opening)
    return next((row for row in found if row.kind == "dimension"), None)


def test_the_page_shows_the_sum_and_its_arithmetic(rated, application, client_of, lead):
    rated()
    url = reverse("pipeline:application", args=[application.pk])
    html = client_of(lead).get(url).content.decode()
    assert "<b>2.70</b> of 4 by dimension" in html
    assert "3 × 40 % + 2 × 30 % + 4 × 20 % + 1 × 10 % = 2.70" in html
    assert "n = 4 ratings on 1 card that you may read" in html
    assert "a summary of ratings, not a decision" in html
    assert "of 4 by component" in html


def test_dimensions_without_a_rating_are_named_and_left_out(rated, application, client_of, lead):
    rated((4, 1))
    url = reverse("pipeline:application", args=[application.pk])
    html = client_of(lead).get(url).content.decode()
    names = ", ".join(Dimension.objects.values_list("name", flat=True)[2:])
    assert f"No rating yet of {names}." in html
    assert "4 × 57.14 % + 1 × 42.86 % = 2.71" in html


def test_weights_changed_later_leave_a_running_opening_as_it_was(
    rated, application, opening, lead, recruiter
):
    rated()
    for key, weight in zip(DIMENSIONS, (10, 20, 30, 40), strict=True):
        Dimension.objects.filter(key=key).update(weight_percent=weight)
    opening.refresh_from_db()
    application.refresh_from_db()
    assert by_dimension(application, lead).composite.value == Decimal("2.70")
    younger = make_application(make_opening(by=lead), by=recruiter, stage="technical")
    rated(application=younger)
    assert by_dimension(younger, lead).composite.value == Decimal("2.30")


def test_a_criterion_counts_where_it_belonged_when_it_was_rated(
    rated, application, one_of_each, lead
):
    rated()
    first = one_of_each[0]
    sub_criterion = Dimension.objects.get(key="innovation").sub_criteria[0]["key"]
    reword("criteria", first.key, by=lead, dimension="innovation", sub_criterion=sub_criterion)
    assert by_dimension(application, lead).composite.value == Decimal("2.70")


@pytest.mark.parametrize(
    ("who", "reads"),
    [("lead", True), ("interviewer", True), ("recruiter", False), ("other_interviewer", False)],
)
def test_only_who_reads_cards_reads_their_sum(request, rated, application, who, reads):
    rated()
    assert bool(by_dimension(application, request.getfixturevalue(who))) is reads


def test_nothing_is_summed_up_while_cards_are_withheld(
    rated, application, technical, criteria, lead, recruiter, one_of_each
):
    """Not even those of another stage, which the reader may read."""
    rated()
    Membership.objects.create(opening=application.opening, user=recruiter)
    assert by_dimension(application, recruiter)
    seat(technical, recruiter, criteria, by=lead)
    assert by_dimension(application, recruiter) is None
    submitted(application, recruiter, criteria)
    assert by_dimension(application, recruiter).n_cards == 2


def test_an_opening_without_weights_has_none(rated, application, lead):
    rated()
    application.opening.dimension_weights = {}
    assert by_dimension(application, lead) is None
