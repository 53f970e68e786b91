"""The weights of dimensions and components, on one page."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from config.accounts.guards import needs
from pipeline.forms.framework import NoteForm
from pipeline.forms.framework_weights import WeightsForm
from pipeline.framework.editing import StaleEntry
from pipeline.framework.problems import FrameworkProblems
from pipeline.framework.weights import read_weights, write_weights


@require_http_methods(["GET", "HEAD", "POST"])
@needs("framework.view")
def weights(request):
    """Everybody reads them; what is posted is worked out, and saved for those who may edit."""
    now = read_weights()
    form, note = WeightsForm(request.POST or None, weights=now), NoteForm(request.POST or None)
    if request.method != "POST":
        return _show(request, form, note)
    if "work_out" in request.POST or request.htmx:
        return _show(request, WeightsForm(request.POST, weights=now), note, is_draft=True)
    return _save(request, form, note, now)


@needs("framework.edit")
def _save(request, form, note, now):
    if not (form.is_valid() & note.is_valid()):
        return _show(request, form, note)
    try:
        written = write_weights(form.typed(), by=request.user, note=note.cleaned_data["note"])
    except StaleEntry as stale:
        return _show_stale(request, form, note, now, stale)
    except FrameworkProblems as refusal:
        for problem in refusal.problems:
            form.add_error(None, problem.sentence)
        return _show(request, form, note)
    saved = "The weights are saved. Running openings keep theirs."
    messages.success(request, saved if written.version else "The weights are as they were.")
    return redirect("pipeline:framework_weights")


def _show_stale(request, form, note, now, stale):
    """What was typed, with what each weight now is where somebody changed it meanwhile."""
    again = WeightsForm({**request.POST.dict(), "seen": now.seen}, weights=now)
    context = {"stale": stale, "differences": again.differences()}
    return _show(request, again, note, status=409, **context)


def _show(request, form, note, *, status=None, is_draft=False, **context):
    context |= {"form": form, "note": note, "is_draft": is_draft}
    if request.htmx:
        return render(request, "pipeline/framework/_weights_sums.html", context)
    has_errors = form.is_bound and not is_draft and (form.errors or note.errors)
    status = status or (422 if has_errors else 200)
    return render(request, "pipeline/framework/weights.html", context, status=status)
