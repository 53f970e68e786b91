"""Moving one application, and taking that back."""

from functools import partial

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from config.accounts.guards import needs
from config.accounts.ways_back import way_back
from pipeline import moves
from pipeline.forms.moves import MoveForm, VersionForm
from pipeline.gates import closed_gates
from pipeline.models import Application
from pipeline.people.referral_pages import with_referrals
from pipeline.views import move_answers


def movable(request, pk) -> Application:
    """Return the application if this person may move it; else the answer is 404."""
    applications = Application.objects.managed_by(request.user)
    applications = with_referrals(applications).select_related("candidate", "opening", "stage")
    return get_object_or_404(applications, pk=pk)


@require_safe
@vary_on_headers("HX-Request")
@needs("applications.move")
def move_to(request, pk):
    """The stages to choose from: the menu of a card, and a page without script."""
    application = movable(request, pk)
    context = {
        "application": application,
        "stages": application.opening.stages.all(),
        "closed_gates": closed_gates(application),
        "next": way_back(request),
    }
    page = "_move_menu" if request.htmx else "move_to"
    return render(request, f"pipeline/{page}.html", context)


@require_POST
@needs("applications.move")
def move(request, pk):
    """Move the application into the stage `to`."""
    application = movable(request, pk)
    form = MoveForm(request.POST, opening=application.opening)
    if not form.is_valid():
        return move_answers.refused(request, application, first_error(form))
    to, version = form.cleaned_data["to"], form.cleaned_data["version"]
    return move_answers.take(
        request,
        application,
        partial(moves.move, application, to, by=request.user, version=version),
        say=lambda: f"Moved {application.candidate} to {to}.",
    )


@require_POST
@needs("applications.move")
def undo(request, pk):
    """Undo the latest move that stands, by a further row."""
    application = movable(request, pk)
    form = VersionForm(request.POST)
    if not form.is_valid():
        return move_answers.refused(request, application, first_error(form))
    version = form.cleaned_data["version"]
    return move_answers.take(
        request,
        application,
        partial(moves.undo, application, by=request.user, version=version),
        say=lambda: f"Undone: {application.candidate} is in {application.stage} again.",
        undo=False,
    )


def first_error(form) -> str:
    return next(iter(form.errors.values()))[0]
