"""The table: of an opening, and of all applications one is in charge of."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from config.accounts.guards import needs
from pipeline.board_views.filters import read_filters, reread_filters
from pipeline.board_views.table import read_table, table_version
from pipeline.views.board import answer_version, find_opening
from pipeline.views.board_frames import frame_of, pieces_of


@require_safe
@needs("boards.view")
def table(request, pk=None):
    """The whole page; without an opening, across all of those one is in charge of."""
    context = _context(request, pk, read_filters)
    context |= frame_of(request, context)
    return render(request, "pipeline/table.html", context | _rows(request, context))


@require_safe
@needs("boards.view")
def table_rows(request, pk=None):
    """The rows again, as the page shows them."""
    context = _context(request, pk, reread_filters)
    return render(request, "pipeline/_table.html", context | _rows(request, context))


@require_safe
@needs("boards.view")
def show_table_version(request, pk=None):
    """What pages ask every few seconds: 304 while nobody has changed these rows."""
    context = _context(request, pk, reread_filters)
    after = request.GET.get("after", "")
    version = table_version(
        request.user, context["filters"], opening=context["opening"], after=after
    )
    return answer_version(request, version)


def _context(request, pk, read) -> dict:
    opening, now = pk and find_opening(request, pk), timezone.now()
    filters = read(request.GET, request.user, request.company, now=now, opening=opening)
    context = {"opening": opening, "tab": "board", "shape": "table", "now": now}
    return context | pieces_of(request, filters)


def _rows(request, context):
    after = request.GET.get("after", "")
    page = read_table(
        request.user,
        context["filters"],
        request.company,
        now=context["now"],
        opening=context["opening"],
        after=after,
    )
    return {"page": page, "after": after}
