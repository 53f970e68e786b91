"""Who approves offers: the company's chain, and that of one opening."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from config.accounts.guards import needs
from pipeline.forms.offer_chains import ChainForm
from pipeline.forms.posted import posted
from pipeline.offering.chain_writing import write_chain
from pipeline.offering.chains import name_of, steps_of
from pipeline.offering.finding import find_opening
from pipeline.offering.refusals import IllegalOffer
from pipeline.offering.terms import say_fields


@require_http_methods(["GET", "HEAD", "POST"])
@needs("offers.set_up")
def company_chain(request):
    """The chain that holds wherever an opening has none of its own."""
    return _edit(request, None, redirect_to=("pipeline:offers_set_up",))


@require_http_methods(["GET", "HEAD", "POST"])
@needs("offers.set_up")
def opening_chain(request, pk):
    """An opening's own chain; without a step, the company's holds."""
    opening = find_opening(request.user, pk)
    return _edit(request, opening, redirect_to=("pipeline:opening_offer_chain", opening.pk))


def _edit(request, opening, *, redirect_to):
    steps = steps_of(opening)
    form = ChainForm(posted(request), steps=steps)
    problem = ""
    if form.is_valid():
        try:
            write_chain(opening, form.places(), by=request.user)
        except IllegalOffer as refusal:
            problem = str(refusal)
        else:
            messages.success(request, "The chain is saved.")
            return redirect(*redirect_to)
    is_faulty = form.is_bound
    context = {
        "opening": opening,
        "form": form,
        "problem": problem,
        "is_faulty": is_faulty,
        "company_steps": [name_of(step) for step in steps_of(None)] if opening else [],
        "voiding": say_fields(voids=True),
        "keeping": say_fields(voids=False),
    }
    return render(request, "pipeline/offer_chain.html", context, status=422 if is_faulty else 200)
