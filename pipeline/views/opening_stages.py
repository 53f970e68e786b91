"""The stages of one opening: its own copy, which may change while it runs."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods
from django.views.decorators.vary import vary_on_headers

from config.accounts.guards import needs
from pipeline.forms.stages import StageFormSet, VersionForm, stages_rearranged, stages_shown
from pipeline.opening_stages import middle_stages, rewrite_stages, used_stages
from pipeline.openings import IllegalChange, StaleOpening
from pipeline.stage_lists import warn_of_targets
from pipeline.views.openings import find_opening


@vary_on_headers("HX-Request")
@require_http_methods(["GET", "HEAD", "POST"])
@needs("openings.edit")
def opening_stages(request, pk):
    opening = find_opening(request, pk)
    if request.method != "POST":
        return _show(request, opening, *_as_saved(opening))
    form, stages = VersionForm(request.POST), StageFormSet(request.POST)
    if "change" in request.POST:
        return _show(request, opening, form, stages_rearranged(request.POST))
    if form.is_valid() and stages.is_valid():
        return _save(request, opening, form, stages)
    return _show(request, opening, form, stages, status=422)


def _as_saved(opening):
    form = VersionForm(initial={"version": opening.version})
    return form, stages_shown(middle_stages(opening))


def _save(request, opening, form, stages):
    try:
        rewrite_stages(opening, by=request.user, stages=stages.lines(), **form.cleaned_data)
    except StaleOpening as stale:
        messages.error(request, f"{stale} What you changed was not saved.")
        return redirect("pipeline:opening_stages", opening.pk)
    except IllegalChange as refusal:
        form.add_error(None, str(refusal))
        return _show(request, opening, form, stages, status=422)
    messages.success(request, "The stages are saved.")
    return redirect("pipeline:opening_stages", opening.pk)


def _show(request, opening, form, stages, status=200):
    context = {
        "opening": opening,
        "tab": "stages",
        "form": form,
        "stages": stages,
        "warning": warn_of_targets(stages.targets(), opening.clock_days),
        "clock_days": opening.clock_days,
        "used": {str(pk) for pk in used_stages(opening)},
    }
    name = "_stages_editor" if request.htmx else "opening_stages"
    return render(request, f"pipeline/{name}.html", context, status=status)
