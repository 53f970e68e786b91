"""Offers: drafted in versions, extended once, and closed by an answer.

Extending the first offer of an application stops its clock for good. Rows are always taken in
the order application, offer, opening.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import TypedDict, Unpack

from django.utils import timezone

from config.records.audit import acting, person_of
from config.records.outbox import put
from pipeline import moves
from pipeline.closing_briefs import brief_of, say_parts, write_brief
from pipeline.days import today
from pipeline.locks import lock_application
from pipeline.models import Application, Offer, OfferVersion
from pipeline.models.offers import OfferStatus
from pipeline.money import CURRENCIES
from pipeline.offer_mail import write_offer_mail
from pipeline.openings import lock_opening

DRAFT, EXTENDED, ACCEPTED, DECLINED, WITHDRAWN, EXPIRED = OfferStatus

STEPS: Mapping[str, frozenset[OfferStatus]] = MappingProxyType(
    {
        "revise": frozenset({DRAFT}),
        "extend": frozenset({DRAFT}),
        "accept": frozenset({EXTENDED}),
        "decline": frozenset({EXTENDED}),
        "expire": frozenset({EXTENDED}),
        "take back": frozenset({DRAFT, EXTENDED, ACCEPTED}),
    }
)
"""From which status each step may be taken."""

_IS = {
    DRAFT: "is still a draft",
    EXTENDED: "is with the candidate",
    ACCEPTED: "was accepted",
    DECLINED: "was declined",
    WITHDRAWN: "was taken back",
    EXPIRED: "has expired",
}


class IllegalOffer(Exception):
    """A step an offer does not allow; its text is a sentence for the person who tried."""


class IncompleteBrief(IllegalOffer):
    """The closing brief lacks the parts in `missing`, so that the offer cannot go out yet."""

    def __init__(self, missing):
        super().__init__(
            f"Before the offer goes out, the closing brief has to say: {say_parts(missing)}."
        )
        self.missing = missing


class StaleOffer(Exception):
    """Somebody was faster; `offer` is as they left it."""

    def __init__(self, offer):
        super().__init__("Somebody else has changed this offer meanwhile. Look at it again.")
        self.offer = offer


class _Price(TypedDict):
    base: int
    currency: str


class Terms(_Price, total=False):
    """What an offer says. Amounts are in minor units; equity is worth that over all its years."""

    bonus: int
    equity: int
    equity_years: int
    starts_on: date | None
    expires_on: date | None
    note: str


def allows(offer: Offer, step: str) -> bool:
    """Say whether `step`, one of STEPS, may be taken from where the offer is."""
    return offer.status in STEPS[step]


def why_not(offer: Offer, step: str) -> str:
    """Say in a sentence why `step` may not be taken."""
    return f"This offer {_IS[OfferStatus(offer.status)]}, so there is nothing to {step}."


def draft_offer(application: Application, *, by, **terms: Unpack[Terms]) -> Offer:
    """Write a draft for `application` with `terms` (see Terms) as its first version.

    Raises IllegalOffer where the application is not active or has an open offer already.
    """
    with acting(by):
        _lock(application)
        _check_active(application)
        if application.offers.open().exists():
            raise IllegalOffer("An offer is open for this application already.")
        _check_terms(terms)
        offer = Offer.objects.create(application=application, created_by=person_of(by))
        OfferVersion.objects.create(offer=offer, number=1, by=person_of(by), **terms)
    return offer


def revise_offer(offer: Offer, *, by, version: int | None = None, **terms: Unpack[Terms]) -> Offer:
    """Give a draft new terms, as a further version. Raises IllegalOffer and StaleOffer."""
    with acting(by):
        _take(offer, "revise", version)
        _check_terms(terms)
        number = offer.versions.count() + 1
        OfferVersion.objects.create(offer=offer, number=number, by=person_of(by), **terms)
        _keep(offer)
    return offer


def extend_offer(
    offer: Offer,
    *,
    by,
    version: int | None = None,
    happened_at=None,
    brief: Mapping[str, str] | None = None,
) -> Offer:
    """Send a draft to its candidate, which stops the clock, and stand the card in offer.

    The mail leaves with this transaction, where the candidate has an address. `brief` are parts
    of the closing brief to write first. Raises IllegalOffer, among them IncompleteBrief;
    StaleOffer; and IllegalMove where a gate keeps the application in its stage.
    `happened_at` is for what is recorded later than it happened, here and below.
    """
    with acting(by):
        application = _take(offer, "extend", version)
        _check_active(application)
        _check_extendable(offer)
        _complete_brief(application, brief, by=by)
        _stand_in_offer(application, by=by, happened_at=happened_at)
        offer.status, offer.extended_at = EXTENDED, happened_at or timezone.now()
        offer.extended_by = person_of(by)
        _keep(offer)
        if application.offered_at is None:
            application.offered_at = offer.extended_at
            application.save(update_fields=["offered_at"])
        if mail := write_offer_mail(offer, by=by):
            put(to=mail.to, subject=mail.subject, body=mail.body, about=application.pk)
    return offer


def accept_offer(offer: Offer, *, by, version: int | None = None, happened_at=None) -> Offer:
    """Note that the candidate accepted: they are hired, and the last seat fills the opening.

    Raises StaleOffer, and IllegalOffer where every seat is taken.
    """
    with acting(by):
        application = _take(offer, "accept", version)
        _check_active(application)
        opening = lock_opening(application.opening)
        if opening.seats_filled >= opening.headcount:
            raise IllegalOffer(
                f"Every seat of {opening} is filled. Raise its headcount, then accept this offer."
            )
        _close(offer, ACCEPTED, by=by, happened_at=happened_at)
        moves.hire(application, by=by, happened_at=happened_at)
    return offer


def decline_offer(
    offer: Offer, *, by, reason: str, version: int | None = None, happened_at=None
) -> Offer:
    """Note that the candidate declined, and why. The application stays where it is."""
    with acting(by):
        _take(offer, "decline", version)
        offer.decline_reason = reason.strip()
        if not offer.decline_reason:
            raise IllegalOffer("Write why the offer was declined.")
        _close(offer, DECLINED, by=by, happened_at=happened_at)
    return offer


def expire_offer(offer: Offer, *, by, version: int | None = None) -> Offer:
    """Close an offer that nobody answered in time."""
    with acting(by):
        _take(offer, "expire", version)
        if not offer.is_overdue(today()):
            raise IllegalOffer("This offer still stands; it has not run out.")
        _close(offer, EXPIRED, by=by)
    return offer


def take_back_offer(offer: Offer, *, by, version: int | None = None) -> Offer:
    """Close an offer from our side. An accepted one first needs its hire undone."""
    with acting(by):
        application = _take(offer, "take back", version)
        if application.state == "hired":
            raise IllegalOffer(f"{application.candidate} is hired. Undo the hire first.")
        _close(offer, WITHDRAWN, by=by)
    return offer


def _take(offer, step, version):
    """Lock the application, then the offer; bring `offer` up to date; return the application."""
    application = offer.application
    _lock(application)
    locked = Offer.objects.select_for_update().get(pk=offer.pk)
    if version is not None and locked.version != version:
        raise StaleOffer(locked)
    for field in ("status", "version", "extended_at", "closed_at", "decline_reason"):
        setattr(offer, field, getattr(locked, field))
    vars(offer).pop("terms", None)
    if not allows(offer, step):
        raise IllegalOffer(why_not(offer, step))
    return application


def _lock(application):
    lock_application(application)
    application.refresh_from_db(
        from_queryset=Application.objects.select_related("opening", "candidate")
    )


def _stand_in_offer(application, *, by, happened_at):
    stage = application.opening.stages.get(kind="offer")
    if application.stage_id != stage.pk:
        moves.move(application, stage, by=by, happened_at=happened_at)


def _close(offer, status, *, by, happened_at=None):
    offer.status, offer.closed_at = status, happened_at or timezone.now()
    offer.closed_by = person_of(by)
    _keep(offer)


def _keep(offer):
    offer.version += 1
    vars(offer).pop("terms", None)
    offer.save()


def _check_active(application):
    if not application.is_active:
        raise IllegalOffer(f"This application is {application.get_state_display().lower()}.")


def _check_terms(terms):
    if terms["base"] <= 0:
        raise IllegalOffer("The base pay of an offer is more than nothing.")
    if terms["currency"] not in CURRENCIES:
        raise IllegalOffer(f"Offers are not made in {terms['currency']}.")
    if terms.get("equity_years", 4) < 1:
        raise IllegalOffer("Equity is granted over at least one year.")


def _complete_brief(application, parts, *, by):
    written = write_brief(application, by=by, parts=parts) if parts else brief_of(application)
    if written.missing:
        raise IncompleteBrief(written.missing)


def _check_extendable(offer):
    if offer.terms is None or offer.terms.expires_on is None:
        raise IllegalOffer("Say until which day the offer stands, then extend it.")
    if offer.is_overdue(today()):
        raise IllegalOffer("The day until which this offer stands is over. Revise it first.")
