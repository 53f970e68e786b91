"""Public pages: the open roles of a company, and one of them."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from config.accounts.guards import public_page
from pipeline.careers.filters import facets_of, read_filters
from pipeline.careers.roles import (
    Whereabouts,
    find_formerly_public,
    find_published,
    published_openings,
)
from pipeline.careers.steps import way_of
from pipeline.careers.structured import as_data_block, job_posting
from pipeline.careers.texts import summary_of
from pipeline.forms.apply import read_channel
from pipeline.opening_postings import lay_out, published_sections
from pipeline.views.conditional import answer_conditionally

ROWS_A_PAGE = 50
GONE = {Whereabouts.OVER: 410, Whereabouts.PAUSED: 404, Whereabouts.UNKNOWN: 404}
"""What was public and is over will not come back; a pause may end."""


@require_safe
@public_page
def careers(request):
    openings = list(published_openings())
    filters = read_filters(request.GET, openings)
    shown = [opening for opening in openings if filters.let_pass(opening)]
    context = {
        "total": len(openings),
        "found": len(shown),
        "page": Paginator(shown, ROWS_A_PAGE).get_page(request.GET.get("page")),
        "filters": filters,
        "facets": facets_of(openings, filters),
        "intro": lay_out(request.company.careers_intro),
        "channel": read_channel(request.GET.get("from", "")),
        "address": request.company.address(request.path),
    }
    return answer_conditionally(request, render(request, "public/careers.html", context))


@require_safe
@public_page
def role(request, ref):
    opening = find_published(ref)
    if opening is None:
        return _say_gone(request, ref)
    context = {
        "opening": opening,
        "sections": published_sections(opening),
        "way": way_of(opening),
        "summary": summary_of(opening),
        "job_posting": as_data_block(job_posting(opening, request.company)),
        "channel": read_channel(request.GET.get("from", "")),
        "address": request.company.address(request.path),
    }
    return answer_conditionally(request, render(request, "public/role.html", context))


def _say_gone(request, ref):
    title, whereabouts = find_formerly_public(ref)
    context = {
        "title": title,
        "is_paused": whereabouts == Whereabouts.PAUSED,
        "was_public": whereabouts != Whereabouts.UNKNOWN,
    }
    return render(request, "public/role_gone.html", context, status=GONE[whereabouts])
