"""Everyone who is or was in an opening, as a list."""

from django.db.models import Count
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from config.accounts.guards import needs
from pipeline.applying.answers import has_flags
from pipeline.clock_reading import read_clocks
from pipeline.models import Application, Opening
from pipeline.models.applications import ApplicationState
from pipeline.opening_people import ORDER_LABELS, read_order, read_people
from pipeline.people.referral_pages import with_referrals


@require_safe
@needs("boards.view")
def opening_applications(request, pk):
    """One state at a time; `before` names the last one seen."""
    openings = Opening.objects.visible_to(request.user).select_related("specialization", "level")
    opening = get_object_or_404(openings, pk=pk)
    state = request.GET.get("state")
    state = state if state in ApplicationState.values else ApplicationState.ACTIVE.value
    order, before = read_order(request.GET.get("order")), request.GET.get("before", "")
    rows = Application.objects.visible_to(request.user).filter(opening=opening, state=state)
    page = read_people(with_referrals(rows).select_related("candidate", "stage"), order, before)
    for row in page.rows:
        row.opening = opening
    readings = read_clocks(page.rows, request.company)
    context = {
        "opening": opening,
        "tab": "applications",
        "state": state,
        "states": _states(opening),
        "order": order,
        "orders": ORDER_LABELS.items() if has_flags(opening) else (),
        "rows": [(row, readings[row.pk]) for row in page.rows],
        "after": page.after,
        "before": before,
    }
    return render(request, "pipeline/opening_applications.html", context)


def _states(opening):
    """Value, label and number of each state."""
    counted = opening.applications.order_by().values_list("state").annotate(Count("pk"))
    numbers = dict(counted)
    return [(value, label, numbers.get(value, 0)) for value, label in ApplicationState.choices]
