"""The mail that brings an offer to its candidate."""

from dataclasses import dataclass

from django.db import connection

from pipeline.closing_briefs import brief_of
from pipeline.emails import render_email
from pipeline.models import ClosingBrief, Offer, OfferVersion
from pipeline.money import say_amount


@dataclass(frozen=True)
class OfferMail:
    to: str
    subject: str
    body: str


def write_offer_mail(offer: Offer, *, by) -> OfferMail | None:
    """Return the mail exactly as it would be sent now; None where there is no address.

    Nothing is sent. The offer has terms and a day until which it stands. What the closing
    brief does not say yet stands there as its merge field.
    """
    candidate, opening = offer.application.candidate, offer.application.opening
    if not candidate.email:
        return None
    subject, body = render_email(
        "offer",
        company=connection.tenant.name,
        candidate=candidate.name,
        opening=opening.title,
        terms=say_terms(offer.terms),
        expires=say_day(offer.terms.expires_on),
        person=getattr(by, "name", connection.tenant.name),
        **_brief_values(brief_of(offer.application)),
    )
    return OfferMail(candidate.email, subject, body)


def _brief_values(brief):
    return {part: getattr(brief, part) or f"{{{part}}}" for part in ClosingBrief.PARTS}


def say_terms(terms: OfferVersion) -> str:
    """Say the terms in lines of plain text, leaving out what is not offered."""
    lines = [f"Base pay: {say_amount(terms.base, terms.currency)} a year"]
    if terms.bonus:
        lines.append(f"Bonus: {say_amount(terms.bonus, terms.currency)} a year")
    if terms.equity:
        lines.append(f"Equity: {say_equity(terms)}")
    if terms.starts_on:
        lines.append(f"Start: {say_day(terms.starts_on)}")
    return "\n".join(lines)


def say_equity(terms: OfferVersion) -> str:
    years = "1 year" if terms.equity_years == 1 else f"{terms.equity_years} years"
    return f"{say_amount(terms.equity, terms.currency)} over {years}"


def say_day(day) -> str:
    return f"{day:%A} {day.day} {day:%B %Y}"
