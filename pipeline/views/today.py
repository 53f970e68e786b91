"""The first page: what waits for whoever opens it."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from config.accounts.guards import needs
from pipeline.checklist import checklist
from pipeline.clock_reading import read_clocks
from pipeline.models import Opening
from pipeline.opening_counts import count_openings
from pipeline.queue import queue_of

MOST_ITEMS = 100
MOST_OPENINGS = 20


@require_safe
@needs("today.view")
def today(request):
    """One's queue with its clocks, and the openings one is in charge of."""
    user, company, now = request.user, request.company, timezone.now()
    queue = queue_of(user, company)
    applications = {item.application for item in queue[:MOST_ITEMS] if item.application}
    readings = read_clocks(applications, company, now=now)
    context = {
        "day": now.astimezone(company.zone),
        "items": [
            (item, item.application and readings[item.application.pk])
            for item in queue[:MOST_ITEMS]
        ],
        "number": len(queue),
        "checklist": checklist(company, user),
        "openings": _openings(user, company, now),
    }
    return render(request, "pipeline/today.html", context)


def _openings(user, company, now):
    """The running openings of one's teams with what stands in them; [] where one has none."""
    if not user.can("openings.view"):
        return []
    openings = Opening.objects.running().filter(memberships__user=user)
    return list(count_openings(openings[:MOST_OPENINGS], company, now).items())
