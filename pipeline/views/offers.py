"""Drafting and extending an offer, and noting its answer."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from config.accounts.guards import needs
from pipeline import offers
from pipeline.forms.offers import DeclineForm, OfferForm, OfferVersionForm
from pipeline.models import Application, Offer
from pipeline.money import say_range
from pipeline.moves import IllegalMove
from pipeline.offer_cards import published_for, read_card_whole
from pipeline.offer_mail import write_offer_mail
from pipeline.offers import IllegalOffer, StaleOffer

READ_OR_ANSWER = ["GET", "HEAD", "POST"]


def editable(request, offer_id) -> Offer:
    """Return the offer if this person may see it; else the answer is 404."""
    visible = Offer.objects.visible_to(request.user).select_related(
        "application__candidate",
        "application__stage",
        "application__opening__specialization",
        "application__opening__level",
    )
    return get_object_or_404(visible, pk=offer_id)


@require_http_methods(READ_OR_ANSWER)
@needs("offers.edit")
def draft(request, application_id):
    """Write the first version of an offer."""
    managed = Application.objects.managed_by(request.user)
    managed = managed.select_related(
        "candidate", "stage", "opening__specialization", "opening__level"
    )
    application = get_object_or_404(managed, pk=application_id)
    form = OfferForm(request.POST or None, opening=application.opening, today=offers.today())
    if form.is_valid():
        change = partial(offers.draft_offer, application, by=request.user, **form.terms())
        if offer := _try(change, form):
            return redirect("pipeline:extend_offer", offer.pk)
    return _show_form(request, application, form)


@require_http_methods(READ_OR_ANSWER)
@needs("offers.edit")
def revise(request, offer_id):
    """Change the terms of a draft, as a further version."""
    offer = editable(request, offer_id)
    if not offers.allows(offer, "revise"):
        return _refuse(request, offer, "revise")
    opening = offer.application.opening
    form = OfferForm(request.POST or None, opening=opening, today=offers.today(), offer=offer)
    if form.is_valid():
        version, terms = form.cleaned_data["version"], form.terms()
        change = partial(offers.revise_offer, offer, by=request.user, version=version, **terms)
        if _try(change, form):
            return redirect("pipeline:extend_offer", offer.pk)
    return _show_form(request, offer.application, form, offer=offer)


@require_http_methods(READ_OR_ANSWER)
@needs("offers.edit")
def extend(request, offer_id):
    """Show exactly what will be sent; sending it stops the clock."""
    form = OfferVersionForm(request.POST or None)
    return _step(request, offer_id, "extend", form, offers.extend_offer, _say_extended)


@require_http_methods(READ_OR_ANSWER)
@needs("offers.edit")
def accept(request, offer_id):
    """Note that the candidate accepted, which hires them."""
    form = OfferVersionForm(request.POST or None)
    return _step(request, offer_id, "accept", form, offers.accept_offer, "{} is hired.".format)


@require_http_methods(READ_OR_ANSWER)
@needs("offers.edit")
def decline(request, offer_id):
    """Note that the candidate declined, and why."""
    form = DeclineForm(request.POST or None)
    say = "Noted that {} declined.".format
    return _step(request, offer_id, "decline", form, offers.decline_offer, say)


@require_POST
@needs("offers.edit")
def take_back(request, offer_id):
    return _end(request, offer_id, offers.take_back_offer, "The offer is taken back.")


@require_POST
@needs("offers.edit")
def expire(request, offer_id):
    return _end(request, offer_id, offers.expire_offer, "The offer is marked as expired.")


def _step(request, offer_id, step, form, change, say):
    """Take `step` where the form is sound; else show the page that asks for it."""
    offer = editable(request, offer_id)
    candidate = offer.application.candidate
    if form.is_valid() and _try(partial(change, offer, by=request.user, **form.cleaned_data), form):
        messages.success(request, say(candidate))
        return redirect("pipeline:application", offer.application_id)
    if form.is_bound:
        offer = editable(request, offer_id)  # as it is now, whoever changed it
    if not offers.allows(offer, step):
        return _refuse(request, offer, step)
    context = {"application": offer.application, "form": form, "card": read_card_whole(offer)}
    if step == "extend" and offer.terms.expires_on:
        context["mail"] = write_offer_mail(offer, by=request.user)
    if step == "accept":
        context["seat"] = offer.application.opening.seats_filled + 1
    return render(request, f"pipeline/offer_{step}.html", context, status=_status(form))


def _end(request, offer_id, change, sentence):
    offer = editable(request, offer_id)
    form = OfferVersionForm(request.POST)
    if form.is_valid() and _try(partial(change, offer, by=request.user, **form.cleaned_data), form):
        messages.success(request, sentence)
    else:
        messages.error(request, " ".join(form.non_field_errors()) or "Reload the page, then try.")
    return redirect("pipeline:application", offer.application_id)


def _refuse(request, offer, step):
    messages.error(request, offers.why_not(offer, step))
    return redirect("pipeline:application", offer.application_id)


def _try(change, form):
    """Return what `change` returns; where it is refused, say so on `form` and return None."""
    try:
        return change()
    except (IllegalOffer, IllegalMove, StaleOffer) as refusal:
        form.add_error(None, str(refusal))
        return None


def _show_form(request, application, form, offer=None):
    opening = application.opening
    published = published_for(opening, opening.currency)
    context = {"application": application, "form": form, "offer": offer, "published": published}
    if opening.has_pay_range:
        context["range"] = say_range(opening.pay_low, opening.pay_high, opening.currency)
    return render(request, "pipeline/offer_form.html", context, status=_status(form))


def _status(form):
    return 422 if form.is_bound else 200


def _say_extended(candidate):
    if candidate.email:
        return f"The offer is on its way to {candidate.email}; the clock has stopped."
    return f"The offer is extended and the clock has stopped. Tell {candidate} yourself."
