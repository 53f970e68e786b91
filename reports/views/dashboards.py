"""The dashboard: of all openings that one may see, and of one of them."""

from dataclasses import replace

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from config.accounts.guards import needs
from reports.at_risk import at_risk, read_openings, total
from reports.drawing import draw
from reports.forms import COHORTS, ScopeForm
from reports.overview import read_overview
from reports.pace import DEFINITION
from reports.scopes import scope_of

MOST_OPENINGS = 12


@require_safe
@needs("reports.view")
def overview(request):
    """Every opening that this person may see, or those of one specialization."""
    asked = asked_for(request, ScopeForm)
    scope = scope_of(request.company, user=request.user, days=asked["days"])
    openings = read_openings(scope)
    by_key = {each.opening.specialization.key: each.opening.specialization for each in openings}
    if key := asked["specialization"]:
        scope = replace(scope, specialization=found_or_404(by_key.get(key)))
        openings = [each for each in openings if each.opening.specialization.key == key]
    specializations = sorted(by_key.values(), key=lambda each: (each.position, each.key))
    return _show(request, scope, openings, {"specializations": specializations})


@require_safe
@needs("reports.view")
def opening(request, pk):
    asked = asked_for(request, ScopeForm)
    scope = scope_of(request.company, user=request.user, days=asked["days"])
    (now,) = read_openings(replace(scope, visible=scope.visible.filter(pk=pk))) or [None]
    found_or_404(now)
    return _show(request, replace(scope, opening=now.opening), [now], {"opening": now.opening})


def asked_for(request, form_class) -> dict:
    """Return what the address asks for; an address that makes no sense is not found."""
    form = form_class(request.GET)
    if not form.is_valid():
        raise Http404
    return form.cleaned_data


def found_or_404(thing):
    if thing is None:
        raise Http404
    return thing


def _show(request, scope, openings, context):
    sees_pay = request.user.can("pay.view")
    read = read_overview(scope, openings, with_pay=sees_pay, reader=request.user)
    running = at_risk(openings)
    totals = {name: total(openings, name) for name in ("running", "late", "due_soon")}
    context |= totals | {
        "overview": read,
        "charts": draw(read),
        "at_risk": running[:MOST_OPENINGS],
        "hidden_openings": len(running[MOST_OPENINGS:]),
        "without_terms": total(openings, "without_terms") if read.pay else 0,
        "cohorts": COHORTS,
        "definition": DEFINITION,
    }
    return render(request, "reports/overview.html", context)
