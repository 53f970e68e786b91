"""Whether an offer stays in the band of its opening."""

from datetime import date

from django.db import connection

from pipeline.models import OfferVersion, Opening
from pipeline.offering.rates import Rates, UsedRate, convert, rates_by
from pipeline.pay_places import PayPlace, place_in_opening


def day_of(terms: OfferVersion) -> date:
    """Return the offer's day: when these terms were written, in the company's zone.

    Rates are those of this day, so that what an approver was shown stays true.
    """
    return terms.created_at.astimezone(connection.tenant.zone).date()


def place_in_band(
    terms: OfferVersion, opening: Opening, rates: Rates | None = None
) -> tuple[PayPlace | None, UsedRate | None]:
    """Place the base in the opening's band, by the rate of the offer's day where they differ.

    The place is None where the opening has no band or no rate is known.
    """
    if not opening.has_pay_range:
        return None, None
    if opening.currency == terms.currency:
        return place_in_opening(terms.base, terms.currency, opening), None
    day = day_of(terms)
    used = (rates or rates_by(day)).find(terms.currency, opening.currency, day)
    if used is None:
        return None, None
    base = convert(terms.base, terms.currency, opening.currency, used)
    return place_in_opening(base, opening.currency, opening), used


def leaves_band(terms: OfferVersion, opening: Opening) -> bool:
    """Say whether the base is outside the band of the opening.

    What nothing shows to be inside counts as outside: an opening without a band, and a currency
    without a rate. Otherwise leaving the band out would be the way around whoever guards it.
    """
    place, _ = place_in_band(terms, opening)
    return place is None or place.is_outside


def why_outside(terms: OfferVersion, opening: Opening) -> str:
    """Say why the offer counts as outside its band; "" where it is inside."""
    place, _ = place_in_band(terms, opening)
    if place is not None:
        side = "below" if place.amount < place.low else "above"
        return f"The base is {side} the band, {place.range_words}." if place.is_outside else ""
    if not opening.has_pay_range:
        return "The opening has no band, so that nothing shows the offer to be inside one."
    return (
        f"The band is in {opening.currency}, the offer in {terms.currency}, and no rate is known."
    )
