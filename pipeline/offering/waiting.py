"""What offers ask of approvers: on their Today, and in the history of an application."""

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse

from config.accounts.models import User
from pipeline.blind.hiding import shown_blind
from pipeline.clock_reading import days_left_of
from pipeline.models import Application, OfferApproval
from pipeline.models.offer_rules import OfferDecision
from pipeline.models.offers import OfferStatus
from pipeline.offering.approvers import may_approve
from pipeline.offering.chains import APPROVES, approving_roles
from pipeline.queue import Kind, QueueItem
from pipeline.timeline import Entry

SAID = {
    OfferDecision.APPROVED: "Offer approved",
    OfferDecision.DECLINED: "Offer not approved",
}


def offer_approvals_waiting(user: User, company) -> Iterator[QueueItem]:
    """The offers that wait for the word of `user`: one query, and a few for each that may be."""
    for approval in approvals_waiting_for(user):
        application = approval.offer.application
        yield QueueItem(
            what="Approve the offer, or decline",
            candidate="",
            opening=application.opening.title,
            href=reverse("pipeline:offer_approval", args=[approval.pk]),
            days_left=days_left_of(application, company),
            holds_others_up=True,
            kind=Kind.APPROVAL,
        )


def approvals_waiting_for(user: User) -> Iterator[OfferApproval]:
    """The approvals that `user` may give now; who is hidden from them comes as a stand-in."""
    if not user.can(APPROVES):
        return
    roles = [role for role in approving_roles() if user.holds(role)]
    asked = OfferApproval.objects.filter(
        Q(role__in=roles) | Q(person__isnull=False),
        decision=OfferDecision.ASKED,
        offer__status=OfferStatus.DRAFT,
        offer__application__state="active",
    )
    asked = asked.select_related(
        "person", "offer__application__candidate", "offer__application__opening"
    )
    for approval in shown_blind(asked, user, through="offer__application"):
        if may_approve(approval, user):
            yield approval


def tell_offer_approvals(application: Application, user: User) -> Iterator[Entry]:
    """Who was asked to approve an offer and what they said; for those who see offers and pay."""
    if not (user.can("offers.view") and user.can("pay.view")):
        return
    if not Application.objects.managed_by(user).filter(pk=application.pk).exists():
        return
    rows = OfferApproval.objects.filter(offer__application=application)
    rows = rows.select_related("asked_by", "decided_by", "version").order_by("asked_at", "id")
    for row in rows.exclude(decided_at=None):
        said = OfferDecision(row.evidence.get("said", row.decision))
        yield Entry(
            happened_at=row.decided_at,
            title=SAID.get(said, "Offer approval"),
            who=row.decided_by.name if row.decided_by else "",
            text=row.note,
            kind="offer",
            is_undone=row.decision == OfferDecision.VOID,
        )
