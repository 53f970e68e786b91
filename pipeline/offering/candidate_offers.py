"""The offer as its candidate reads it on their page: terms, totals, until when, what they said."""

from dataclasses import dataclass

from django.db import connection

from pipeline.candidate_pages.sections import CandidatePage, CandidateSection
from pipeline.days import today
from pipeline.models import Application, Offer, OfferLetter
from pipeline.models.offers import OfferStatus
from pipeline.offer_cards import OfferCard, read_card
from pipeline.offering.cards import Compensation, read_compensation
from pipeline.offering.letters import letter_of


@dataclass(frozen=True)
class OfferRead:
    """`has_seat` is False where the last seat went to somebody else while they thought."""

    offer: Offer
    card: OfferCard
    compensation: Compensation
    letter: OfferLetter | None
    can_answer: bool
    has_seat: bool
    zone: str

    @property
    def is_over(self) -> bool:
        return self.card.is_overdue or self.offer.status == OfferStatus.EXPIRED


def offer_of(application: Application) -> Offer | None:
    """Return the latest offer that went out and whose terms are known; drafts are not theirs."""
    sent = application.offers.extended().exclude(versions=None).order_by("-extended_at", "-id")
    offer = sent.first()
    if offer:
        offer.application = application
    return offer


def read_offer(application: Application) -> OfferRead | None:
    """Return what the page of the offer shows; None where none went out."""
    offer = offer_of(application)
    if offer is None:
        return None
    card, opening = read_card(offer, today()), application.opening
    is_out = offer.status == OfferStatus.EXTENDED
    return OfferRead(
        offer=offer,
        card=card,
        compensation=read_compensation(offer),
        letter=letter_of(offer),
        can_answer=is_out and application.is_active and not card.is_overdue,
        has_seat=opening.seats_filled < opening.headcount,
        zone=connection.tenant.time_zone,
    )


def offer_section(page: CandidatePage) -> CandidateSection | None:
    """The offer on the candidate's page: asked of them while they can answer it."""
    read = read_offer(page.application)
    if read is None:
        return None
    section = {"read": read, "href": page.address_of("my_offer")}
    return CandidateSection("public/my/_offer.html", section, order=0, is_asked=read.can_answer)
