"""The rows behind a number of a report."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from config.accounts.guards import needs
from pipeline.models import Specialization, Stage
from reports.forms import RowsForm
from reports.lanes import lanes_of
from reports.rows import OF_PEOPLE, OF_STAGES, people_behind, read_rows, visits_behind
from reports.scopes import scope_of
from reports.views.dashboards import asked_for, found_or_404


@require_safe
@needs("reports.view")
def rows(request):
    """List exactly what a number counts; `what` and `stage` say which number."""
    asked = asked_for(request, RowsForm)
    scope = _scope(request, asked)
    if asked["stage"]:
        lane = found_or_404(_lane(scope, asked["stage"]))
        found_or_404(OF_STAGES.get(asked["what"]))
        behind = visits_behind(scope, asked["what"], lane)
        title = OF_STAGES[asked["what"]].format(lane.name)
    else:
        title = found_or_404(OF_PEOPLE.get(asked["what"]))
        lane, behind = None, people_behind(scope, asked["what"])
    listed, after = read_rows(behind, request.company, asked["after"], reader=request.user)
    context = {
        "scope": scope,
        "lane": lane,
        "title": title,
        "rows": listed,
        "after": after,
        "is_first": asked["after"] is None,
        "count": behind.count(),
    }
    return render(request, "reports/rows.html", context)


def _scope(request, asked):
    scope = scope_of(request.company, user=request.user, days=asked["days"])
    narrowed = {}
    if asked["opening"]:
        narrowed["opening"] = get_object_or_404(scope.visible, ref=asked["opening"])
    if asked["specialization"]:
        key = asked["specialization"]
        narrowed["specialization"] = get_object_or_404(Specialization, key=key)
    return scope_of(request.company, user=request.user, days=asked["days"], **narrowed)


def _lane(scope, key):
    lanes = lanes_of(scope, Stage.objects.filter(opening__in=scope.openings))
    return next((lane for lane in lanes if lane.key == key), None)
