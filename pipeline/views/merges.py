"""Merged records and pairs kept apart: the list, and undoing."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from config.accounts.guards import needs
from pipeline.merging import unmerging
from pipeline.merging.merging import IllegalMerge
from pipeline.models import Candidate, Merge, TwoPeople
from pipeline.moves import IllegalMove

ROWS_A_PAGE = 50
MOST_PAIRS = 100


@require_safe
@needs("candidates.merge")
def merges(request):
    """What was merged and by whom, the newest first; and who was said to be two people."""
    rows = Merge.objects.select_related("kept", "gone__merged_into", "by", "undone_by")
    pairs = TwoPeople.objects.select_related("first", "second", "by").order_by("-created_at")
    known = Candidate.objects.known_to(request.user).values("pk")
    rows = rows.filter(kept__in=known, gone__in=known).order_by("-created_at", "-pk")
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    pairs = pairs.filter(first__in=known, second__in=known)[:MOST_PAIRS]
    return render(request, "pipeline/merges.html", {"page": page, "pairs": pairs})


@require_POST
@needs("candidates.merge")
def undo_merge(request, pk):
    """Part two records again; say what could not be set back."""
    known = Candidate.objects.known_to(request.user).values("pk")
    merge = get_object_or_404(Merge, pk=pk, kept__in=known, gone__in=known)
    try:
        parted = unmerging.undo_merge(merge, by=request.user)
    except (IllegalMerge, IllegalMove) as problem:
        messages.error(request, str(problem))
        return redirect("pipeline:merges")
    messages.success(request, f"{parted.gone.name} is a record of its own again.")
    for sentence in parted.left:
        messages.warning(request, sentence)
    return redirect("pipeline:candidate", parted.kept.pk)
