"""Kits to read: before an interview, at the table, and on paper."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from config.accounts.guards import needs
from panels.forms.kits import KitChoiceForm
from panels.kit_reading import read_kits
from panels.kits import kits_of_stage
from pipeline.models import Application, Stage


@require_safe
@needs("framework.view")
def kits(request):
    """The kit of one kind of interview, for one specialization at one level."""
    form = KitChoiceForm(request.GET)
    is_sound = form.is_valid()
    laid = form.kits() if is_sound else []
    context = {
        "form": form,
        "kits": read_kits(laid, request.GET.get("background", ""), request.GET.getlist("ask")),
        "is_print": "print" in request.GET,
    }
    return render(request, "panels/kits/kits.html", context, status=200 if is_sound else 422)


@require_safe
@needs("candidates.view")
def application_kit(request, pk, stage_id):
    """What a stage asks, for those who see this application: its panel, and the opening's team.

    No background is chosen by address here: beside a person it would stay in a history or a log.
    """
    visible = Application.objects.visible_to(request.user)
    rows = visible.select_related("candidate", "opening__level", "opening__specialization")
    application = get_object_or_404(rows, pk=pk)
    stage = get_object_or_404(Stage, pk=stage_id, opening=application.opening_id)
    laid = kits_of_stage(stage, application.opening)
    context = {
        "application": application,
        "stage": stage,
        "kits": read_kits(laid, asked=request.GET.getlist("ask")),
        "is_print": "print" in request.GET,
    }
    return render(request, "panels/kits/application_kit.html", context)
