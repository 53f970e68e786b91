"""The mail that brings an offer to its candidate."""

from dataclasses import dataclass

from django.db import connection

from pipeline.candidate_pages.links import page_address
from pipeline.closing_briefs import brief_of
from pipeline.emails import render_email
from pipeline.mailing.markdown import escape, render_plain
from pipeline.models import ClosingBrief, Offer, OfferVersion
from pipeline.money import say_amount

ANSWER_HERE = "Read the whole offer and answer it on your page:"


@dataclass(frozen=True)
class OfferMail:
    """`text` is Markdown, and `body` is it as a plain mail shows it."""

    to: str
    subject: str
    text: str

    @property
    def body(self) -> str:
        return render_plain(self.text)


def write_offer_mail(offer: Offer, *, by) -> OfferMail | None:
    """Return the mail exactly as it would be sent now; None where there is no address.

    Nothing is sent. The offer has terms and a day until which it stands. What the closing
    brief does not say yet stands there as its merge field.
    """
    candidate, opening = offer.application.candidate, offer.application.opening
    if not candidate.email:
        return None
    page = f"{page_address(offer.application)}offer/"
    subject, text = render_email(
        "offer",
        company=escape(connection.tenant.name),
        candidate=escape(candidate.name),
        opening=escape(opening.title),
        terms=escape(say_terms(offer.terms)),
        expires=say_day(offer.terms.expires_on),
        person=escape(getattr(by, "name", connection.tenant.name)),
        page=page,
        **_brief_values(brief_of(offer.application)),
    )
    if page not in text:
        text = f"{text.rstrip()}\n\n{ANSWER_HERE}\n\n{page}\n"
    return OfferMail(candidate.email, render_plain(subject), text)


def _brief_values(brief):
    return {
        part: escape(getattr(brief, part)) or escape(f"{{{part}}}") for part in ClosingBrief.PARTS
    }


def say_terms(terms: OfferVersion) -> str:
    """Say the terms in lines of plain text, leaving out what is not offered."""
    lines = [f"Base pay: {say_amount(terms.base, terms.currency)} a year"]
    if terms.bonus:
        lines.append(f"Bonus: {say_amount(terms.bonus, terms.currency)} a year")
    if terms.equity:
        lines.append(f"Equity: {say_equity(terms)}")
    if terms.sign_on:
        lines.append(f"Sign-on: {say_amount(terms.sign_on, terms.currency)}, once")
    if terms.starts_on:
        lines.append(f"Start: {say_day(terms.starts_on)}")
    return "\n".join(lines)


def say_equity(terms: OfferVersion) -> str:
    years = "1 year" if terms.equity_years == 1 else f"{terms.equity_years} years"
    worth = f"{say_amount(terms.equity, terms.currency)} over {years}"
    return f"{worth}, {say_cliff(terms.cliff_months)}"


def say_cliff(months: int) -> str:
    """Say after how long equity begins to vest: "cliff of 12 months", "no cliff"."""
    if not months:
        return "no cliff"
    return f"cliff of {months} month{'' if months == 1 else 's'}"


def say_day(day) -> str:
    return f"{day:%A} {day.day} {day:%B %Y}"
