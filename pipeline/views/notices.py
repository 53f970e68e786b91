"""One's own notices: the list, the bell, and what has been read."""

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_POST, require_safe

from config.accounts.guards import needs
from pipeline.keys import read_key
from pipeline.notices.reading import (
    count_unread,
    mark_all_read,
    mark_read,
    mark_unread,
    read_notices,
)
from pipeline.notices.sight import notices_for
from pipeline.views.undoing import offer_undo


@require_safe
@needs("notices.own")
def notices(request):
    """What one was told, by day, the newest first; `before` is the key of the last one seen."""
    before = read_key(request.GET.get("before", ""))
    page = read_notices(request.user, before=before)
    return render(request, "pipeline/notices/list.html", {"page": page, "before": before})


@require_safe
@needs("notices.own")
def notice(request, pk):
    """Leads to what a notice is about, which is read by that."""
    row = get_object_or_404(notices_for(request.user), pk=pk)
    mark_read([row.pk], by=request.user)
    return redirect(row.href)


@require_POST
@needs("notices.own")
def read(request, pk):
    mark_read([_own(request, pk).pk], by=request.user)
    return redirect("pipeline:notices")


@require_POST
@needs("notices.own")
def unread(request, pk):
    mark_unread(by=request.user, pk=_own(request, pk).pk)
    return redirect("pipeline:notices")


@require_POST
@needs("notices.own")
def read_all(request):
    """All that is shown is read; the next page offers to take that back."""
    at = mark_all_read(by=request.user)
    if at:
        query = {"at": at.isoformat()}
        offer_undo(request, "All notices are read.", "pipeline:unread_notices", query=query)
    return redirect("pipeline:notices")


@require_POST
@needs("notices.own")
def unread_all(request):
    """What was read all together at the moment `at` is unread again."""
    at = _moment(request.GET.get("at", ""))
    if at:
        mark_unread(by=request.user, read_at=at)
    return redirect("pipeline:notices")


@require_safe
@needs("notices.own")
def bell(request):
    """The bell of every page, with the number of what is unread."""
    return render(request, "components/bell.html", {"unread": count_unread(request.user)})


@require_safe
@needs("notices.own")
def bell_version(request):
    """What pages ask now and then: 304 while the number is the same."""
    etag = f'"{count_unread(request.user)}"'
    response = HttpResponse(headers={"ETag": etag, "Cache-Control": "no-cache"})
    return get_conditional_response(request, etag=etag, response=response)


def _own(request, pk):
    return get_object_or_404(notices_for(request.user), pk=pk)


def _moment(text) -> datetime | None:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at if at.tzinfo else None
