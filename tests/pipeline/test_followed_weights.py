"""The weights of an opening that changes its specialization."""

import pytest
from django.urls import reverse

from pipeline.models import Level, Opening, Specialization
from pipeline.opening_warnings import loop_of, warnings_of
from pipeline.opening_weights import change_weights, take_present_weights
from tests.api.conftest import api_of as api_of
from tests.factories import make_opening
from tests.pipeline.test_opening_weights import DIMENSIONS, EVEN
from tests.pipeline.test_openings import fields_of

KEPT = "This opening is now for ML infrastructure and keeps the weights that were set before."


@pytest.fixture
def opening(lead):
    return make_opening(by=lead, specialization="applied")


@pytest.fixture
def infra(acme):
    return Specialization.objects.get(key="infra")


@pytest.fixture(params=["page", "api"])
def change(request, opening, lead, infra, client_of, api_of):
    """Return a function that makes the opening one for ML infrastructure."""

    def by_page():
        version = Opening.objects.get().version
        level = Level.objects.get(key="senior").pk
        typed = fields_of(specialization=infra.pk, level=level, version=version)
        address = reverse("pipeline:edit_opening", args=[opening.pk])
        assert client_of(lead).post(address, typed).status_code == 302

    def by_api():
        answer = api_of(lead).send("PATCH", f"openings/{opening.pk}/", {"specialization": "infra"})
        assert answer.status_code == 200

    return by_page if request.param == "page" else by_api


def said():
    return [warning.text for warning in warnings_of(loop_of(Opening.objects.get()))]


def set_own(opening, lead):
    change_weights(
        opening, by=lead, version=1, component_weights=EVEN, dimension_weights=DIMENSIONS
    )


def test_the_weights_follow_the_specialization(change, infra):
    change()
    saved = Opening.objects.get()
    assert (saved.specialization, saved.component_weights) == (infra, infra.component_weights)
    assert KEPT not in said()


def test_weights_as_they_were_pinned_follow_too(change, infra):
    Specialization.objects.filter(key="applied").update(component_weights=EVEN)
    change()
    assert Opening.objects.get().component_weights == infra.component_weights


def test_weights_that_somebody_set_are_kept_and_named(change, opening, lead, client_of):
    set_own(opening, lead)
    assert said() == []
    change()
    assert Opening.objects.get().component_weights == EVEN
    assert KEPT in said()
    page = client_of(lead).get(reverse("pipeline:edit_opening", args=[opening.pk])).text
    assert KEPT in page


def test_taking_the_weights_of_the_framework_settles_it(change, opening, lead):
    set_own(opening, lead)
    change()
    now = Opening.objects.get()
    take_present_weights(now, by=lead, version=now.version)
    assert KEPT not in said()


def test_own_weights_without_a_change_of_specialization_are_not_named(opening, lead):
    set_own(opening, lead)
    assert KEPT not in said()
