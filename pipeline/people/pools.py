"""Talent pools: whom to keep in touch with, and taking them from there into an opening."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import Count, Exists, Max, OuterRef, Subquery
from django.db.models.functions import Coalesce, Greatest

from config.records.audit import acting, person_of
from pipeline.candidates import add_application
from pipeline.models import Application, Candidate, Pool, PoolPlace
from pipeline.models.applications import Origin
from pipeline.models.openings import OpeningStatus
from pipeline.removals import bring_back, find_removed


class IllegalPool(Exception):
    """Why a pool cannot be used so; its text is a sentence for the person who tried."""


@dataclass(frozen=True)
class Taken:
    """Who came into an opening from a pool, and who was active in it already."""

    applications: list[Application]
    already: list[Candidate]


def create_pool(*, by, name: str, purpose: str = "") -> Pool:
    """Raises ValidationError where another pool has this name."""
    return _save(Pool(name=name, purpose=purpose), by=by)


def change_pool(pool: Pool, *, by, **changes) -> Pool:
    """Change name or purpose, or retire it; return it as it now is. Raises as `create_pool`."""
    assert set(changes) <= {"name", "purpose", "is_retired"}, changes
    with acting(by):
        pool = Pool.objects.select_for_update().get(pk=pool.pk)
        for name, value in changes.items():
            setattr(pool, name, value)
        return _save(pool, by=by)


def put_in_pool(pool: Pool, people: Iterable[Candidate], *, by, note: str = "") -> list[UUID]:
    """Give `people` a place in the pool; return the keys of those who were not in it before.

    Whoever is in it keeps their note. Raises IllegalPool where the pool is retired.
    """
    keys = {person.pk for person in people}
    with acting(by):
        # The row is taken, so that of two who put somebody in at once the second finds them there.
        pool = Pool.objects.select_for_update().get(pk=pool.pk)
        if pool.is_retired:
            raise IllegalPool(f"{pool} is retired. Bring it back first.")
        places = PoolPlace.objects.filter(pool=pool, candidate__in=keys)
        new = sorted(keys.difference(places.values_list("candidate", flat=True)))
        PoolPlace.objects.bulk_create(
            [
                PoolPlace(pool=pool, candidate_id=key, by=person_of(by), note=note.strip())
                for key in new
            ]
        )
    return new


def write_place_note(place: PoolPlace, *, by, note: str) -> PoolPlace:
    """Write anew why somebody is in a pool; return the place as it now is."""
    with acting(by):
        place = PoolPlace.objects.select_for_update().get(pk=place.pk)
        place.note = note.strip()
        place.save(update_fields=["note"])
    return place


def take_out(place: PoolPlace, *, by) -> None:
    """Take somebody out of a pool."""
    with acting(by):
        place.delete()


def take_people_out(pool: Pool, people: Iterable[Candidate], *, by) -> int:
    """Take `people` out of a pool; return how many of them were in it."""
    with acting(by):
        places = PoolPlace.objects.filter(pool=pool, candidate__in=list(people))
        _, counts = places.delete()
    return counts.get(PoolPlace._meta.label, 0)


def put_back(pool: Pool, key: UUID, *, by) -> PoolPlace:
    """Give back the place with this key, note and all, that `by` took somebody out of.

    Raises PoolPlace.DoesNotExist where there is none, or the person is in the pool again.
    """
    with acting(by):
        pool = Pool.objects.select_for_update().get(pk=pool.pk)
        place = find_removed(PoolPlace, key, by=by, pool=pool)
        if pool.places.filter(candidate=place.candidate_id).exists():
            raise PoolPlace.DoesNotExist
        bring_back(place)
    return place


def take_into_opening(people: Iterable[Candidate], opening, *, by, rule: str) -> Taken:
    """Bring people of a pool into the inbox of `opening`, as people whom we write to first.

    `rule` is the company's ClockStart. Who is active in it already stays as they are.
    """
    taken, already = [], []
    with acting(by):
        for person in people:
            try:
                taken.append(
                    add_application(person, opening, by=by, origin=Origin.SOURCED, rule=rule)
                )
            except ValidationError:
                already.append(person)
    return Taken(taken, already)


def with_numbers(pools, people, applications):
    """Pools with `number`, how many of `people` are in each, and `running`, how many of them
    are active in a running opening, as far as one sees `applications`."""
    places = PoolPlace.objects.filter(pool=OuterRef("pk"), candidate__in=people.values("pk"))
    running = places.filter(is_running(applications))
    return pools.annotate(number=_count(places), running=_count(running))


def is_running(applications) -> Exists:
    """The condition on places that holds where one of `applications` runs for the person."""
    return Exists(running(applications).filter(candidate=OuterRef("candidate")))


def running(applications):
    """Those of `applications` that are active in an opening that is open or paused."""
    statuses = [OpeningStatus.OPEN, OpeningStatus.PAUSED]
    return applications.active().filter(opening__status__in=statuses)


def with_last_contact(places, applications):
    """Places with `contacted_at`: when we last wrote to the person, or they first to us.

    None where none of `applications` tells.
    """
    theirs = applications.filter(candidate=OuterRef("candidate")).order_by().values("candidate")
    latest = theirs.annotate(at=Greatest(Max("outreach_at"), Max("first_contact_at"))).values("at")
    return places.annotate(contacted_at=Subquery(latest))


def _count(places):
    counted = places.order_by().values("pool").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


def _save(pool, *, by):
    try:
        with acting(by):
            pool.save()
    except IntegrityError as error:
        if "pool_once" not in str(error):
            raise
        sentence = f"There is a pool “{pool.name}” already."
        raise ValidationError({"name": sentence}, code="pool_once") from error
    return pool
