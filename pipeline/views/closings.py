"""Rejecting, withdrawing and reinstating an application."""

from functools import partial

from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST
from django.views.decorators.vary import vary_on_headers

from config.accounts.guards import needs
from config.accounts.ways_back import way_back
from pipeline import moves
from pipeline.forms.moves import CloseForm, ReinstateForm
from pipeline.models.reasons import ReasonKind
from pipeline.views import move_answers
from pipeline.views.moves import first_error, movable

WORDS = {
    ReasonKind.REJECT: ("Reject {}", "Reject", "Rejected {}."),
    ReasonKind.WITHDRAW: ("{} withdrew", "Note the withdrawal", "Noted that {} withdrew."),
}
"""Title, button, and what is said afterwards."""


@require_http_methods(["GET", "HEAD", "POST"])
@vary_on_headers("HX-Request")
@needs("applications.move")
def reject(request, pk):
    """Reject the application with a written reason."""
    return _close(request, pk, ReasonKind.REJECT, moves.reject)


@require_http_methods(["GET", "HEAD", "POST"])
@vary_on_headers("HX-Request")
@needs("applications.move")
def withdraw(request, pk):
    """Note that the candidate withdrew, and why."""
    return _close(request, pk, ReasonKind.WITHDRAW, moves.withdraw)


@require_POST
@needs("applications.move")
def reinstate(request, pk):
    """Bring a closed application back to the stage it was closed in."""
    application = movable(request, pk)
    form = ReinstateForm(request.POST)
    if not form.is_valid():
        return move_answers.refused(request, application, first_error(form))
    return move_answers.take(
        request,
        application,
        partial(moves.reinstate, application, by=request.user, **form.cleaned_data),
        say=lambda: f"{application.candidate} is in {application.stage} again.",
    )


def _close(request, pk, kind, change):
    application = movable(request, pk)
    title, button, sentence = (words.format(application.candidate) for words in WORDS[kind])
    form = CloseForm(request.POST or None, kind=kind, initial={"version": application.version})
    if form.is_valid():
        version, by = form.cleaned_data["version"], request.user
        return move_answers.take(
            request,
            application,
            partial(change, application, by=by, reason=form.reason, version=version),
            say=lambda: sentence,
        )
    context = {"application": application, "form": form, "title": title, "button": button}
    context["next"] = way_back(request)
    page = "_close_sheet" if request.htmx else "close"
    status = 422 if form.is_bound else 200
    return render(request, f"pipeline/{page}.html", context, status=status)
