"""Offers that run out: reminders before, and the end by itself after the last day.

The round looks every minute. Each offer is a transaction of its own that takes the application
first, so that of two workers the second finds nothing left to do; messages and notices have keys
that let none of them be written twice.
"""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from config.records.audit import acting
from config.records.crashes import crash_point
from pipeline.candidate_pages.details import zone_of
from pipeline.models import Offer
from pipeline.models.offers import OfferStatus
from pipeline.offering.candidate_mail import remind
from pipeline.offering.refusals import IllegalOffer
from pipeline.offering.steps import take_offer
from pipeline.offering.telling import tell_minders
from pipeline.offers import expire_offer, today

TASK = "look_at_offers"
EXPIRY = "expiry"
MORNING = time(9)
DAYS_BEFORE = 2
SOON, LAST_DAY = "two-days", "last-day"


def look_at_offers() -> int:
    """Remind of offers and let those that ran out expire; return how many were looked at."""
    out = Offer.objects.filter(status=OfferStatus.EXTENDED, application__state="active")
    keys = list(out.order_by("pk").values_list("pk", flat=True))
    for key in keys:
        _look_at(key)
    return len(keys)


def _look_at(key):
    by = EXPIRY
    row = Offer.objects.select_related("application__candidate").get(pk=key)
    if not _is_due(row):
        return
    with acting(by):
        try:
            take_offer(row, "expire", None)
        except IllegalOffer:  # answered or taken back meanwhile
            return
        crash_point("offers.taken")
        if row.is_overdue(today()):
            _expire(row, by=by)
        elif which := due_reminder(row, timezone.now()):
            _remind(row, which, by=by)


def _is_due(offer) -> bool:
    """Say whether there may be something to do; asked again once the row is taken."""
    return offer.is_overdue(today()) or bool(due_reminder(offer, timezone.now()))


def _expire(offer, *, by):
    expire_offer(offer, by=by)
    opening = offer.application.opening
    sentence = f"An offer for {opening.title} has expired without an answer."
    tell_minders(offer, sentence, key="expired")


def _remind(offer, which, *, by):
    remind(offer, which, by=by)
    opening, day = offer.application.opening, offer.terms.expires_on
    ends = "today" if which == LAST_DAY else f"on {day:%A} {day.day} {day:%B}"
    tell_minders(
        offer, f"An offer for {opening.title} without an answer ends {ends}.", key=f"{which}-{day}"
    )


def due_reminder(offer: Offer, now: datetime) -> str:
    """Return which reminder has come due by `now`: SOON, LAST_DAY or "".

    Both are due in the morning of the candidate's zone, or the company's where theirs is not
    known. One whose morning had come before the offer went out is left out; of two that are
    due, only the later one is: nobody is reminded twice in an hour.
    """
    day = offer.terms and offer.terms.expires_on
    if not day or not offer.extended_at:
        return ""
    zone = zone_of(offer.application.candidate)
    for which, ahead in ((LAST_DAY, 0), (SOON, DAYS_BEFORE)):
        at = _morning(day - timedelta(days=ahead), zone)
        if now >= at:
            return which if offer.extended_at < at else ""
    return ""


def _morning(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, MORNING, tzinfo=zone)
