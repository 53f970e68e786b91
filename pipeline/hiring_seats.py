"""The numbered seats of an opening: one for each place, taken by a hire, freed when it is undone.

Whoever writes seats holds the row of their opening, so that two hires never take one.
"""

from collections.abc import Iterable
from datetime import date

from django.db.models import F

from config.records.audit import acting
from pipeline.models import HiringSeat, Opening
from pipeline.opening_locks import lock_opening

MOST_PLACES = 32_767
"""What a headcount can hold."""


def match_seats(opening: Opening) -> None:
    """Make the seats of a locked `opening` agree with its headcount and its hires.

    Seats of undone hires come free. New seats take the lowest numbers that are not in use; of
    those too many the free ones go, the highest first. Hires without a seat take the lowest
    free ones, in the order in which they were hired.
    """
    seats = list(opening.hiring_seats.select_related("application"))
    _free(seat for seat in seats if seat.application and seat.application.state != "hired")
    seats = _without_surplus(seats, opening.headcount)
    seats = [*seats, *_missing(opening, seats)]
    _seat_hires(opening, sorted(seats, key=lambda seat: seat.number))


def make_room(opening: Opening) -> None:
    """Give a locked `opening` a place for each of its hires, where it has fewer, and its seats.

    For what is brought in from elsewhere: who was hired there had a place.
    """
    hired = min(opening.applications.filter(state="hired").count(), MOST_PLACES)
    if hired > opening.headcount:
        opening.headcount = hired
        opening.version += 1
        opening.save(update_fields=["headcount", "version"])
    match_seats(opening)


def edit_seat(seat: HiringSeat, *, by, starts_on: date | None, note: str) -> HiringSeat:
    """Say from when a place is to be filled, and what for; return it as it now is.

    Raises HiringSeat.DoesNotExist where the place was taken away meanwhile.
    """
    with acting(by):
        lock_opening(seat.opening)
        row = HiringSeat.objects.get(pk=seat.pk)
        row.starts_on, row.note = starts_on, note.strip()
        row.save(update_fields=["starts_on", "note"])
    return row


def _free(seats: Iterable[HiringSeat]):
    for seat in seats:
        seat.application = seat.filled_at = None
        seat.save(update_fields=["application", "filled_at"])


def _without_surplus(seats, headcount):
    surplus = max(len(seats) - headcount, 0)
    free = [seat for seat in reversed(seats) if seat.application is None][:surplus]
    HiringSeat.objects.filter(pk__in=[seat.pk for seat in free]).delete()
    return [seat for seat in seats if seat not in free]


def _missing(opening, seats):
    taken = {seat.number for seat in seats}
    wanted = max(opening.headcount - len(seats), 0)
    # Among so many numbers there are at least as many free ones as are wanted.
    free = [number for number in range(1, len(seats) + wanted + 1) if number not in taken]
    rows = [HiringSeat(opening=opening, number=number) for number in free[:wanted]]
    return HiringSeat.objects.bulk_create(rows)


def _seat_hires(opening, seats):
    free = [seat for seat in seats if seat.application is None]
    if not free:
        return
    hired = opening.applications.filter(state="hired", hiring_seat=None)
    hired = hired.order_by(F("ended_at").asc(nulls_last=True), "pk")
    for seat, application in zip(free, hired, strict=False):
        seat.application, seat.filled_at = application, application.ended_at
        seat.save(update_fields=["application", "filled_at"])
