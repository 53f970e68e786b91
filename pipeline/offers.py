"""Offers: drafted in versions, extended once, and closed by an answer.

Extending the first offer of an application stops its clock for good. Rows are always taken in
the order application, offer, opening.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Unpack

from django.utils import timezone

from config.records.audit import acting, person_of
from pipeline import moves
from pipeline.candidate_pages.links import standing_link
from pipeline.closing_briefs import brief_of, write_brief
from pipeline.days import today
from pipeline.happenings import announce
from pipeline.mailing.sending import send_message
from pipeline.models import Application, HappeningKind, MessageKind, Offer, OfferVersion
from pipeline.offer_mail import write_offer_mail
from pipeline.offering.approving import check_approved, follow_revision
from pipeline.offering.candidate_mail import tell_of_new_day
from pipeline.offering.letters import usual_template, write_letter
from pipeline.offering.refusals import IllegalOffer, IncompleteBrief, NoSeatLeft, StaleOffer
from pipeline.offering.steps import (
    ACCEPTED,
    DECLINED,
    DRAFT,
    EXPIRED,
    EXTENDED,
    STEPS,
    WITHDRAWN,
    allows,
    check_active,
    keep_offer,
    take_application,
    take_offer,
    why_not,
)
from pipeline.offering.terms import FIELDS, Terms, check_terms
from pipeline.openings import lock_opening

__all__ = [
    "DRAFT",
    "STEPS",
    "IllegalOffer",
    "IncompleteBrief",
    "NoSeatLeft",
    "Signed",
    "StaleOffer",
    "Terms",
    "accept_offer",
    "allows",
    "decline_offer",
    "draft_offer",
    "expire_offer",
    "extend_offer",
    "postpone_expiry",
    "revise_offer",
    "take_back_offer",
    "today",
    "why_not",
]

LONGEST_REASON = Offer._meta.get_field("decline_reason").max_length


@dataclass(frozen=True)
class Signed:
    """How a candidate answered on their page: the name they typed, and from which address."""

    name: str
    address: str | None


def draft_offer(application: Application, *, by, **terms: Unpack[Terms]) -> Offer:
    """Write a draft for `application` with `terms` (see Terms) as its first version.

    Raises IllegalOffer where the application is not active or has an open offer already.
    """
    with acting(by):
        take_application(application)
        check_active(application)
        if application.offers.open().exists():
            raise IllegalOffer("An offer is open for this application already.")
        check_terms(terms)
        offer = Offer.objects.create(application=application, created_by=person_of(by))
        OfferVersion.objects.create(offer=offer, number=1, by=person_of(by), **terms)
        standing_link(application)
    return offer


def revise_offer(offer: Offer, *, by, version: int | None = None, **terms: Unpack[Terms]) -> Offer:
    """Give a draft new terms, as a further version. Raises IllegalOffer and StaleOffer.

    Approvals stand unless a field that voids them has changed; then they are asked anew.
    """
    with acting(by):
        take_offer(offer, "revise", version)
        check_terms(terms)
        before = offer.terms
        _add_version(offer, terms, by=by)
        if before is not None:
            follow_revision(offer, before, by=by)
    return offer


def extend_offer(
    offer: Offer,
    *,
    by,
    version: int | None = None,
    happened_at=None,
    brief: Mapping[str, str] | None = None,
    letter: bool = True,
) -> Offer:
    """Send a draft to its candidate, which stops the clock, and stand the card in offer.

    The mail leaves with this transaction, where the candidate has an address. The letter is
    written with it, unless `letter` says not to. `brief` are parts of the closing brief to write
    first. Raises IllegalOffer, among them IncompleteBrief, UnapprovedOffer and UnwritableLetter;
    StaleOffer; and IllegalMove where a gate keeps the application in its stage. `happened_at`
    is for what is recorded later than it happened, here and below.
    """
    with acting(by):
        application = take_offer(offer, "extend", version)
        check_active(application)
        _check_extendable(offer)
        check_approved(offer)
        _complete_brief(application, brief, by=by)
        _stand_in_offer(application, by=by, happened_at=happened_at)
        offer.status, offer.extended_at = EXTENDED, happened_at or timezone.now()
        offer.extended_by = person_of(by)
        keep_offer(offer)
        if application.offered_at is None:
            application.offered_at = offer.extended_at
            application.save(update_fields=["offered_at"])
        if letter and (template := usual_template()):
            write_letter(offer, template, by=by)
        _send_offer(offer, by=by)
        announce(HappeningKind.OFFER_EXTENDED, application, by=by, offer=str(offer.pk))
    return offer


def postpone_expiry(offer: Offer, *, expires_on: date, by, version: int | None = None) -> Offer:
    """Let an offer that is out stand until another day, as a further version; return it.

    Approvals stand: this voids none. Its letter, where it has one, is written anew, and the
    candidate is told. Raises IllegalOffer, StaleOffer and UnwritableLetter.
    """
    with acting(by):
        check_active(take_offer(offer, "postpone", version))
        before = offer.terms
        if before is None or before.expires_on == expires_on:
            raise IllegalOffer("The offer stands until this day already.")
        if expires_on < today():
            raise IllegalOffer("This day is over.")
        has_letter = hasattr(before, "letter")
        terms = {name: getattr(before, name) for name in FIELDS} | {"expires_on": expires_on}
        _add_version(offer, terms, by=by)
        if has_letter and (template := usual_template()):
            write_letter(offer, template, by=by)
        tell_of_new_day(offer, by=by)
    return offer


def accept_offer(
    offer: Offer,
    *,
    by,
    version: int | None = None,
    happened_at=None,
    signed: Signed | None = None,
) -> Offer:
    """Note that the candidate accepted: they are hired, and the last seat fills the opening.

    `signed` says how they did on their page, where an overdue offer cannot be accepted any more.
    Raises StaleOffer, and IllegalOffer; NoSeatLeft where every seat is taken.
    """
    with acting(by):
        application = take_offer(offer, "accept", version)
        check_active(application)
        _check_in_time(offer, signed)
        opening = lock_opening(application.opening)
        if opening.seats_filled >= opening.headcount:
            raise NoSeatLeft(opening)
        _close(offer, ACCEPTED, by=by, happened_at=happened_at, signed=signed)
        moves.hire(application, by=by, happened_at=happened_at)
        announce(HappeningKind.OFFER_ACCEPTED, application, by=by, offer=str(offer.pk))
    return offer


def decline_offer(
    offer: Offer,
    *,
    by,
    reason: str,
    version: int | None = None,
    happened_at=None,
    signed: Signed | None = None,
) -> Offer:
    """Note that the candidate declined, and why. The application stays where it is."""
    with acting(by):
        application = take_offer(offer, "decline", version)
        _check_in_time(offer, signed)
        offer.decline_reason = reason.strip()[:LONGEST_REASON]
        if not offer.decline_reason:
            raise IllegalOffer("Write why the offer was declined.")
        _close(offer, DECLINED, by=by, happened_at=happened_at, signed=signed)
        announce(HappeningKind.OFFER_DECLINED, application, by=by, offer=str(offer.pk))
    return offer


def expire_offer(offer: Offer, *, by, version: int | None = None) -> Offer:
    """Close an offer that nobody answered in time."""
    with acting(by):
        take_offer(offer, "expire", version)
        if not offer.is_overdue(today()):
            raise IllegalOffer("This offer still stands; it has not run out.")
        _close(offer, EXPIRED, by=by)
    return offer


def take_back_offer(offer: Offer, *, by, version: int | None = None) -> Offer:
    """Close an offer from our side. An accepted one first needs its hire undone."""
    with acting(by):
        application = take_offer(offer, "take back", version)
        if application.state == "hired":
            raise IllegalOffer(f"{application.candidate} is hired. Undo the hire first.")
        _close(offer, WITHDRAWN, by=by)
    return offer


def _stand_in_offer(application, *, by, happened_at):
    stage = application.opening.stages.get(kind="offer")
    if application.stage_id != stage.pk:
        moves.move(application, stage, by=by, happened_at=happened_at)


def _send_offer(offer, *, by):
    if mail := write_offer_mail(offer, by=by):
        send_message(
            offer.application,
            by=by,
            subject=mail.subject,
            text=mail.text,
            kind=MessageKind.OFFER,
            decision=offer.pk,
        )


def _add_version(offer, terms, *, by):
    number = offer.versions.count() + 1
    OfferVersion.objects.create(offer=offer, number=number, by=person_of(by), **terms)
    keep_offer(offer)


def _close(offer, status, *, by, happened_at=None, signed=None):
    offer.status, offer.closed_at = status, happened_at or timezone.now()
    offer.closed_by = person_of(by)
    if signed:
        offer.answered_name, offer.answered_from = signed.name, signed.address
    keep_offer(offer)


def _check_in_time(offer, signed):
    """Staff may note a late answer; a candidate cannot give one."""
    if signed and offer.is_overdue(today()):
        raise IllegalOffer("The day until which this offer stood is over.")


def _complete_brief(application, parts, *, by):
    written = write_brief(application, by=by, parts=parts) if parts else brief_of(application)
    if written.missing:
        raise IncompleteBrief(written.missing)


def _check_extendable(offer):
    if offer.terms is None or offer.terms.expires_on is None:
        raise IllegalOffer("Say until which day the offer stands, then extend it.")
    if offer.is_overdue(today()):
        raise IllegalOffer("The day until which this offer stands is over. Revise it first.")
