"""The guard of a candidate's pages: a link that holds, or one constant answer.

`@candidate_page` stands where `@needs` stands in the views of colleagues. The view gets a
CandidatePage in place of the signed part of its address.
"""

from collections.abc import Callable
from functools import wraps

from django.http import Http404
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import render
from django.utils.decorators import decorator_from_middleware
from django.views.decorators.csrf import csrf_exempt

from config.accounts.guards import public_page
from pipeline.candidate_pages.links import note_use, read_link
from pipeline.candidate_pages.sections import CandidatePage


class QuietCsrf(CsrfViewMiddleware):
    """Checks the token as ever, and takes forms of pages that tell nobody where they are.

    A page under `no-referrer` sends its forms with `Origin: null`, which the usual check refuses
    before it looks at the token.
    """

    def _origin_verified(self, request):
        return request.META["HTTP_ORIGIN"] == "null" or super()._origin_verified(request)


_protect = decorator_from_middleware(QuietCsrf)


def candidate_page(view: Callable) -> Callable:
    """Guard a view of a candidate's page: `view(request, page, …)` where the link holds.

    Whatever is wrong with a link, the answer is the same, and says nothing of anybody. Colleagues
    who are signed in may look, and do nothing in the candidate's name.
    """

    def found(request, token, *args, **kwargs):
        link = read_link(token)
        if link is None:
            return link_over(request)
        if not request.user.is_authenticated:
            note_use(link)
        elif request.method == "POST":
            return render(request, "public/my/colleague.html", status=403)
        page = CandidatePage(link.application, link, token)
        return view(request, page, *args, **kwargs)

    return _quiet(found, view)


def linkless_page(view: Callable) -> Callable:
    """Guard a view of theirs that takes no link: just as quiet."""
    return _quiet(view, view)


def _quiet(answer, view):
    protected = _protect(answer)

    @public_page
    @csrf_exempt
    @wraps(view)
    def guarded(request, *args, **kwargs):
        try:
            response = protected(request, *args, **kwargs)
        except Http404:
            response = link_over(request)
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Cache-Control"] = "no-store, private"
        return response

    return guarded


def link_over(request, *, status=404, **more):
    """Answer that a link leads nowhere, and offer to mail a new one."""
    return render(request, "public/page_over.html", more, status=status)
