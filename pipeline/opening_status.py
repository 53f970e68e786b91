"""What an opening's status may become: by hand, and by itself with its hires."""

from collections.abc import Mapping
from types import MappingProxyType

from django.utils import timezone

from config.records.audit import acting
from pipeline.approvals import has_lapsed_words, refusal_for_want_of_words
from pipeline.hiring_seats import match_seats
from pipeline.models import Opening
from pipeline.models.openings import OpeningStatus
from pipeline.opening_locks import IllegalChange, lock_opening
from pipeline.opening_postings import refusal_to_open

DRAFT, OPEN, PAUSED, FILLED, CLOSED = OpeningStatus

TRANSITIONS: Mapping[OpeningStatus, tuple[OpeningStatus, ...]] = MappingProxyType(
    {
        DRAFT: (OPEN, CLOSED),
        OPEN: (PAUSED, CLOSED),
        PAUSED: (OPEN, CLOSED),
        FILLED: (OPEN, CLOSED),
        CLOSED: (OPEN,),
    }
)
"""What a person may make of an opening. Filled it becomes by itself, with its last hire."""


def change_status(opening: Opening, status: str, *, by, version: int | None = None) -> Opening:
    """Bring an opening into `status`; return it as it now is.

    Raises StaleOpening, and IllegalChange where the table has no such step, where people are
    still in an opening to be closed, where one to be reopened has no free seat, where the law
    of its place asks for a pay range and it has none, or where an approver has not agreed.
    """
    status = OpeningStatus(status)
    with acting(by):
        locked = lock_opening(opening, version)
        _judge(locked, status)
        locked.status = status
        note_publication(locked)
        locked.version += 1
        locked.save()
    return locked


def note_hire(opening: Opening, *, by) -> Opening:
    """Bring seats and status in line with the hires, after one came or was undone.

    The last seat taken fills a running opening; a seat that came free reopens a filled one.
    """
    with acting(by):
        locked = lock_opening(opening)
        match_seats(locked)
        match_status_to_seats(locked)
    return locked


def note_publication(opening: Opening) -> None:
    """Set when the public first saw an opening, unsaved, where that is now."""
    if opening.status == OPEN and opening.published_at is None:
        opening.published_at = timezone.now()


def match_status_to_seats(opening: Opening, *, has_new_terms: bool = False) -> None:
    """Fill a locked opening whose seats are all taken, and reopen a filled one that has a free one.

    It reopens as paused where the public may not see it as it now is, so that a hire can always
    be undone and nothing appears that the law or an approver would not have. With new terms it
    needs all its approvals; a seat that comes free needs only that none has lapsed.
    """
    is_full = opening.seats_filled >= opening.headcount
    if is_full and opening.status in (OPEN, PAUSED):
        opening.status = FILLED
    elif not is_full and opening.status == FILLED:
        lacks_words = refusal_for_want_of_words if has_new_terms else has_lapsed_words
        is_kept_back = refusal_to_open(opening) or lacks_words(opening)
        opening.status = PAUSED if is_kept_back else OPEN
        note_publication(opening)
    else:
        return
    opening.version += 1
    opening.save()


def _judge(opening, status):
    now = OpeningStatus(opening.status)
    if status not in TRANSITIONS[now]:
        raise IllegalChange(f"This opening is {now.label.lower()}; it cannot become {status}.")
    if status == CLOSED:
        active = opening.applications.active().count()
        if active:
            raise IllegalChange(
                f"{active} {'person is' if active == 1 else 'people are'} still in this opening. "
                "Reject, withdraw or hire them first; then close it."
            )
    if status != OPEN:
        return
    if now in (FILLED, CLOSED) and opening.seats_filled >= opening.headcount:
        raise IllegalChange("Every seat is filled. Raise the headcount before you reopen it.")
    refusal = refusal_to_open(opening) or refusal_for_want_of_words(opening)
    if refusal:
        raise IllegalChange(refusal)
