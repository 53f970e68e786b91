"""Offers as people who may see pay read them: terms, where the base stands, what can be done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from pipeline.days import today
from pipeline.models import Application, Offer, OfferVersion
from pipeline.models.offers import OfferStatus
from pipeline.money import say_amount
from pipeline.offer_mail import say_equity
from pipeline.offers import allows
from pipeline.pay_bars import pay_bar
from pipeline.pay_places import PayPlace, place_in_opening, place_in_published
from pipeline.pay_ranges import PayRange, published_range
from pipeline.sections import Section

TONES = {
    OfferStatus.EXTENDED: "info",
    OfferStatus.ACCEPTED: "good",
    OfferStatus.DECLINED: "bad",
    OfferStatus.EXPIRED: "warn",
}


@dataclass(frozen=True)
class OfferCard:
    """One offer with its latest terms; an imported one has none.

    `places` say where its base stands; `warnings` are sentences, and block nothing.
    """

    offer: Offer
    places: Sequence[PayPlace]
    warnings: Sequence[str]
    is_overdue: bool

    @property
    def terms(self) -> OfferVersion | None:
        return self.offer.terms

    @property
    def status(self) -> str:
        return "Ran out" if self.is_overdue else self.offer.get_status_display()

    @property
    def tone(self) -> str:
        return "warn" if self.is_overdue else TONES.get(OfferStatus(self.offer.status), "")

    @property
    def base(self) -> str:
        return say_amount(self.terms.base, self.terms.currency)

    @property
    def bonus(self) -> str:
        return say_amount(self.terms.bonus, self.terms.currency) if self.terms.bonus else ""

    @property
    def equity(self) -> str:
        return say_equity(self.terms) if self.terms.equity else ""

    @property
    def bars(self) -> list[tuple[PayPlace, SafeString]]:
        return [(place, pay_bar(place)) for place in self.places]

    @property
    def can_be_revised(self) -> bool:
        return allows(self.offer, "revise")

    @property
    def can_be_answered(self) -> bool:
        return allows(self.offer, "accept")

    @property
    def can_be_taken_back(self) -> bool:
        return allows(self.offer, "take back") and self.offer.application.state != "hired"


@dataclass(frozen=True)
class OfferSection:
    application: Application
    current: OfferCard | None
    past: Sequence[OfferCard]
    can_draft: bool


def read_card(offer: Offer, day: date, published: PayRange | None = None) -> OfferCard:
    """Return `offer` as a card; its application and opening are selected."""
    opening, terms = offer.application.opening, offer.terms
    if terms is None:
        return OfferCard(offer, (), (), is_overdue=False)
    own = place_in_opening(terms.base, terms.currency, opening)
    published_place = place_in_published(terms.base, terms.currency, published)
    is_overdue = offer.status == OfferStatus.EXTENDED and offer.is_overdue(day)
    places = [place for place in (own, published_place) if place]
    warnings = list(_warn(own, terms, opening)) if offer.is_open else []
    return OfferCard(offer, places, warnings, is_overdue)


def read_card_whole(offer: Offer) -> OfferCard:
    """Return `offer` as a card, placed in what is published too."""
    terms = offer.terms
    published = terms and published_for(offer.application.opening, terms.currency)
    return read_card(offer, today(), published)


def published_for(opening, currency: str) -> PayRange | None:
    """Return what is published for the opening's specialization and level in `currency`."""
    return published_range(opening.specialization, opening.level, currency=currency)


def offers_section(application: Application, user) -> Section | None:
    """The offers of an application, for those who may see them and pay."""
    if not (user.can("offers.view") and user.can("pay.view")):
        return None
    if not Application.objects.managed_by(user).filter(pk=application.pk).exists():
        return None
    section = read_offers(application, user)
    return Section("pipeline/_offers.html", section, order=10, is_aside=True)


def read_offers(application: Application, user) -> OfferSection:
    """Return the offers of `application`, the open or accepted one first."""
    current, past = None, []
    for offer in application.offers.prefetch_related("versions"):
        offer.application = application
        is_current = current is None and (offer.is_open or offer.status == OfferStatus.ACCEPTED)
        if is_current:
            current = read_card_whole(offer)
        else:
            past.append(read_card(offer, today()))
    has_open = current is not None and current.offer.is_open
    can_draft = application.is_active and not has_open and user.can("offers.edit")
    return OfferSection(application, current, past, can_draft)


def _warn(own, terms, opening):
    if own and own.is_outside:
        side = "below" if own.amount < own.low else "above"
        yield f"The base is {side} this opening's range, {own.range_words}."
    elif opening.has_pay_range and own is None:
        yield f"The range of this opening is in {opening.currency}, this offer in {terms.currency}."
    elif not opening.has_pay_range:
        yield "This opening has no pay range to compare with."
