"""The board of an opening, and the pieces of it that come later."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from config.accounts.guards import needs
from pipeline.board import SHOWN, Board, columns_of, read_board, read_column, version_of
from pipeline.board_views import orders
from pipeline.board_views.filters import read_filters, reread_filters
from pipeline.cards import read_cursor
from pipeline.keys import read_key
from pipeline.latest_moves import describe_latest_move
from pipeline.models import Opening
from pipeline.views.board_frames import frame_of, pieces_of


@require_safe
@needs("boards.view")
def show_board(request, pk):
    """The whole page, each column with its most urgent cards."""
    opening = find_opening(request, pk)
    context = _context(request, opening, read_filters)
    board = read_board(opening, request.company, **_reading(context))
    context |= {"board": board, "seats_filled": board.columns[-1].count if board.columns else 0}
    context["notice"] = _notice(request, opening, context["now"])
    return render(request, "pipeline/board.html", context | frame_of(request, context))


@require_safe
@needs("boards.view")
def board_columns(request, pk):
    """The columns alone, with as many cards in each as the page shows already."""
    opening = find_opening(request, pk)
    context = _context(request, opening, reread_filters)
    shown = _number_asked(request)
    context["board"] = read_board(opening, request.company, shown=shown, **_reading(context))
    return render(request, "pipeline/_columns.html", context)


@require_safe
@vary_on_headers("HX-Request")
@needs("boards.view")
def board_column(request, pk, stage_id):
    """The cards of one column that follow `after`; a page of their own without script."""
    opening = find_opening(request, pk)
    stage = get_object_or_404(opening.stages.select_related("owner"), pk=stage_id)
    context = _context(request, opening, reread_filters if request.htmx else read_filters)
    after = _place(request.GET.get("after", ""), context["filters"].order, request.user)
    column = read_column(opening, stage, request.company, after=after, **_reading(context))
    context["column"] = column
    if request.htmx:
        return render(request, "pipeline/_cards.html", context)
    context |= frame_of(request, context) | {"board": Board([column], "")}
    return render(request, "pipeline/board.html", context)


@require_safe
@needs("boards.view")
def board_version(request, pk):
    """What pages ask every few seconds: 304 while nobody has changed what they show."""
    opening, now = find_opening(request, pk), timezone.now()
    filters = reread_filters(request.GET, request.user, request.company, now=now, opening=opening)
    stages = columns_of(opening, filters.sieve, filters.order, _number_asked(request))
    return answer_version(request, version_of(stages))


def answer_version(request, version):
    etag = f'"{version}"'
    response = HttpResponse(headers={"ETag": etag, "Cache-Control": "no-cache"})
    return get_conditional_response(request, etag=etag, response=response)


def find_opening(request, pk) -> Opening:
    openings = Opening.objects.visible_to(request.user).select_related("specialization", "level")
    return get_object_or_404(openings, pk=pk)


def _context(request, opening, read) -> dict:
    now = timezone.now()
    filters = read(request.GET, request.user, request.company, now=now, opening=opening)
    context = {"opening": opening, "tab": "board", "shape": "board", "now": now}
    return context | pieces_of(request, filters)


def _reading(context) -> dict:
    filters = context["filters"]
    return {"now": context["now"], "sieve": filters.sieve, "order": filters.order}


def _number_asked(request) -> int:
    """How many cards the longest column of the page shows already."""
    asked = request.GET.get("shown", "")
    shown = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 5 else 0
    return max(shown, SHOWN)


def _place(text, order, user):
    try:
        place = read_cursor(text) if order.is_usual else orders.read_place(text, order, user)
    except ValueError:
        place = None
    if place is None:
        raise Http404("There is no such place in the column.")
    return place


def _notice(request, opening, now) -> dict | None:
    """What was just moved, with its undo, for whoever comes back here without script."""
    key = read_key(request.GET.get("moved", ""))
    if key is None:
        return None
    applications = opening.applications.all().read_by(request.user)
    application = applications.select_related("candidate").filter(pk=key).first()
    if application is None:
        return None
    return {"application": application, "sentence": describe_latest_move(application, now)}
