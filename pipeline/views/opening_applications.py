"""Everyone who is or was in an opening, as a list."""

from django.db.models import Count
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from config.accounts.guards import needs
from pipeline.clock_reading import read_clocks
from pipeline.keys import read_key
from pipeline.models import Opening
from pipeline.models.applications import ApplicationState

ROWS_A_PAGE = 50


@require_safe
@needs("boards.view")
def opening_applications(request, pk):
    """One state at a time, the newest first; `before` is the key of the last one seen."""
    openings = Opening.objects.visible_to(request.user).select_related("specialization", "level")
    opening = get_object_or_404(openings, pk=pk)
    state = request.GET.get("state")
    state = state if state in ApplicationState.values else ApplicationState.ACTIVE.value
    rows = opening.applications.filter(state=state).select_related("candidate", "stage")
    if before := read_key(request.GET.get("before", "")):
        rows = rows.filter(pk__lt=before)
    rows = list(rows.order_by("-pk")[: ROWS_A_PAGE + 1])
    for row in rows:
        row.opening = opening
    readings = read_clocks(rows[:ROWS_A_PAGE], request.company)
    context = {
        "opening": opening,
        "tab": "applications",
        "state": state,
        "states": _states(opening),
        "rows": [(row, readings[row.pk]) for row in rows[:ROWS_A_PAGE]],
        "last": rows[ROWS_A_PAGE - 1] if len(rows) > ROWS_A_PAGE else None,
        "before": before,
    }
    return render(request, "pipeline/opening_applications.html", context)


def _states(opening):
    """Value, label and number of each state."""
    counted = opening.applications.order_by().values_list("state").annotate(Count("pk"))
    numbers = dict(counted)
    return [(value, label, numbers.get(value, 0)) for value, label in ApplicationState.choices]
