"""Following an application, and no longer."""

from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from config.accounts.guards import needs
from pipeline.models import Application
from pipeline.notices import following as rules
from pipeline.views.applications import find
from pipeline.views.undoing import offer_undo


@require_POST
@needs("candidates.view")
def follow(request, pk):
    application = _visible(request, pk)
    rules.follow([application], by=request.user)
    messages.success(request, "You follow this now, and are told what happens.")
    return redirect("pipeline:application", pk)


@require_POST
@needs("candidates.view")
def unfollow(request, pk):
    """Nothing makes them follow again but they themselves."""
    application = _visible(request, pk)
    rules.unfollow([application], by=request.user)
    offer_undo(request, "You no longer follow this.", "pipeline:follow", pk)
    return redirect("pipeline:application", pk)


def _visible(request, pk) -> Application:
    return find(request, Application.objects.visible_to(request.user), pk)
