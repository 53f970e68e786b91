"""What candidates are mailed about an offer after it went out: each thing once."""

from datetime import date
from uuid import UUID, uuid5

from django.db import connection

from pipeline.candidate_pages.links import page_address
from pipeline.emails import render_email
from pipeline.mailing.markdown import escape, render_plain
from pipeline.mailing.sending import send_message
from pipeline.models import Message, MessageKind, Offer
from pipeline.offer_mail import say_day


def offer_address(offer: Offer) -> str:
    """Return the address of the offer on the candidate's page."""
    return f"{page_address(offer.application)}offer/"


def tell_of_new_day(offer: Offer, *, by) -> Message | None:
    """Tell the candidate until when the offer stands now."""
    day = offer.terms.expires_on
    return _write(offer, "offer_postponed", f"until-{day}-v{offer.terms.number}", by=by)


def remind(offer: Offer, which: str, *, by) -> Message | None:
    """Remind the candidate of the last day; of each day and occasion once."""
    key = f"{which}-{offer.terms.expires_on}"
    return _write(offer, "offer_reminder", key, by=by, kind=MessageKind.REMINDER)


def confirm_answer(offer: Offer, *, by) -> Message | None:
    """Confirm to the candidate that they accepted or declined."""
    return _write(offer, f"offer_{offer.status}", offer.status, by=by)


def key_of(offer: Offer, what: str) -> UUID:
    """Return the key under which `what` is told of an offer, and never told twice."""
    return uuid5(offer.pk, what)


def _write(offer, template, what, *, by, kind=MessageKind.OFFER) -> Message | None:
    """Write the mail of a template; None where the candidate has no address."""
    candidate, opening, terms = offer.application.candidate, offer.application.opening, offer.terms
    if not candidate.email:
        return None
    subject, text = render_email(
        template,
        company=escape(connection.tenant.name),
        candidate=escape(candidate.name),
        opening=escape(opening.title),
        expires=_day(terms and terms.expires_on),
        starts=_day(terms and terms.starts_on),
        page=offer_address(offer),
    )
    return send_message(
        offer.application,
        by=by,
        subject=render_plain(subject),
        text=text,
        kind=kind,
        decision=key_of(offer, what),
    )


def _day(day: date | None) -> str:
    return say_day(day) if day else "to be agreed"
