"""The board of an opening, and the pieces of it that come later."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from config.accounts.guards import needs
from pipeline.board import (
    SHOWN,
    Board,
    Sieve,
    is_late_before,
    read_board,
    read_column,
    version_of,
    with_versions,
)
from pipeline.cards import read_cursor
from pipeline.forms.sieves import SieveForm
from pipeline.keys import read_key
from pipeline.latest_moves import describe_latest_move
from pipeline.models import Opening


@require_safe
@needs("boards.view")
def show_board(request, pk):
    """The whole page, each column with its most urgent cards."""
    opening = _opening(request, pk)
    context = _context(request, opening)
    board = read_board(opening, request.company, **_reading(context))
    context |= {"board": board, "seats_filled": board.columns[-1].count}
    context["notice"] = _notice(request, opening, context["now"])
    return render(request, "pipeline/board.html", context)


@require_safe
@needs("boards.view")
def board_columns(request, pk):
    """The columns alone, with as many cards in each as the page shows already."""
    opening = _opening(request, pk)
    context = _context(request, opening)
    asked = request.GET.get("shown", "")
    shown = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 5 else 0
    context["board"] = read_board(
        opening, request.company, shown=max(shown, SHOWN), **_reading(context)
    )
    return render(request, "pipeline/_columns.html", context)


@require_safe
@vary_on_headers("HX-Request")
@needs("boards.view")
def board_column(request, pk, stage_id):
    """The cards of one column that follow `after`; a page of their own without script."""
    opening = _opening(request, pk)
    stage = get_object_or_404(opening.stages, pk=stage_id)
    try:
        after = read_cursor(request.GET.get("after", ""))
    except ValueError:
        raise Http404("There is no such place in the column.") from None
    context = _context(request, opening)
    column = read_column(opening, stage, request.company, after=after, **_reading(context))
    if request.htmx:
        return render(request, "pipeline/_cards.html", {**context, "column": column})
    return render(request, "pipeline/board.html", {**context, "board": Board([column], "")})


@require_safe
@needs("boards.view")
def board_version(request, pk):
    """What pages ask every few seconds: 304 while nobody has moved anyone."""
    stages = with_versions(_opening(request, pk).stages.all())
    etag = f'"{version_of(stages)}"'
    response = HttpResponse(headers={"ETag": etag, "Cache-Control": "no-cache"})
    return get_conditional_response(request, etag=etag, response=response)


def _opening(request, pk) -> Opening:
    openings = Opening.objects.visible_to(request.user).select_related("specialization", "level")
    return get_object_or_404(openings, pk=pk)


def _context(request, opening) -> dict:
    form, now = SieveForm(request.GET), timezone.now()
    asked = form.asked()
    late = is_late_before(opening, request.company, now) if "late" in asked else None
    return {
        "opening": opening,
        "tab": "board",
        "now": now,
        "sieve": Sieve(asked.get("q", ""), late, request.user),
        "kept": form.kept(),
        "can_move": request.user.can("applications.move"),
    }


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


def _reading(context) -> dict:
    return {"now": context["now"], "sieve": context["sieve"]}
