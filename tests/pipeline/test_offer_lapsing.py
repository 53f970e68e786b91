"""Offers that run out: reminders, more time, and the end by itself."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from config.tenancy.models import Company
from config.tenancy.schemas import inside
from pipeline.models import Message, Notice, Offer
from pipeline.offering.lapsing import due_reminder, look_at_offers
from pipeline.offers import IllegalOffer, accept_offer, extend_offer, postpone_expiry, today
from tests.factories import make_application, make_candidate, make_offer, make_opening
from tests.races import at_once

FRIDAY = datetime(2026, 12, 11, tzinfo=UTC).date()


@pytest.fixture
def opening(acme, recruiter):
    return make_opening(by=recruiter)


def extended(opening, recruiter=None, *, zone="", days_ago=5, expires_in=7):
    application = make_application(opening, candidate=make_candidate(time_zone=zone), by=recruiter)
    draft = make_offer(application, by=recruiter)
    offer = extend_offer(
        draft, by=recruiter, letter=False, happened_at=timezone.now() - timedelta(days=days_ago)
    )
    expires_on = today() + timedelta(days=expires_in)
    offer.versions.update(expires_on=expires_on)
    vars(offer).pop("terms", None)
    return offer


@pytest.mark.parametrize(
    ("zone", "now", "which"),
    [
        ("UTC", "2026-12-09T08:59", ""),
        ("UTC", "2026-12-09T09:00", "two-days"),
        ("UTC", "2026-12-11T08:59", "two-days"),
        ("UTC", "2026-12-11T09:00", "last-day"),
        ("Asia/Tokyo", "2026-12-11T00:00", "last-day"),
        ("America/Los_Angeles", "2026-12-11T16:59", "two-days"),
        ("America/Los_Angeles", "2026-12-11T17:00", "last-day"),
    ],
)
def test_reminders_come_in_the_candidates_morning(opening, zone, now, which):
    offer = extended(opening, zone=zone)
    offer.versions.update(expires_on=FRIDAY)
    offer = Offer.objects.get(pk=offer.pk)
    offer.extended_at = datetime(2026, 12, 4, 12, tzinfo=UTC)
    assert due_reminder(offer, datetime.fromisoformat(now).replace(tzinfo=UTC)) == which


def test_no_reminder_of_a_morning_before_the_offer_went_out(opening):
    offer = extended(opening)
    offer.versions.update(expires_on=FRIDAY)
    offer = Offer.objects.get(pk=offer.pk)
    offer.extended_at = datetime(2026, 12, 10, 12, tzinfo=UTC)
    assert due_reminder(offer, datetime(2026, 12, 10, 13, tzinfo=UTC)) == ""


def test_a_reminder_goes_to_the_candidate_and_the_owner_once(opening, recruiter):
    offer = extended(opening, recruiter, expires_in=1)
    for _ in range(3):
        look_at_offers()
    assert Message.objects.filter(kind="reminder").count() == 1
    assert Notice.objects.filter(person=recruiter, key__contains=str(offer.pk)).count() == 1


def test_another_day_reminds_anew(opening, recruiter):
    offer = extended(opening, recruiter, expires_in=1)
    look_at_offers()
    postpone_expiry(offer, expires_on=today() + timedelta(days=2), by=recruiter)
    Offer.objects.update(extended_at=timezone.now() - timedelta(days=5))
    look_at_offers()
    kinds = list(Message.objects.filter(kind="reminder").values_list("subject", flat=True))
    assert len(kinds) == len(set(kinds))


def test_an_offer_expires_by_itself_and_tells_the_owner(opening, recruiter):
    offer = extended(opening, recruiter, expires_in=-1)
    look_at_offers()
    offer.refresh_from_db()
    assert (offer.status, offer.closed_by) == ("expired", None)
    assert "expired" in Notice.objects.get(person=recruiter, key__endswith="expired").sentence
    assert not Message.objects.filter(kind="reminder").exists()
    look_at_offers()
    assert Notice.objects.filter(key__endswith="expired").count() == 1


def test_more_time_takes_a_later_day_of_an_offer_that_is_out(opening, recruiter):
    offer = extended(opening, recruiter)
    day = today() + timedelta(days=30)
    before = offer.terms
    postpone_expiry(offer, expires_on=day, by=recruiter)
    assert (offer.terms.expires_on, offer.terms.number) == (day, 2)
    assert offer.terms.base == before.base
    assert Message.objects.filter(subject__contains="more time").count() == 1
    for wrong in (day, today() - timedelta(days=1)):
        with pytest.raises(IllegalOffer):
            postpone_expiry(offer, expires_on=wrong, by=recruiter)


def test_more_time_is_given_on_its_page(client_of, opening, recruiter):
    offer = extended(opening, recruiter)
    path, day = f"/offers/{offer.pk}/postpone/", today() + timedelta(days=12)
    client = client_of(recruiter)
    assert client.get(path).status_code == 200
    client.post(path, {"version": str(offer.version), "expires_on": day.isoformat()})
    assert Offer.objects.get().terms.expires_on == day


@pytest.mark.parametrize("other", ["worker", "recruiter"])
def test_two_who_see_to_one_offer_at_once_do_it_once(own_database, other):
    acme = Company.objects.get(slug="acme")
    with inside(acme):
        offer = extended(make_opening(), expires_in=-1 if other == "worker" else 1)

    def accept():
        return accept_offer(Offer.objects.get(pk=offer.pk), by=None)

    told = at_once(acme, look_at_offers, look_at_offers if other == "worker" else accept)
    assert not [each for each in told if isinstance(each, Exception)]
    with inside(acme):
        expected = "expired" if other == "worker" else "accepted"
        assert Offer.objects.get().status == expected
        assert Message.objects.filter(kind="reminder").count() <= 1
        assert Notice.objects.filter(key__endswith="expired").count() <= 3
