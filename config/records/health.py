"""Is Fortnight well? For load balancers and whoever watches over it."""

import logging
from datetime import timedelta

from django.db import DatabaseError, connection
from django.http import JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from config.accounts.guards import public_page
from config.records.models import Heartbeat
from config.tenancy.models import Company
from config.tenancy.schemas import inside

log = logging.getLogger(__name__)

LATE = timedelta(minutes=5)


@never_cache
@require_safe
@public_page
def healthz(request):
    """Answer 503 where the database is out of reach, else 200 with the state of the worker.

    A late worker does not make a web server unfit to serve, so it changes the text only.
    """
    try:
        return JsonResponse({"database": "ok", "worker": worker_state()})
    except DatabaseError:
        log.exception("The database does not answer.")
        return JsonResponse({"database": "unreachable", "worker": "unknown"}, status=503)


def worker_state() -> str:
    """Judge the worker (and beat, which wakes it) by the oldest company's heartbeats.

    "ok", "late" after five minutes without one, or "unknown" before the first.
    """
    connection.set_schema_to_public()
    company = Company.objects.order_by("pk").first()
    if company is None:
        return "unknown"
    with inside(company):
        latest = Heartbeat.objects.order_by("-beat_at").values_list("beat_at", flat=True).first()
    if latest is None:
        return "unknown"
    return "ok" if timezone.now() - latest < LATE else "late"
