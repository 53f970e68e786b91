"""Drafting and extending an offer, and noting its answer."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from config.accounts.guards import needs
from pipeline import offers
from pipeline.blind.hiding import shown_blind
from pipeline.blind.reading import refuse_hidden
from pipeline.closing_briefs import brief_of, last_brief
from pipeline.forms.closing_briefs import ExtendForm
from pipeline.forms.offers import DeclineForm, OfferForm, OfferVersionForm
from pipeline.gates import closed_gates
from pipeline.models import Application, Offer, StageKind
from pipeline.moves import IllegalMove
from pipeline.offer_cards import published_for, read_card_whole
from pipeline.offer_mail import write_offer_mail
from pipeline.offers import IllegalOffer, StaleOffer


def editable(request, pk) -> Offer:
    """Return the offer if this person may see it; else the answer is 404."""
    visible = Offer.objects.visible_to(request.user).select_related(
        "application__candidate",
        "application__stage",
        "application__opening__specialization",
        "application__opening__level",
    )
    found = shown_blind(visible.filter(pk=pk), request.user)
    if not found:
        raise Http404("There is no such offer.")
    refuse_hidden(found[0].application.candidate)
    return found[0]


@require_http_methods(["GET", "HEAD", "POST"])
@needs("offers.edit")
def draft(request, pk):
    """Write the first version of an offer."""
    managed = Application.objects.managed_by(request.user)
    managed = managed.select_related(
        "candidate", "stage", "opening__specialization", "opening__level"
    )
    application = get_object_or_404(managed, pk=pk)
    refuse_hidden(application.candidate)
    form = OfferForm(request.POST or None, opening=application.opening, today=offers.today())
    if form.is_valid():
        change = partial(offers.draft_offer, application, by=request.user, **form.terms())
        if offer := _try(change, form):
            return redirect("pipeline:extend_offer", offer.pk)
    return _show_form(request, application, form)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("offers.edit")
def revise(request, pk):
    """Change the terms of a draft, as a further version."""
    offer = editable(request, pk)
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


@require_http_methods(["GET", "HEAD", "POST"])
@needs("offers.edit")
def extend(request, pk):
    """Show exactly what will be sent, and ask what the closing brief does not say yet."""
    offer = editable(request, pk)
    last = last_brief(offer.application)
    start = last if request.GET.get("start") == "last" else None
    form = ExtendForm(request.POST or None, brief=brief_of(offer.application), last=start)
    has_last = bool(last and form.missing and not start)
    change = offers.extend_offer
    return _step(request, offer, "extend", form, change, _say_extended, has_last=has_last)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("offers.edit")
def accept(request, pk):
    """Note that the candidate accepted, which hires them."""
    offer, form = editable(request, pk), OfferVersionForm(request.POST or None)
    return _step(request, offer, "accept", form, offers.accept_offer, "{} is hired.".format)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("offers.edit")
def decline(request, pk):
    """Note that the candidate declined, and why."""
    offer, form = editable(request, pk), DeclineForm(request.POST or None)
    say = "Noted that {} declined.".format
    return _step(request, offer, "decline", form, offers.decline_offer, say)


@require_POST
@needs("offers.edit")
def take_back(request, pk):
    return _end(request, pk, offers.take_back_offer, "The offer is taken back.")


@require_POST
@needs("offers.edit")
def expire(request, pk):
    return _end(request, pk, offers.expire_offer, "The offer is marked as expired.")


def _step(request, offer, step, form, change, say, **shown):
    """Take `step` where the form is sound; else show the page that asks for it, with `shown`."""
    candidate = offer.application.candidate
    if form.is_valid() and _try(partial(change, offer, by=request.user, **form.cleaned_data), form):
        messages.success(request, say(candidate))
        return redirect("pipeline:application", offer.application_id)
    if form.is_bound:
        offer = editable(request, offer.pk)  # as it is now, whoever changed it
    if not offers.allows(offer, step):
        return _refuse(request, offer, step)
    card = read_card_whole(offer)
    context = {"application": offer.application, "form": form, "card": card, **shown}
    if step == "extend" and not form.is_bound and offer.application.stage.kind != StageKind.OFFER:
        context["closed_gates"] = closed_gates(offer.application)
    if step == "extend" and offer.terms.expires_on:
        context["mail"] = write_offer_mail(offer, by=request.user)
    if step == "accept":
        context["seat"] = offer.application.opening.seats_filled + 1
    return render(request, f"pipeline/offer_{step}.html", context, status=_status(form))


def _end(request, pk, change, sentence):
    offer = editable(request, pk)
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
    return render(request, "pipeline/offer_form.html", context, status=_status(form))


def _status(form):
    return 422 if form.is_bound else 200


def _say_extended(candidate):
    if candidate.email:
        return f"The offer is on its way to {candidate.email}; the clock has stopped."
    return f"The offer is extended and the clock has stopped. Tell {candidate} yourself."
