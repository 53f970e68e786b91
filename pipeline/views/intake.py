"""Opening a role: the intake's questions, what they propose, and the form."""

from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from config.accounts.guards import needs
from pipeline.forms.intake import IntakeForm, Start, answers_in
from pipeline.intake import MOST_POINTS, Answers, Proposal
from pipeline.intakes import open_from_intake, propose_role
from pipeline.models import Component, Dimension, Failure, Level, Process, Specialization
from pipeline.models.openings import OpeningStatus
from pipeline.opening_warnings import planned_loop, warnings_of
from pipeline.openings import IllegalChange, change_status, create_opening


@require_safe
@needs("openings.edit")
def intake(request):
    """The questions, with the answers given so far."""
    form = IntakeForm(initial=answers_in(request.GET))
    return render(request, "pipeline/intake.html", {"form": form})


@require_safe
@needs("openings.edit")
def intake_proposal(request):
    """What the answers propose; or the question that is still open."""
    if not answers_in(request.GET):
        return redirect("pipeline:intake")
    form = IntakeForm(request.GET)
    if not form.is_valid():
        status = 200 if form.lacks_guidance else 422
        return render(request, "pipeline/intake.html", {"form": form}, status=status)
    try:
        proposal = propose_role(form.answers(), request.GET.get("for", ""))
    except LookupError:
        messages.error(request, "Every specialization is retired. Bring one back, or add another.")
        return redirect("pipeline:openings")
    context = _proposal_context(form.answers(), proposal)
    return render(request, "pipeline/intake_proposal.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("openings.edit")
def add_opening(request):
    """The form of a new opening, from an intake or from nothing."""
    sent = request.POST if request.method == "POST" else request.GET
    given = answers_in(sent)
    asked = IntakeForm(given)
    if given and not asked.is_valid():
        messages.error(request, "Some questions have no answer yet. Go through them once more.")
        return redirect(f"{reverse('pipeline:intake')}?{urlencode(given)}")
    start = Start.of(asked.answers(), sent) if given else Start()
    form, weights = start.forms(request)
    if request.method == "POST" and form.is_valid() and (not weights or weights.is_valid()):
        return _open(request, form, weights, start)
    context = {
        "form": form,
        "published": form.published(),
        "weights": weights,
        "start": start,
        "query": urlencode(start.answers),
    }
    status = 422 if form.errors or (weights and weights.errors) else 200
    return render(request, "pipeline/opening_new.html", context, status=status)


def _open(request, form, weights, start):
    """Write a draft, and open it where that was asked for and the law allows it."""
    fields = {"by": request.user, **form.opening_fields()}
    if start.proposal:
        fields |= weights.chosen() if weights else _proposed_weights(start.proposal)
        opening = open_from_intake(start.answers, start.proposal, **fields)
    else:
        opening = create_opening(**fields)
    if "draft" not in request.POST:
        try:
            opening = change_status(opening, OpeningStatus.OPEN, by=request.user)
        except IllegalChange as refusal:
            messages.error(request, f"{opening} is kept as a draft. {refusal}")
            return redirect("pipeline:edit_opening", opening.pk)
    messages.success(request, f"{opening} is {opening.get_status_display().lower()}.")
    return redirect("pipeline:opening_stages", opening.pk)


def _proposed_weights(proposal: Proposal):
    return {
        "component_weights": proposal.component_weights,
        "dimension_weights": proposal.dimension_weights,
    }


def _proposal_context(answers: Answers, proposal: Proposal):
    specialization = Specialization.objects.get(key=proposal.specialization.key)
    level = Level.objects.get(key=proposal.level.key)
    context = {
        "proposal": proposal,
        "most_points": MOST_POINTS,
        "query": urlencode(answers),
        "level": level,
        "failures": Failure.objects.in_use().filter(level=level),
        "components": _named(Component, proposal.component_weights),
        "dimensions": _named(Dimension, proposal.dimension_weights),
    }
    if proposal.process is None:
        return context
    process = Process.objects.get(pk=proposal.process.key)
    loop = planned_loop(specialization, level, proposal.component_weights, process)
    return {**context, "stages": loop.stages[1:], "warnings": warnings_of(loop)}


def _named(model, weights):
    """Name and percentage of what counts, in order."""
    return [(row.name, weights[row.key]) for row in model.objects.all() if row.key in weights]
