"""Which step an offer allows, and taking its row to carry one out.

Rows are always taken in the order application, offer, opening.
"""

from collections.abc import Mapping
from types import MappingProxyType

from pipeline.locks import lock_application
from pipeline.models import Application, Offer
from pipeline.models.offers import OfferStatus
from pipeline.offering.refusals import IllegalOffer, StaleOffer

DRAFT, EXTENDED, ACCEPTED, DECLINED, WITHDRAWN, EXPIRED = OfferStatus

STEPS: Mapping[str, frozenset[OfferStatus]] = MappingProxyType(
    {
        "revise": frozenset({DRAFT}),
        "approve": frozenset({DRAFT}),
        "extend": frozenset({DRAFT}),
        "postpone": frozenset({EXTENDED}),
        "accept": frozenset({EXTENDED}),
        "decline": frozenset({EXTENDED}),
        "expire": frozenset({EXTENDED}),
        "take back": frozenset({DRAFT, EXTENDED, ACCEPTED}),
    }
)
"""From which status each step may be taken."""

_IS = {
    DRAFT: "is still a draft",
    EXTENDED: "is with the candidate",
    ACCEPTED: "was accepted",
    DECLINED: "was declined",
    WITHDRAWN: "was taken back",
    EXPIRED: "has expired",
}
_READ_ANEW = (
    "status",
    "version",
    "extended_at",
    "extended_by_id",
    "closed_at",
    "decline_reason",
    "answered_name",
    "answered_from",
)


def allows(offer: Offer, step: str) -> bool:
    """Say whether `step`, one of STEPS, may be taken from where the offer is."""
    return offer.status in STEPS[step]


def why_not(offer: Offer, step: str) -> str:
    """Say in a sentence why `step` may not be taken."""
    return f"This offer {_IS[OfferStatus(offer.status)]}, so there is nothing to {step}."


def take_offer(offer: Offer, step: str, version: int | None) -> Application:
    """Lock the application, then the offer; bring `offer` up to date; return the application.

    Raises IllegalOffer where `step` may not be taken, and StaleOffer where `version` is given
    and no longer current.
    """
    application = offer.application
    take_application(application)
    locked = Offer.objects.select_for_update().get(pk=offer.pk)
    if version is not None and locked.version != version:
        raise StaleOffer(locked)
    for field in _READ_ANEW:
        setattr(offer, field, getattr(locked, field))
    _forget_terms(offer)
    if not allows(offer, step):
        raise IllegalOffer(why_not(offer, step))
    return application


def take_application(application: Application) -> None:
    """Lock the row, and read it anew with its opening and candidate."""
    lock_application(application)
    application.refresh_from_db(
        from_queryset=Application.objects.select_related("opening", "candidate")
    )


def keep_offer(offer: Offer) -> None:
    """Save a taken offer under its next version number."""
    offer.version += 1
    _forget_terms(offer)
    offer.save()


def _forget_terms(offer):
    """What was read of them before the row was taken may be out of date."""
    vars(offer).pop("terms", None)
    vars(offer).get("_prefetched_objects_cache", {}).pop("versions", None)


def check_active(application: Application) -> None:
    if not application.is_active:
        raise IllegalOffer(f"This application is {application.get_state_display().lower()}.")
