"""Approvals of offers: asking, and the page of whoever is asked."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from config.accounts.guards import needs
from pipeline.forms.offer_words import OfferWordForm
from pipeline.forms.offers import OfferVersionForm
from pipeline.forms.posted import posted
from pipeline.models import Application, OfferApproval
from pipeline.models.offer_rules import OfferDecision
from pipeline.offer_cards import read_card_whole
from pipeline.offering.approvers import writers_of
from pipeline.offering.approving import ask_for_approval, decide_approval
from pipeline.offering.cards import read_approvals, read_compensation
from pipeline.offering.evidence import evidence_for
from pipeline.offering.finding import find_approval
from pipeline.offering.refusals import IllegalOffer, StaleOffer
from pipeline.views.offers import editable


@require_POST
@needs("offers.edit")
def ask(request, pk):
    """Start the chain of a draft, or go on with it."""
    offer, form = editable(request, pk), OfferVersionForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Reload the page, then try.")
        return redirect("pipeline:application", offer.application_id)
    try:
        ask_for_approval(offer, by=request.user, **form.cleaned_data)
    except (IllegalOffer, StaleOffer) as refusal:
        messages.error(request, str(refusal))
    else:
        waits_for = read_approvals(offer).waits_for
        messages.success(request, f"Asked: {waits_for}." if waits_for else "It is approved.")
    return redirect("pipeline:extend_offer", offer.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("offers.approve")
def approval(request, pk):
    """What an approver is shown, and their word; nobody else has this page."""
    row = find_approval(request.user, pk)
    form = OfferWordForm(posted(request))
    if form.is_valid():
        try:
            decided = decide_approval(row, by=request.user, **form.cleaned_data)
        except (StaleOffer, IllegalOffer) as refusal:
            form.add_error(None, str(refusal))
            row = find_approval(request.user, pk)
        else:
            word = decided.get_decision_display().lower()
            messages.success(request, f"You have {word} the offer.")
            return redirect("pipeline:offer_approval", pk)
    return render(
        request,
        "pipeline/offer_approval.html",
        approval_page(row, request.user) | {"form": form},
        status=422 if form.errors else 200,
    )


def approval_page(row: OfferApproval, user) -> dict:
    """Return what the page shows: now while it is asked, else as it was shown at the word."""
    offer = row.offer
    is_open = row.decision == OfferDecision.ASKED and offer.status == "draft"
    manages = Application.objects.managed_by(user).filter(pk=offer.application_id).exists()
    return {
        "approval": row,
        "offer": offer,
        "application": offer.application,
        "is_open": is_open,
        "is_own": user.pk in writers_of(offer),
        "card": read_card_whole(offer),
        "evidence": evidence_for(offer) if is_open else row.evidence,
        "compensation": read_compensation(offer),
        "approvals": read_approvals(offer, user),
        "sees_application": manages and user.can("candidates.view"),
    }
