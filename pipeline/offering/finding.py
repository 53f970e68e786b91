"""Finding what somebody may read or set of the approval of offers; anything else is not there."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from config.accounts.models import User
from pipeline.blind.hiding import alias_of, hide, shown_blind
from pipeline.models import OfferApproval, Opening, StageKind
from pipeline.offering.approvers import may_approve


def find_opening(user: User, pk) -> Opening:
    """Return an opening whose chain `user` may set: an admin's any, a lead's their own; or 404."""
    openings = Opening.objects.all()
    if not user.can("company.edit"):
        openings = openings.visible_to(user)
    return get_object_or_404(openings, pk=pk)


def find_approval(user: User, pk) -> OfferApproval:
    """Return the approval that `user` may read: asked of them, or said by them; else 404.

    Whoever is screened blind is so here too, also for who does not see the application at all.
    """
    rows = OfferApproval.objects.filter(pk=pk).select_related(
        "person",
        "asked_by",
        "decided_by",
        "version",
        "offer__application__candidate",
        "offer__application__stage",
        "offer__application__opening__specialization",
        "offer__application__opening__level",
    )
    found = shown_blind(rows, user, through="offer__application")
    if not found or not _may_read(found[0], user):
        raise Http404("There is no such approval.")
    application = found[0].offer.application
    if application.opening.is_blind and application.stage.kind == StageKind.INBOX:
        hide(application.candidate, alias_of(application))
    return found[0]


def _may_read(row, user):
    return row.decided_by_id == user.pk or may_approve(row, user)
