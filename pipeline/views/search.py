"""Finding anybody: the page of results, and the palette's."""

from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from config.accounts.guards import needs
from pipeline.search.destinations import find_destinations
from pipeline.search.searching import search

IN_PALETTE = 8


@never_cache
@require_safe
@needs("candidates.search")
def search_people(request):
    """People by anything that is written about them, the best first."""
    text = request.GET.get("q", "")
    answer = search(request.user, text, after=request.GET.get("after", ""))
    places = [] if answer.is_further else find_destinations(request.user, text)
    context = {"answer": answer, "places": places if answer.text else []}
    return render(request, "pipeline/search/page.html", context)


@never_cache
@require_safe
@needs("candidates.search")
def palette(request):
    """What the palette lists while somebody is typing: people, openings and pages."""
    text = request.GET.get("q", "")
    answer = search(request.user, text, most=IN_PALETTE, is_typing=True)
    context = {"answer": answer, "places": find_destinations(request.user, text)}
    return render(request, "pipeline/search/_palette.html", context)
