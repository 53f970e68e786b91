"""A candidate answers their offer on their page."""

import re

from config.records.audit import acting
from pipeline.models import Offer
from pipeline.offering.candidate_mail import confirm_answer
from pipeline.offering.refusals import NoSeatLeft
from pipeline.offering.telling import tell_minders
from pipeline.offers import Signed, accept_offer, decline_offer

CANDIDATE = "candidate"
_LETTER = re.compile(r"[^\W\d_]")


def is_name(text: str) -> bool:
    """Say whether `text` could be the name somebody signs with: it has a letter of any script.

    It need not be the name in their application: that may be short, or not their legal one. What
    they typed is kept and shown beside it.
    """
    return bool(_LETTER.search(text))


def accept_as_candidate(offer: Offer, signed: Signed, *, version: int) -> Offer:
    """Accept the offer in the candidate's name, as they signed it; they get a confirmation.

    Raises StaleOffer where they have read other terms, and IllegalOffer where it no longer
    stands. Where the last seat was taken meanwhile it is NoSeatLeft: the offer stays open, and
    whoever looks after it is told that they want to accept.
    """
    by = CANDIDATE
    try:
        with acting(by):
            accept_offer(offer, by=by, version=version, signed=signed)
            confirm_answer(offer, by=by)
            opening = offer.application.opening
            tell_minders(offer, f"An offer for {opening.title} was accepted.", key="accepted")
    except NoSeatLeft:
        _tell_of_want(offer)
        raise
    return offer


def decline_as_candidate(offer: Offer, signed: Signed, reason: str, *, version: int) -> Offer:
    """Decline the offer in the candidate's name; they get a confirmation. Raises as above."""
    by = CANDIDATE
    with acting(by):
        decline_offer(offer, by=by, reason=reason, version=version, signed=signed)
        confirm_answer(offer, by=by)
        opening = offer.application.opening
        tell_minders(offer, f"An offer for {opening.title} was declined.", key="declined")
    return offer


def _tell_of_want(offer):
    by = CANDIDATE
    opening = offer.application.opening
    sentence = (
        f"A candidate wants to accept their offer for {opening.title}, but every seat is filled. "
        "Raise its headcount, or write to them."
    )
    with acting(by):
        tell_minders(offer, sentence, key="no-seat")
