"""What offers add to the timeline of an application and to what waits for people."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import F
from django.urls import reverse

from config.accounts.models import User
from pipeline.blind.hiding import shown_blind
from pipeline.clock_reading import days_left_of
from pipeline.days import today
from pipeline.models import Application, Offer
from pipeline.models.offers import OfferStatus
from pipeline.offer_mail import say_terms
from pipeline.queue import QueueItem
from pipeline.timeline import Entry

CLOSED = {
    OfferStatus.ACCEPTED: "Offer accepted",
    OfferStatus.DECLINED: "Offer declined",
    OfferStatus.WITHDRAWN: "Offer taken back",
    OfferStatus.EXPIRED: "Offer ran out",
}
SOON = timedelta(days=3)


def tell_offers(application: Application, user: User) -> Iterator[Entry]:
    """Each version of an offer, when it went out and how it ended; amounts with pay.view."""
    if not user.can("offers.view"):
        return
    offers = Offer.objects.visible_to(user).filter(application=application)
    offers = offers.select_related("extended_by", "closed_by")
    for offer in offers.prefetch_related("versions__by"):
        yield from _versions(offer, sees_pay=user.can("pay.view"))
        if offer.extended_at:
            who = _name(offer.extended_by)
            yield Entry(offer.extended_at, "Offer extended", who=who, kind="offer", order=1)
        if offer.closed_at:
            yield Entry(
                happened_at=offer.closed_at,
                title=CLOSED[OfferStatus(offer.status)],
                who=_name(offer.closed_by),
                text=offer.decline_reason,
                kind="offer",
                order=2,
            )


def _versions(offer, *, sees_pay):
    for version in offer.versions.all():
        yield Entry(
            happened_at=version.created_at,
            title="Offer drafted" if version.number == 1 else "Offer revised",
            who=_name(version.by),
            text=say_terms(version) if sees_pay else "",
            kind="offer",
        )


def _name(person):
    return person.name if person else ""


def offers_waiting(user: User, company) -> Iterator[QueueItem]:
    """Drafts that nobody has sent yet, and offers that run out unanswered (two queries)."""
    if not user.can("offers.edit"):
        return
    offers = Offer.objects.visible_to(user).filter(application__state="active")
    offers = offers.select_related("application__candidate", "application__opening")
    offers = offers.open().prefetch_related("versions").order_by(F("id"))
    for offer in shown_blind(offers, user):
        item = _item(offer, company)
        if item:
            yield item


def _item(offer, company):
    application = offer.application
    if offer.status == OfferStatus.DRAFT:
        what, due_on = "Extend the drafted offer", None
        days_left = days_left_of(application, company)
        href = reverse("pipeline:extend_offer", args=[offer.pk])
    else:
        due_on = offer.terms and offer.terms.expires_on
        if due_on is None or due_on > today() + SOON:
            return None
        days_left = (due_on - today()).days
        what = "Offer ran out without an answer" if days_left < 0 else "Offer awaits an answer"
        href = reverse("pipeline:application", args=[application.pk])
    return QueueItem(
        what, application.candidate.name, application.opening.title, href, days_left, due_on
    )
