"""Seating somebody with the criteria of a kit's seat."""

import pytest
from django.urls import reverse

from panels.forms.seats import SeatForm
from panels.models import Kit, PanelSeat
from pipeline.framework.documents import document_of
from pipeline.framework.editing import write_entry
from pipeline.framework.lists import LISTS


@pytest.fixture
def seat_url(opening, technical):
    return reverse("panels:seat_interviewer", args=[opening.pk, technical.pk])


def seat_of_kit(technical, name):
    form = SeatForm(stage=technical)
    return next(key for key, (called, _) in form.kit_seats.items() if called == name)


def keys_of(place):
    return {criterion.key for criterion in place.criteria.all()}


def test_a_seat_of_the_kit_brings_its_criteria(client_of, lead, interviewer, technical, seat_url):
    chosen = seat_of_kit(technical, "ML depth – ML system design")
    client_of(lead).post(seat_url, {"interviewer": interviewer.pk, "kit_seat": chosen})
    kit = Kit.objects.get(key=chosen.partition("/")[0])
    assert keys_of(PanelSeat.objects.get()) == set(kit.seats[0]["criteria"])


def test_what_is_ticked_counts_before_the_kit(
    client_of, lead, interviewer, technical, seat_url, criteria
):
    sent = {
        "interviewer": interviewer.pk,
        "kit_seat": seat_of_kit(technical, "ML depth – ML system design"),
        "criteria": [criteria[1].pk],
    }
    client_of(lead).post(seat_url, sent)
    assert keys_of(PanelSeat.objects.get()) == {criteria[1].key}


@pytest.mark.parametrize("chosen", ["", "no-such-kit/0"])
def test_without_either_nothing_is_seated(client_of, lead, interviewer, seat_url, chosen):
    sent = {"interviewer": interviewer.pk, "kit_seat": chosen}
    assert client_of(lead).post(seat_url, sent).status_code == 422
    assert not PanelSeat.objects.exists()


def test_the_stage_says_which_kits_are_offered(technical):
    technical.interviews = ["coding"]
    names = [name for name, _ in SeatForm(stage=technical).kit_seats.values()]
    assert names
    assert all(name.endswith("– Coding") for name in names)


def test_a_retired_criterion_is_not_offered_by_a_kit(acme, technical):
    chosen = seat_of_kit(technical, "ML depth – ML system design")
    _, criteria = SeatForm(stage=technical).kit_seats[chosen]
    document = document_of(LISTS["criteria"], criteria[0])
    write_entry("criteria", {**document, "is_retired": True}, by="test")
    assert SeatForm(stage=technical).kit_seats[chosen][1] == criteria[1:]


def test_a_retired_kit_is_not_offered(acme, technical):
    for kit in Kit.objects.all():
        write_entry("kits", {**document_of(LISTS["kits"], kit), "is_retired": True}, by="test")
    assert SeatForm(stage=technical).kit_seats == {}
