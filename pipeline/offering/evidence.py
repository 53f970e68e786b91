"""What an approver is shown of an offer, and what is kept of it beside their word.

Compa-ratio: base over the midpoint of the range; 1.00 is the middle (WorldatWork's definition:
pay over the midpoint or another control point). Range penetration: (base - minimum) / (maximum -
minimum), 0 at the bottom, 1 at the top, beyond either outside. Base 72,000 with a midpoint of
80,000 has a compa-ratio of 0.90; 70,000 in 55,000 to 82,200 stands 55 % up.

All of it is plain JSON, so that what was shown on the day is what is read years later.
"""

from collections.abc import Iterator
from datetime import date

from django.db import connection

from pipeline.days import today
from pipeline.models import Offer, OfferVersion
from pipeline.money import say_amount
from pipeline.offering.ages import say_age
from pipeline.offering.bands import day_of, place_in_band, why_outside
from pipeline.offering.compensation import add_up
from pipeline.offering.observations import Observations, observations_for
from pipeline.offering.rates import Rates, convert, rates_by, say_date
from pipeline.offering.terms import package_of
from pipeline.pay_places import PayPlace
from pipeline.pay_ranges import PayRange, ranges_by_source


def evidence_for(offer: Offer) -> dict:
    """Return what an approver of the offer's present terms is shown, as JSON.

    {"version", "shown_on", "base", "band", "outside", "sources", "totals"}; `band` is None
    without one. Each of `sources` has "kind" ("range" or "observations"), "source", "n" (None:
    not stated), "as_of", "age", and either a place in the range or a "percentile" (None: too
    few). Where the source is in another currency, "rate" says by what the base was turned.
    """
    terms, opening = offer.terms, offer.application.opening
    rates = rates_by(day_of(terms))
    place, used = place_in_band(terms, opening, rates)
    return {
        "version": terms.number,
        "shown_on": today().isoformat(),
        "base": say_amount(terms.base, terms.currency),
        "band": place and place_words(place) | {"rate": used.words if used else ""},
        "outside": why_outside(terms, opening),
        "sources": list(_sources(terms, opening, rates)),
        "totals": totals_of(terms, rates),
    }


def place_words(place: PayPlace) -> dict:
    """Return where a base stands in a range: in numbers to two places, and in words."""
    position, ratio = place.position, place.compa_ratio
    return {
        "range": place.range_words,
        "penetration": None if position is None else round(position, 4),
        "compa_ratio": None if ratio is None else round(ratio, 4),
        "words": place.words,
    }


def totals_of(terms: OfferVersion, rates: Rates) -> dict:
    """Return the total compensation in the offer's currency, and in the company's where differs."""
    totals, home = add_up(package_of(terms)), connection.tenant.currency
    shown = {
        "first_year": say_amount(totals.first_year, terms.currency),
        "average_year": say_amount(totals.average_year, terms.currency),
        "years": totals.years,
        "home": None,
    }
    if terms.currency != home:
        used = rates.find(terms.currency, home, day_of(terms))
        shown["home"] = {
            "currency": home,
            "first_year": _turned(totals.first_year, terms.currency, home, used),
            "average_year": _turned(totals.average_year, terms.currency, home, used),
            "rate": used.words if used else "",
        }
    return shown


def _turned(minor, currency, into, used):
    return say_amount(convert(minor, currency, into, used), into) if used else ""


def _sources(terms, opening, rates) -> Iterator[dict]:
    day = day_of(terms)
    for known in observations_for(opening.specialization, opening.level):
        yield _named(known) | _of_source(known, terms, rates, day, _rank)
    for known in ranges_by_source(opening.specialization, opening.level):
        yield _named(known) | _of_source(known, terms, rates, day, _place)


def _named(known: Observations | PayRange) -> dict:
    is_range = isinstance(known, PayRange)
    return {
        "kind": "range" if is_range else "observations",
        "source": f"{known.source}, {known.region}",
        "note": known.note if is_range else "",
        "n": known.sample_size if is_range else known.n,
        "as_of": say_date(known.as_of),
        "age": say_age(known.as_of, today()),
    }


def _of_source(known, terms, rates: Rates, day: date, read) -> dict:
    """Read the base against a source, turned into its currency where it has another."""
    used = rates.find(terms.currency, known.currency, day)
    if used is None:
        return {"gap": f"It is in {known.currency}, and no rate from {terms.currency} is known."}
    base = convert(terms.base, terms.currency, known.currency, used)
    return read(known, base) | {"rate": used.words}


def _place(known: PayRange, base) -> dict:
    place = PayPlace(base, known.low, known.high, known.currency, "this range")
    return place_words(place)


def _rank(known: Observations, base) -> dict:
    return {"percentile": known.percentile(base)}
