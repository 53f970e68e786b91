"""Panels of an opening, and somebody else for one candidate."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from config.accounts.guards import needs
from panels.forms.seats import SeatForm, read_offer
from panels.models import PanelSeat
from panels.seats import SEATED_KINDS, IllegalSeat, seat, unseat, usual_panels
from panels.sections import own_panel
from pipeline.blind.hiding import show_blind
from pipeline.models import Application, Opening


@require_safe
@needs("panels.seat")
def panel(request, pk):
    """Who interviews in each stage of an opening, by default."""
    opening = get_object_or_404(_openings(request.user), pk=pk)
    return _page(request, opening, _parts(opening))


@require_POST
@vary_on_headers("HX-Request")
@needs("panels.seat")
def seat_interviewer(request, pk, stage_id):
    """Seat somebody on the usual panel of a stage, or change what they rate."""
    opening = get_object_or_404(_openings(request.user), pk=pk)
    stage = get_object_or_404(opening.stages.filter(kind__in=SEATED_KINDS), pk=stage_id)
    form = _seated(request, stage)
    return _answer_usual(request, stage, form if form.errors else None)


@require_POST
@vary_on_headers("HX-Request")
@needs("panels.seat")
def seat_for_application(request, pk, stage_id):
    """Give one application a panel of its own in a stage, or one more person on it."""
    managed = Application.objects.managed_by(request.user)
    application = get_object_or_404(managed.select_related("opening", "stage", "candidate"), pk=pk)
    stages = application.opening.stages.filter(kind__in=SEATED_KINDS)
    stage = get_object_or_404(stages, pk=stage_id)
    form = _seated(request, stage, application)
    return _answer_own(request, application, stage, form if form.errors else None)


@require_POST
@vary_on_headers("HX-Request")
@needs("panels.seat")
def unseat_interviewer(request, pk):
    """Take a seat away."""
    seats = PanelSeat.objects.visible_to(request.user)
    place = get_object_or_404(
        seats.select_related(
            "stage__opening__level", "stage__opening__specialization", "application__candidate"
        ),
        pk=pk,
    )
    if place.application:
        show_blind([place.application], request.user)
    refusal = ""
    try:
        unseat(place, by=request.user)
    except IllegalSeat as why:
        refusal = str(why)
    if place.application is None:
        return _answer_usual(request, place.stage, refusal=refusal)
    return _answer_own(request, place.application, place.stage, refusal=refusal)


def _openings(user):
    return Opening.objects.visible_to(user).select_related("specialization", "level")


def _seated(request, stage, application=None) -> SeatForm:
    """Seat whom the form names; return the form, with the refusal where there is one."""
    form = SeatForm(request.POST, stage=stage)
    if form.is_valid():
        who, criteria = form.cleaned_data["interviewer"], form.cleaned_data["criteria"]
        try:
            seat(stage, who, criteria, by=request.user, application=application)
        except IllegalSeat as refusal:
            form.add_error(None, str(refusal))
    return form


def _answer_usual(request, stage, form=None, refusal=""):
    is_refused = bool(form or refusal)
    if not is_refused and not request.htmx:
        return redirect("panels:panel", pk=stage.opening_id)
    parts = _parts(stage.opening, stage, form, refusal)
    status = 422 if is_refused else 200
    if not request.htmx:
        return _page(request, stage.opening, parts, status=status)
    here = next(part for part in parts if part["panel"].stage == stage)
    return render(request, "panels/_stage_panel.html", here, status=status)


def _parts(opening, stage=None, form=None, refusal=""):
    """What the fragment of each stage prints; a refusal belongs to the stage it was about."""
    offer = read_offer(opening.pk)
    parts = []
    for panel in usual_panels(opening):
        is_here = panel.stage == stage
        own = form if is_here and form else SeatForm(stage=panel.stage, offer=offer)
        parts.append({"panel": panel, "form": own, "refusal": refusal if is_here else ""})
    return parts


def _page(request, opening, parts, status=200):
    context = {"opening": opening, "parts": parts, "tab": "panel"}
    return render(request, "panels/panel.html", context, status=status)


def _answer_own(request, application, stage, form=None, refusal=""):
    is_refused = bool(form or refusal)
    if not is_refused and not request.htmx:
        messages.success(request, f"The panel of {stage.name} is changed for this candidate.")
        return redirect("pipeline:application", pk=application.pk)
    template = "_application_panel" if request.htmx else "application_panel"
    context = {"section": own_panel(application, stage, form, refusal)}
    return render(request, f"panels/{template}.html", context, status=422 if is_refused else 200)
