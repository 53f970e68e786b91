"""The first page: what waits for whoever opens it."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from config.accounts.guards import needs
from pipeline.checklist import checklist
from pipeline.models import Opening
from pipeline.opening_counts import count_openings
from pipeline.work_queue.page import queue_page

MOST_OPENINGS = 20
FARTHEST_PAGE = 1000


@require_safe
@needs("today.view")
def today(request):
    """One's queue with its clocks, and the openings one is in charge of."""
    user, company, now = request.user, request.company, timezone.now()
    asked = {name: request.GET.get(name, "") for name in ("kind", "whose")}
    context = {
        "day": now.astimezone(company.zone),
        "queue": queue_page(user, company, page=_page(request), now=now, **asked),
        "checklist": checklist(company, user),
        "openings": _openings(user, company, now),
    }
    return render(request, "pipeline/today.html", context)


def _page(request) -> int:
    typed = request.GET.get("page", "")
    is_number = typed.isascii() and typed.isdigit() and len(typed) <= len(str(FARTHEST_PAGE))
    return min(max(1, int(typed)), FARTHEST_PAGE) if is_number else 1


def _openings(user, company, now):
    """The running openings of one's teams with what stands in them; [] where one has none."""
    if not user.can("openings.view"):
        return []
    openings = Opening.objects.running().filter(memberships__user=user)
    return list(count_openings(openings[:MOST_OPENINGS], company, now).items())
