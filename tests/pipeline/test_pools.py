"""Talent pools: keeping people in touch, and taking them into an opening."""

import pytest
from django.core.exceptions import ValidationError

from config.tenancy.models import Company
from config.tenancy.schemas import inside
from pipeline.models import Application, PoolPlace
from pipeline.people.pools import (
    IllegalPool,
    change_pool,
    create_pool,
    put_back,
    put_in_pool,
    take_into_opening,
    take_out,
)
from tests.factories import make_application, make_candidate, make_opening
from tests.races import at_once


@pytest.fixture
def pool(acme, recruiter):
    return create_pool(by=recruiter, name="Speech", purpose="For the next speech role.")


# The rules


def test_two_pools_do_not_have_one_name(pool, recruiter):
    with pytest.raises(ValidationError, match="already"):
        create_pool(by=recruiter, name="SPEECH")
    other = create_pool(by=recruiter, name="Vision")
    with pytest.raises(ValidationError, match="already"):
        change_pool(other, by=recruiter, name="speech")


def test_who_is_in_a_pool_keeps_their_note(pool, recruiter):
    people = [make_candidate() for _ in range(2)]
    put_in_pool(pool, people[:1], by=recruiter, note="Runner-up")
    assert put_in_pool(pool, people, by=recruiter, note="Met") == [people[1].pk]
    notes = dict(pool.places.values_list("candidate", "note"))
    assert notes == {people[0].pk: "Runner-up", people[1].pk: "Met"}


def test_a_retired_pool_takes_nobody_and_comes_back(pool, recruiter):
    person = make_candidate()
    retired = change_pool(pool, by=recruiter, is_retired=True)
    with pytest.raises(IllegalPool, match="retired"):
        put_in_pool(retired, [person], by=recruiter)
    change_pool(pool, by=recruiter, is_retired=False)
    assert put_in_pool(pool, [person], by=recruiter) == [person.pk]


def test_taking_somebody_out_can_be_undone_note_and_all(pool, recruiter, lead):
    put_in_pool(pool, [make_candidate()], by=recruiter, note="Runner-up")
    place = pool.places.get()
    key, made_at = place.pk, place.created_at
    with pytest.raises(PoolPlace.DoesNotExist):
        put_back(pool, key, by=recruiter)
    take_out(place, by=recruiter)
    for other, by in [(create_pool(by=None, name="x"), recruiter), (pool, lead)]:
        with pytest.raises(PoolPlace.DoesNotExist):
            put_back(other, key, by=by)
    put_back(pool, key, by=recruiter)
    back = pool.places.get()
    assert (back.note, back.created_at, back.by) == ("Runner-up", made_at, recruiter)


def test_who_is_in_the_pool_again_is_not_put_back_beside_it(pool, recruiter):
    person = make_candidate()
    put_in_pool(pool, [person], by=recruiter)
    place = pool.places.get()
    key = place.pk
    take_out(place, by=recruiter)
    put_in_pool(pool, [person], by=recruiter)
    with pytest.raises(PoolPlace.DoesNotExist):
        put_back(pool, key, by=recruiter)


def test_from_a_pool_people_come_as_sourced_and_nobody_twice(pool, recruiter, lead):
    opening = make_opening(by=lead)
    active, new = make_candidate(), make_candidate()
    make_application(opening, candidate=active)
    taken = take_into_opening([active, new], opening, by=recruiter, rule="reply")
    (application,) = taken.applications
    assert (application.candidate, application.origin) == (new, "sourced")
    assert (application.outreach_at is not None, application.first_contact_at) == (True, None)
    assert taken.already == [active]
    assert Application.objects.filter(opening=opening).count() == 2


def test_two_who_put_somebody_in_at_once_put_them_in_once(own_database):
    acme = Company.objects.get(slug="acme")
    with inside(acme):
        pool, person = create_pool(by=None, name="Speech"), make_candidate()

    def put():
        return len(put_in_pool(pool, [person], by=None))

    assert sorted(at_once(acme, put, put)) == [0, 1]


def test_two_who_take_somebody_into_one_opening_at_once_start_one_clock(own_database):
    acme = Company.objects.get(slug="acme")
    with inside(acme):
        opening, person = make_opening(), make_candidate()

    def take():
        taken = take_into_opening([person], opening, by=None, rule="outreach")
        return len(taken.applications)

    assert sorted(at_once(acme, take, take)) == [0, 1]
    with inside(acme):
        assert Application.objects.get().first_contact_at
