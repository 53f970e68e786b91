"""Going through the inbox of an opening, one applicant at a time."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from config.accounts.guards import needs
from panels.inbox.joining import join_review
from panels.seats import IllegalSeat
from panels.views.inbox_pages import inbox_or_404, show
from pipeline.models import Opening


@never_cache
@require_safe
@needs("inbox.review")
def inbox(request, pk):
    """Whoever comes first of those to go through."""
    here = inbox_or_404(request, pk)
    first = here.sifted[0].key if here.sifted else None
    return show(request, here, here.applicant(first) if first else None)


@never_cache
@require_safe
@needs("inbox.review")
def applicant(request, pk, application_id):
    """One applicant: papers, marks, the rating, and what may be decided."""
    here = inbox_or_404(request, pk)
    return show(request, here, here.applicant(application_id))


@never_cache
@require_safe
@needs("inbox.review")
def applicant_sheet(request, pk, application_id):
    """The same without the page around it: fetched ahead for whoever comes next."""
    here = inbox_or_404(request, pk)
    return show(request, here, here.applicant(application_id))


@require_POST
@needs("panels.seat")
def join(request, pk):
    """Take a seat among those who rate this inbox."""
    opening = get_object_or_404(Opening.objects.visible_to(request.user), pk=pk)
    here = inbox_or_404(request, opening.pk)
    try:
        join_review(here.opening, here.stage, by=request.user)
    except IllegalSeat as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "You rate these résumés now.")
    return redirect("panels:inbox", pk)
