"""The weights of an opening: pinned, changed on purpose, and never by the framework."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from config.accounts.models import User
from config.records.models import AuditEntry
from config.tenancy.schemas import inside
from pipeline.models import Dimension, Membership, Opening, Specialization
from pipeline.opening_weights import change_weights, take_present_weights, weights_of
from pipeline.openings import StaleOpening
from tests.factories import make_opening

EVEN = dict.fromkeys(("fundamentals", "coding", "system_design", "domain", "collaboration"), 20)
DIMENSIONS = {"technical": 25, "production": 25, "leadership": 25, "innovation": 25}


@pytest.fixture
def opening(lead):
    return make_opening(by=lead)


@pytest.fixture
def page(opening):
    return reverse("pipeline:opening_weights", args=[opening.pk])


def typed(components=EVEN, dimensions=DIMENSIONS, version=1, **changes):
    return {
        **{f"component_{key}": percent for key, percent in components.items()},
        **{f"dimension_{key}": percent for key, percent in dimensions.items()},
        "version": version,
        **changes,
    }


def test_new_weights_of_the_framework_leave_a_running_opening_as_it_was(opening):
    before = dict(opening.component_weights)
    Specialization.objects.filter(key="applied").update(component_weights=EVEN)
    Dimension.objects.filter(key="technical").update(weight_percent=35)
    opening = Opening.objects.select_related("specialization").get()
    weights = weights_of(opening)
    assert opening.component_weights == before
    assert weights.are_apart
    assert [row.present for row in weights.components] == [20] * 5
    assert [row.is_apart for row in weights.dimensions] == [True, False, False, False]


def test_a_lead_takes_the_present_ones(opening, lead, client_of):
    Specialization.objects.filter(key="applied").update(component_weights=EVEN)
    shown = client_of(lead).get(reverse("pipeline:edit_opening", args=[opening.pk])).text
    assert "Take the framework’s" in shown
    client_of(lead).post(reverse("pipeline:take_weights", args=[opening.pk]), {"version": 1})
    saved = Opening.objects.get()
    assert (saved.component_weights, saved.version) == (EVEN, 2)
    shown = client_of(lead).get(reverse("pipeline:edit_opening", args=[opening.pk])).text
    assert "Take the framework’s" not in shown


def test_a_lead_sets_their_own_and_the_audit_trail_keeps_both(opening, lead, page, client_of):
    assert client_of(lead).post(page, typed()).status_code == 302
    saved = Opening.objects.get()
    assert (saved.component_weights, saved.dimension_weights) == (EVEN, DIMENSIONS)
    entry = AuditEntry.objects.filter(table="pipeline_opening", action="update").latest("id")
    assert entry.actor == str(lead.pk)
    assert entry.before["component_weights"] != entry.after["component_weights"] == EVEN


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"component_coding": 21}, "The components add up to 101 %; they have to make 100 %."),
        ({"dimension_technical": 24}, "The dimensions add up to 99 %; they have to make 100 %."),
        ({"component_coding": -1}, "greater than or equal to 0"),
        ({"component_coding": 101}, "less than or equal to 100"),
        ({"component_coding": "x"}, "Enter a whole number"),
        ({"version": ""}, ""),
        ({"version": "x"}, ""),
    ],
)
def test_bad_input_changes_nothing(opening, lead, page, client_of, changes, sentence):
    answer = client_of(lead).post(page, typed(**changes))
    assert answer.status_code == 422
    assert sentence in answer.text
    assert Opening.objects.get().version == 1


def test_who_was_slower_is_told(opening, lead, page, client_of):
    change_weights(
        opening, by=lead, version=1, component_weights=EVEN, dimension_weights=DIMENSIONS
    )
    other = {**EVEN, "coding": 30, "domain": 10}
    answer = client_of(lead).post(page, typed(other), follow=True)
    assert "Somebody else has changed this opening" in answer.text
    assert Opening.objects.get().component_weights == EVEN
    with pytest.raises(StaleOpening):
        take_present_weights(opening, by=lead, version=1)


@pytest.mark.parametrize(
    "wrong",
    [
        {**EVEN, "coding": 19},
        {**EVEN, "coding": -20, "domain": 60},
        {"fundamentals": 50, "charisma": 50},
        {},
    ],
)
def test_the_rule_refuses_what_does_not_make_a_whole(opening, lead, wrong):
    with pytest.raises(ValidationError):
        change_weights(
            opening, by=lead, version=1, component_weights=wrong, dimension_weights=DIMENSIONS
        )


def test_taking_without_a_version_changes_nothing(opening, lead, client_of):
    Specialization.objects.filter(key="applied").update(component_weights=EVEN)
    address = reverse("pipeline:take_weights", args=[opening.pk])
    assert client_of(lead).post(address, {"version": "x"}).status_code == 302
    assert Opening.objects.get().version == 1


@pytest.mark.parametrize(
    ("who", "expected"),
    [("lead", 200), ("recruiter", 403), ("admin", 403), ("interviewer", 403), ("outsider", 403)],
)
def test_weights_are_for_hiring_leads(opening, page, client_of, who, expected):
    person = User.objects.get(email=f"{who}@example.com")
    Membership.objects.get_or_create(opening=opening, user=person)
    assert client_of(person).get(page).status_code == expected
    take = reverse("pipeline:take_weights", args=[opening.pk])
    assert client_of(person).post(take).status_code == (302 if expected == 200 else 403)


def test_a_recruiter_sees_the_weights_without_a_way_to_change_them(opening, recruiter, client_of):
    shown = client_of(recruiter).get(reverse("pipeline:edit_opening", args=[opening.pk])).text
    assert "What counts how much" in shown
    assert "Change the weights" not in shown


def test_an_opening_of_others_is_not_there_for_a_lead(recruiter, lead, client_of):
    other = make_opening(by=recruiter)
    address = reverse("pipeline:opening_weights", args=[other.pk])
    assert client_of(lead).get(address).status_code == 404


def test_the_rival_company_finds_no_weights(page, lead, globex, client_of):
    with inside(globex):
        rival = User.objects.get(pk=lead.pk)
    assert client_of(rival, globex).post(page, typed()).status_code == 404
