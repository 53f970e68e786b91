"""Processes and the editor of their stages."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from config.accounts.guards import needs
from pipeline import processes as rules
from pipeline.forms.processes import ProcessForm
from pipeline.forms.stages import StageFormSet, stages_rearranged, stages_shown
from pipeline.models import Opening, Process, Specialization
from pipeline.stage_lists import warn_of_targets

STALE = "Somebody else has changed this process meanwhile. Here it is as they left it."


@require_safe
@needs("processes.view")
def processes(request):
    rows = Process.objects.select_related("specialization").prefetch_related("stages")
    rows = sorted(rows, key=lambda row: (not row.is_default, row.name))
    apart = _apart(request, rows)
    own = {row.specialization_id for row in rows}
    context = {
        "cards": [_card(request, row, apart[row]) for row in rows],
        "by_default": [
            specialization
            for specialization in Specialization.objects.filter(is_retired=False)
            if specialization.pk not in own
        ],
    }
    return render(request, "pipeline/processes.html", context)


@require_POST
@needs("processes.edit")
def add_process(request, specialization_id):
    found = get_object_or_404(Specialization, pk=specialization_id)
    process = rules.create_process(found, by=request.user)
    messages.success(request, f"{found} has a process of its own, begun as a copy of the default.")
    return redirect("pipeline:edit_process", process.pk)


@vary_on_headers("HX-Request")
@require_http_methods(["GET", "HEAD", "POST"])
@needs("processes.edit")
def edit_process(request, pk):
    process = get_object_or_404(Process.objects.select_related("specialization"), pk=pk)
    if request.method != "POST":
        return _show_editor(request, process, *_as_saved(process))
    form, stages = ProcessForm(request.POST), StageFormSet(request.POST)
    if "change" in request.POST:
        stages = stages_rearranged(request.POST)
        return _show_editor(request, process, ProcessForm(initial=request.POST.dict()), stages)
    if form.is_valid() and stages.is_valid():
        return _save(request, process, form, stages)
    return _show_editor(request, process, form, stages, status=422)


@require_POST
@needs("processes.edit")
def remove_process(request, pk):
    process = get_object_or_404(Process.objects.select_related("specialization"), pk=pk)
    if process.is_default:
        raise Http404
    rules.remove_process(process, by=request.user)
    messages.success(request, f"{process.specialization} hires by the default process again.")
    return redirect("pipeline:processes")


def _as_saved(process):
    rows = list(process.stages.all())
    form = ProcessForm(initial={"name": process.name, "mark": rules.mark_of(process, rows)})
    return form, stages_shown(rows)


def _save(request, process, form, stages):
    try:
        rules.rewrite_process(process, by=request.user, stages=stages.lines(), **form.cleaned_data)
    except rules.StaleProcess:
        messages.error(request, STALE)
        process.refresh_from_db()
        return _show_editor(request, process, *_as_saved(process), status=409)
    messages.success(request, "Saved. Openings that run keep the stages they have.")
    return redirect("pipeline:processes")


def _show_editor(request, process, form, stages, status=200):
    clock_days = request.company.clock_days
    context = {
        **_card(request, process, _apart(request, [process])[process]),
        "form": form,
        "stages": stages,
        "clock_days": clock_days,
        "warning": warn_of_targets(stages.targets(), clock_days),
    }
    name = "_stages_editor" if request.htmx else "process"
    return render(request, f"pipeline/{name}.html", context, status=status)


def _apart(request, processes):
    """Who runs on another copy of each process: how many, and those this person may see."""
    found = rules.openings_apart(processes)
    keys = [opening.pk for openings in found.values() for opening in openings]
    seen = set(Opening.objects.visible_to(request.user).filter(pk__in=keys))
    return {
        process: {
            "apart_count": len(openings),
            "apart": [opening for opening in openings if opening in seen],
        }
        for process, openings in found.items()
    }


def _card(request, process, apart):
    """What a page shows of a process: its warning, and who runs on another copy of it."""
    targets = [stage.target_days for stage in process.stages.all()]
    warning = warn_of_targets(targets, request.company.clock_days)
    return {"process": process, "warning": warning, **apart}
