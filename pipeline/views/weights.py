"""The weights of an opening, beside those of the framework."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from config.accounts.guards import needs
from pipeline.forms.stages import VersionForm
from pipeline.forms.weights import OpeningWeightsForm
from pipeline.opening_weights import change_weights, take_present_weights, weights_of
from pipeline.openings import StaleOpening
from pipeline.views.openings import find_opening


@require_http_methods(["GET", "HEAD", "POST"])
@needs("openings.weigh")
def opening_weights(request, pk):
    """Edit the weights by hand; they are pinned, whatever the framework says later."""
    opening = find_opening(request, pk)
    shown = {"components": opening.component_weights, "dimensions": opening.dimension_weights}
    version = VersionForm(request.POST or None, initial={"version": opening.version})
    form = OpeningWeightsForm(request.POST or None, **shown)
    if request.method == "POST" and form.is_valid() and version.is_valid():
        return _save(request, pk, change_weights, opening, **version.cleaned_data, **form.chosen())
    context = {
        "opening": opening,
        "tab": "settings",
        "form": form,
        "version": version,
        "weights": weights_of(opening),
    }
    status = 422 if form.errors or version.errors else 200
    return render(request, "pipeline/opening_weights.html", context, status=status)


@require_POST
@needs("openings.weigh")
def take_weights(request, pk):
    """Take over the framework's present weights."""
    opening, version = find_opening(request, pk), VersionForm(request.POST)
    if not version.is_valid():
        messages.error(request, "Look at the weights again before you take them over.")
        return redirect("pipeline:edit_opening", pk)
    return _save(request, pk, take_present_weights, opening, **version.cleaned_data)


def _save(request, pk, rule, opening, **given):
    try:
        rule(opening, by=request.user, **given)
    except StaleOpening as stale:
        messages.error(request, f"{stale} The weights are as they left them.")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, "The weights are saved. This opening keeps them.")
    return redirect("pipeline:edit_opening", pk)
