"""Feeds of open roles, for readers, web sites, job boards and search engines."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from config.accounts.guards import public_page
from pipeline.feeds import atom, job_boards, json_feed, sitemap
from pipeline.feeds.feed import gather
from pipeline.views.conditional import answer_conditionally

KEPT_SECONDS = 300


@require_safe
@public_page
def atom_feed(request):
    return _answer(request, atom.write_atom, atom.CONTENT_TYPE)


@require_safe
@public_page
def json_roles(request):
    return _answer(request, json_feed.write_json_feed, json_feed.CONTENT_TYPE)


@require_safe
@public_page
def job_boards_feed(request):
    return _answer(request, job_boards.write_job_boards, job_boards.CONTENT_TYPE)


@require_safe
@public_page
def careers_sitemap(request):
    return _answer(request, sitemap.write_sitemap, sitemap.CONTENT_TYPE)


@require_safe
@public_page
def robots(request):
    text = sitemap.robots_of(request.company)
    answer = HttpResponse(text, content_type="text/plain; charset=utf-8")
    return answer_conditionally(request, answer, seconds=KEPT_SECONDS)


def _answer(request, write, content_type):
    """What `write` makes of the open roles; pages of any site may read it."""
    feed = gather(request.company)
    document = write(feed, request.company.address(request.path))
    answer = HttpResponse(document, content_type=content_type)
    answer["Access-Control-Allow-Origin"] = "*"
    return answer_conditionally(request, answer, seconds=KEPT_SECONDS, changed_at=feed.updated_at)
