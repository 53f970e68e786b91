"""Numbered seats: as many as the headcount, taken and freed with the hires."""

import random
from datetime import UTC, datetime
from functools import partial
from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from config.accounts.models import User
from config.tenancy.models import Company
from config.tenancy.schemas import inside
from pipeline.hiring_seats import edit_seat, make_room
from pipeline.models import Application, HiringSeat, Membership, Opening
from pipeline.moves import hire, undo
from pipeline.opening_locks import lock_opening
from pipeline.openings import edit_opening, note_hire
from tests.factories import make_application, make_opening
from tests.races import at_once


def numbers(opening):
    return [seat.number for seat in opening.hiring_seats.all()]


def taken(opening):
    rows = opening.hiring_seats.exclude(application=None)
    return {seat.number: seat.application for seat in rows}


def resize(opening, recruiter, headcount):
    opening.refresh_from_db()
    edit_opening(opening, by=recruiter, version=opening.version, headcount=headcount)


@pytest.fixture
def opening(recruiter):
    return make_opening(by=recruiter, title="Seated engineer", headcount=3)


def test_an_opening_has_as_many_seats_as_its_headcount(opening):
    assert numbers(opening) == [1, 2, 3]


def test_a_hire_takes_the_lowest_free_seat_and_undoing_it_frees_it(opening, recruiter):
    first, second, third = (make_application(opening) for _ in range(3))
    hire(first, by=recruiter), hire(second, by=recruiter)
    assert taken(opening) == {1: first, 2: second}
    undo(first, by=recruiter)
    assert taken(opening) == {2: second}
    hire(third, by=recruiter)
    assert taken(opening) == {1: third, 2: second}
    seat = opening.hiring_seats.get(number=1)
    third.refresh_from_db()
    assert seat.filled_at == third.ended_at


def test_free_seats_go_the_highest_first_and_new_ones_take_the_lowest_numbers(opening, recruiter):
    rows = [make_application(opening) for _ in range(3)]
    for row in rows:
        hire(row, by=recruiter)
    undo(rows[0], by=recruiter)
    resize(opening, recruiter, 2)
    assert numbers(opening) == [2, 3]
    resize(opening, recruiter, 4)
    assert numbers(opening) == [1, 2, 3, 4]
    resize(opening, recruiter, 2)
    assert numbers(opening) == [2, 3]


def test_a_taken_seat_cannot_be_removed(opening, recruiter):
    for _ in range(2):
        hire(make_application(opening), by=recruiter)
    with pytest.raises(ValidationError, match="2 people are hired already"):
        resize(opening, recruiter, 1)
    assert numbers(opening) == [1, 2, 3]


def test_who_was_hired_without_a_seat_takes_one_that_is_added(recruiter):
    opening = make_opening(by=recruiter, headcount=1)
    rows = [make_application(opening) for _ in range(2)]
    for row in rows:
        hire(row, by=recruiter)
    assert taken(opening) == {1: rows[0]}
    resize(opening, recruiter, 2)
    assert taken(opening) == {1: rows[0], 2: rows[1]}


def test_who_was_hired_elsewhere_had_a_place(recruiter):
    """As an imported log tells it: more hires than the opening has seats."""
    opening = make_opening(by=recruiter, headcount=1)
    rows = [make_application(opening) for _ in range(3)]
    Application.objects.update(state="hired")
    with transaction.atomic():
        make_room(lock_opening(opening))
    opening.refresh_from_db()
    assert (opening.headcount, list(taken(opening).values())) == (3, rows)


def test_openings_of_earlier_releases_get_their_seats(recruiter):
    full, empty = make_opening(by=recruiter, headcount=1), make_opening(by=recruiter, headcount=2)
    late, soon = (make_application(full) for _ in range(2))
    for row, day in ((late, 9), (soon, 3)):
        at = datetime(2026, 3, day, tzinfo=UTC)
        Application.objects.filter(pk=row.pk).update(state="hired", ended_at=at)
    HiringSeat.objects.all().delete()
    Opening.objects.update(published_at=None)
    migration = import_module("pipeline.migrations.0011_seats_of_openings")
    for _ in range(2):
        migration.write_seats(apps, None)
        migration.note_publication(apps, None)
    assert taken(full) == {1: soon, 2: late}
    assert (numbers(empty), taken(empty)) == ([1, 2], {})
    full.refresh_from_db()
    assert (full.headcount, full.published_at) == (2, full.created_at)


@pytest.mark.parametrize("seed", range(12))
def test_seats_and_headcount_agree_whatever_is_done(recruiter, seed):
    dice = random.Random(seed)
    opening = make_opening(by=recruiter, headcount=dice.randint(1, 4))
    for _ in range(14):
        _do_something(dice, opening, recruiter)
        opening.refresh_from_db()
        hired = list(opening.applications.filter(state="hired"))
        seats = list(opening.hiring_seats.select_related("application"))
        assert len(seats) == opening.headcount
        seated = {seat.application for seat in seats if seat.application}
        assert len(seated) == min(len(hired), opening.headcount)
        assert seated <= set(hired)
        assert all((seat.application is None) == (seat.filled_at is None) for seat in seats)


def _do_something(dice, opening, recruiter):
    hired = list(opening.applications.filter(state="hired"))
    match dice.choice(["hire", "hire", "undo", "resize", "note", "erase"]):
        case "hire":
            hire(make_application(opening), by=recruiter)
        case "undo" if hired:
            undo(dice.choice(hired), by=recruiter)
        case "resize":
            resize(opening, recruiter, max(1, len(hired), dice.randint(1, 6)))
        case "note":
            note_hire(opening, by=recruiter)
        case "erase" if hired:
            gone = dice.choice(hired)
            Application.objects.filter(pk=gone.pk).update(state="withdrawn")
            note_hire(opening, by=recruiter)


def test_of_two_hires_at_once_each_has_a_seat_of_its_own(own_database):
    acme = Company.objects.get(slug="acme")
    with inside(acme):
        opening = make_opening(headcount=2)
        rows = [make_application(opening) for _ in range(2)]
    outcomes = at_once(acme, *(partial(hire, row, by=None) for row in rows))
    assert not [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    with inside(acme):
        assert set(taken(opening)) == {1, 2}
        assert Opening.objects.get().status == "filled"


def test_of_two_hires_at_once_on_the_last_seat_one_has_it(own_database):
    acme = Company.objects.get(slug="acme")
    with inside(acme):
        opening = make_opening(headcount=1)
        rows = [make_application(opening) for _ in range(2)]
    at_once(acme, *(partial(hire, row, by=None) for row in rows))
    with inside(acme):
        assert len(taken(opening)) == 1
        assert HiringSeat.objects.count() == Opening.objects.get().headcount


def test_a_seat_says_when_it_starts_and_what_it_is_for(opening, recruiter, client_of):
    client = client_of(recruiter)
    address = reverse("pipeline:edit_hiring_seat", args=[opening.pk, 2])
    assert client.get(address).status_code == 200
    answer = client.post(address, {"starts_on": "2027-02-01", "note": " After Mira "})
    assert answer.url == reverse("pipeline:hiring_seats", args=[opening.pk])
    seat = opening.hiring_seats.get(number=2)
    assert (str(seat.starts_on), seat.note) == ("2027-02-01", "After Mira")
    application = make_application(opening)
    hire(application, by=recruiter)
    page = client.get(answer.url).text
    assert "After Mira" in page
    assert "1 Feb 2027" in page
    assert application.candidate.name in page


@pytest.mark.parametrize(
    "wrong", [{"starts_on": "soon"}, {"note": "x" * 201}, {"note": "a\0b"}, {"starts_on": "\0"}]
)
def test_what_is_no_day_or_too_long_is_answered_in_place(opening, recruiter, client_of, wrong):
    address = reverse("pipeline:edit_hiring_seat", args=[opening.pk, 1])
    assert client_of(recruiter).post(address, wrong).status_code == 422


def test_a_seat_that_went_meanwhile_is_not_found(opening, recruiter, client_of):
    seat = opening.hiring_seats.select_related("opening").get(number=3)
    resize(opening, recruiter, 2)
    with pytest.raises(HiringSeat.DoesNotExist):
        edit_seat(seat, by=recruiter, starts_on=None, note="x")
    address = reverse("pipeline:edit_hiring_seat", args=[opening.pk, 3])
    assert client_of(recruiter).get(address).status_code == 404


@pytest.mark.parametrize(
    ("who", "status"),
    [("admin", 403), ("recruiter", 200), ("lead", 404), ("interviewer", 403), ("outsider", 403)],
)
def test_seats_are_for_those_who_see_the_opening(opening, request, client_of, who, status):
    client = client_of(request.getfixturevalue(who))
    for page, key in (("hiring_seats", []), ("edit_hiring_seat", [1])):
        address = reverse(f"pipeline:{page}", args=[opening.pk, *key])
        assert client.get(address).status_code == status


def test_a_rival_company_finds_no_seats(opening, recruiter, globex, client_of):
    with inside(globex):
        rival = User.objects.get(pk=recruiter.pk)
    address = reverse("pipeline:hiring_seats", args=[opening.pk])
    assert client_of(rival, globex).get(address).status_code == 404


@pytest.mark.parametrize("rows", [1, 50])
def test_the_seats_cost_the_same_queries_for_any_number(
    lead, client_of, rows, django_assert_num_queries
):
    opening = make_opening(by=lead, headcount=rows)
    assert Membership.objects.filter(user=lead).exists()
    client = client_of(lead)
    with django_assert_num_queries(8):
        page = client.get(reverse("pipeline:hiring_seats", args=[opening.pk])).text
    assert page.count(">free<") == rows
