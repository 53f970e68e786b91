"""Erasing a person on their wish, or because the time is over."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from config.accounts.guards import needs
from pipeline.candidate_pages.erasing import WAIT, call_off, erasure_of, start_erasure
from pipeline.views.candidates import managed_candidate


@require_http_methods(["GET", "HEAD", "POST"])
@needs("candidates.erase")
def erase(request, pk):
    """What is erased and what is not; and beginning the wait, in which it can be called off."""
    person = managed_candidate(request, pk)
    has_applications = person.applications.exists()
    if request.method == "POST":
        waits = start_erasure(person, by=request.user)
        sentence = (
            f"Their data are deleted in {WAIT.days} days, unless somebody calls it off."
            if waits
            else "Their data are deleted."
        )
        messages.success(request, sentence)
        return redirect("pipeline:candidate", pk)
    context = {
        "candidate": person,
        "days": WAIT.days,
        "has_applications": has_applications,
        "waits": erasure_of(person),
    }
    return render(request, "pipeline/candidate_erase.html", context)


@require_POST
@needs("candidates.erase")
def keep(request, pk):
    """Call it off."""
    if call_off(managed_candidate(request, pk), by=request.user):
        messages.success(request, "Nothing is deleted. Their applications stay withdrawn.")
    return redirect("pipeline:candidate", pk)
