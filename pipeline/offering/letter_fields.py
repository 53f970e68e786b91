"""The merge fields of offer letters: what each is called, and what it says of one offer."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.db import connection

from pipeline.days import today
from pipeline.models import Offer
from pipeline.money import say_amount
from pipeline.offer_mail import say_day, say_equity, say_terms
from pipeline.offering.compensation import add_up
from pipeline.offering.terms import package_of


@dataclass(frozen=True)
class LetterField:
    """What a field says, for whoever writes a template, and what a preview fills in."""

    label: str
    sample: str


LETTER_FIELDS: Mapping[str, LetterField] = MappingProxyType(
    {
        "candidate": LetterField("the candidate's name", "Amara Osei"),
        "company": LetterField("your company's name", "Acme"),
        "opening": LetterField("the role", "Senior GenAI Engineer"),
        "location": LetterField("where it is", "Berlin"),
        "date": LetterField("the day of the letter", "Friday 4 December 2026"),
        "terms": LetterField(
            "all that is offered, line by line",
            "Base pay: €120,000 a year\nEquity: €80,000 over 4 years, no cliff",
        ),
        "base": LetterField("base pay a year", "€120,000"),
        "bonus": LetterField("bonus a year", "€12,000"),
        "equity": LetterField(
            "the grant and its years", "€80,000 over 4 years, cliff of 12 months"
        ),
        "cliff": LetterField("the cliff of the equity", "12 months"),
        "sign_on": LetterField("what is paid once", "€10,000"),
        "first_year": LetterField("total of the first year", "€162,000"),
        "average_year": LetterField("total of an average year", "€154,500"),
        "starts": LetterField("the first day of work", "Monday 1 March 2027"),
        "expires": LetterField("until when the offer stands", "Friday 11 December 2026"),
        "person": LetterField("who sends it", "Robin Adler"),
    }
)

SAMPLES: Mapping[str, str] = {name: field.sample for name, field in LETTER_FIELDS.items()}


def letter_values(offer: Offer, *, by) -> dict[str, str]:
    """Return what each field says of the offer's present terms; "" where it says nothing."""
    terms, opening, company = offer.terms, offer.application.opening, connection.tenant
    totals = add_up(package_of(terms))

    def amount(minor):
        return say_amount(minor, terms.currency) if minor else ""

    return {
        "candidate": offer.application.candidate.name,
        "company": company.name,
        "opening": opening.title,
        "location": opening.location,
        "date": say_day(today()),
        "terms": say_terms(terms),
        "base": amount(terms.base),
        "bonus": amount(terms.bonus),
        "equity": say_equity(terms) if terms.equity else "",
        "cliff": f"{terms.cliff_months} months" if terms.equity and terms.cliff_months else "",
        "sign_on": amount(terms.sign_on),
        "first_year": amount(totals.first_year),
        "average_year": amount(totals.average_year),
        "starts": say_day(terms.starts_on) if terms.starts_on else "",
        "expires": say_day(terms.expires_on) if terms.expires_on else "",
        "person": getattr(by, "name", "") or company.name,
    }
